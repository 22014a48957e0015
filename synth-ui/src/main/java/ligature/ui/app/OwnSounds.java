package ligature.ui.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import ligature.encode.RoundTrip;
import ligature.encode.UserTimbres;
import ligature.files.Folders;
import ligature.latent.Timbre;
import ligature.live.Rig;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.model.ComputeDevice;
import ligature.model.Decoder;
import ligature.model.SourceNote;
import ligature.preset.Patch;
import ligature.render.OfflineRender;
import ligature.tuning.Tuning;
import ligature.ui.model.Comparison;
import ligature.ui.model.OwnSoundMaker;
import ligature.units.Pitch;
import ligature.voice.Performance;

/**
 * Plays timbres of the user's own beside the recordings that they were made of. It computes on the
 * processor: a GPU may be busy with what sounds.
 */
record OwnSounds(Rig rig) implements OwnSoundMaker {

  private static final int BLOCK_FRAMES = 4096;
  private static final double MIDI_TOP = 127;

  private UserTimbres timbres() {
    return new UserTimbres(rig.timbreFolder(), Folders.cache().resolve("timbres"));
  }

  @Override
  public List<SourceNote> recordings(Timbre timbre) {
    return timbres().document(timbre.name()).recordings();
  }

  @Override
  public Comparison compare(Timbre timbre, List<SourceNote> recordings, int index) {
    int rateHz = rig.player().modelRateHz();
    float[] original = RoundTrip.audio(recordings.get(index), rateHz);
    float[] encoded = play(timbre, recordings, index, original);
    RoundTrip.Compared compared = RoundTrip.compare(original, encoded, rateHz);
    return new Comparison(
        times(original, compared.originalGain()),
        times(encoded, compared.playedGain()),
        compared.distanceDb());
  }

  private static float[] times(float[] x, float gain) {
    float[] louder = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      louder[i] = gain * x[i];
    }
    return louder;
  }

  /** The note as it was recorded: its key held as long, at its own pitch. */
  private float[] play(Timbre timbre, List<SourceNote> recordings, int index, float[] original) {
    SourceNote note = recordings.get(index);
    int rateHz = rig.player().modelRateHz();
    int held = RoundTrip.heldFrames(original, rateHz, timbre.sustains());
    EventList events = new EventList();
    float velocity = (float) (RoundTrip.velocity(recordings, index) / MIDI_TOP);
    events.add(0, Event.noteOn(0, note.key(), velocity));
    events.add(held, Event.noteOff(0, note.key(), 0.5f));
    events.add(original.length, Event.allSoundOff(Performance.ALL_CHANNELS));
    Patch patch = Patch.of(timbre.title(), List.of(timbre, timbre)).tuned(tuning(note));
    float[] played = new float[original.length];
    int[] at = {0};
    try (Decoder decoder = rig.model().openDecoder(ComputeDevice.CPU)) {
      new OfflineRender(decoder, patch, events, 1, 1, BLOCK_FRAMES)
          .run(
              (samples, frames) -> {
                for (int i = 0; i < frames && at[0] < played.length; i++) {
                  played[at[0]++] = samples[2 * i];
                }
              },
              done -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e); // nothing is written
    }
    return Arrays.copyOf(played, at[0]);
  }

  /** A timbre plays its key in tune; the recording may have been off. */
  private static Tuning tuning(SourceNote note) {
    if (note.pitchHz() == 0) {
      return Tuning.EQUAL;
    }
    double a4 = Pitch.REFERENCE_HZ * note.pitchHz() / Pitch.keyToHz(note.key());
    return Tuning.EQUAL.at(Math.max(Tuning.LOWEST_A4_HZ, Math.min(Tuning.HIGHEST_A4_HZ, a4)));
  }
}
