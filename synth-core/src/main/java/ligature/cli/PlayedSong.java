package ligature.cli;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.midi.MidiFile;
import ligature.model.Model;
import ligature.preset.Patch;

/**
 * A song for live play, with the presets of its program changes: by the same rules as rendered.
 *
 * @param events at the model's rate
 * @param programs the presets by the number of the program from 0; empty where it counts for
 *     nothing
 */
record PlayedSong(EventList events, Map<Integer, Patch> programs) {

  /**
   * Reads a song and all presets that it changes to: nothing is read while it plays. What is not
   * there is told on stderr, and changes nothing.
   *
   * @param programs what is asked for; null: program changes count unless the sound is named
   * @throws ligature.files.InputException if the song cannot be read
   */
  static PlayedSong read(
      Path midi, Model model, SoundOptions sound, RenderCommand.Programs programs) {
    int rateHz = model.manifest().sampleRateHz();
    SongPrograms presets = SongPrograms.following(midi, model.bank(), sound, programs);
    if (presets == null) {
      return new PlayedSong(MidiFile.read(midi, rateHz), Map.of());
    }
    EventList events = MidiFile.read(midi, rateHz, presets);
    BitSet used = new BitSet();
    for (int i = 0; i < events.size(); i++) {
      if (Event.kind(events.eventAt(i)) == Event.PROGRAM_CHANGE) {
        used.set(Event.number(events.eventAt(i)));
      }
    }
    Map<Integer, Patch> sounds = new HashMap<>();
    for (int number = used.nextSetBit(0); number >= 0; number = used.nextSetBit(number + 1)) {
      Patch preset = presets.apply(number);
      if (preset != null) {
        sounds.put(number, preset);
      }
    }
    return new PlayedSong(events, sounds);
  }
}
