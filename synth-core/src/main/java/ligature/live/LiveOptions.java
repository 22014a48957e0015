package ligature.live;

import java.util.List;
import java.util.Map;
import ligature.audio.AudioSettings;
import ligature.midi.EventList;
import ligature.midi.MpeMode;
import ligature.model.ComputeDevice;
import ligature.model.Model;
import ligature.preset.Patch;

/**
 * What a live session is made of.
 *
 * @param audio "auto", "jack", "javasound", "clap" or "none"
 * @param voices the polyphony
 * @param latencyFrames frames rendered ahead of the device's period, at its rate; 0 for two hops
 * @param midiInputs parts of device names, or "all"; empty for none
 * @param song a MIDI file's events at the model's rate, null for none
 * @param followTransport whether the song plays while JACK's transport rolls, and from its place;
 *     else it begins with the audio
 * @param mpe which MPE zones there are when none is announced; null: what the player has set up
 * @param programs the sounds of the song's program changes, by the number from 0; the others change
 *     nothing
 */
public record LiveOptions(
    Model model,
    ComputeDevice device,
    Patch patch,
    int voices,
    String audio,
    AudioSettings audioSettings,
    int latencyFrames,
    List<String> midiInputs,
    EventList song,
    boolean followTransport,
    MpeMode mpe,
    Map<Integer, Patch> programs) {

  public LiveOptions {
    programs = Map.copyOf(programs);
  }

  /** With a song that begins with the audio. */
  public LiveOptions(
      Model model,
      ComputeDevice device,
      Patch patch,
      int voices,
      String audio,
      AudioSettings audioSettings,
      int latencyFrames,
      List<String> midiInputs,
      EventList song) {
    this(
        model,
        device,
        patch,
        voices,
        audio,
        audioSettings,
        latencyFrames,
        midiInputs,
        song,
        false,
        null,
        Map.of());
  }

  /** The same, with a song that follows the transport. */
  public LiveOptions followingTransport() {
    return with(true, mpe, programs);
  }

  /** The same with other MPE zones; null: what the player has set up. */
  public LiveOptions withMpe(MpeMode zones) {
    return with(followTransport, zones, programs);
  }

  /** The same with other sounds for the song's program changes. */
  public LiveOptions withPrograms(Map<Integer, Patch> sounds) {
    return with(followTransport, mpe, sounds);
  }

  private LiveOptions with(boolean following, MpeMode zones, Map<Integer, Patch> sounds) {
    return new LiveOptions(
        model,
        device,
        patch,
        voices,
        audio,
        audioSettings,
        latencyFrames,
        midiInputs,
        song,
        following,
        zones,
        sounds);
  }

  /** The same on this audio server, with an input. */
  public LiveOptions capturingFrom(String server) {
    return new LiveOptions(
        model,
        device,
        patch,
        voices,
        server,
        audioSettings.withCapture(),
        latencyFrames,
        midiInputs,
        song,
        followTransport,
        mpe,
        programs);
  }
}
