package ligature.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import ligature.files.Folders;
import ligature.files.InputException;
import ligature.latent.TimbreBank;
import ligature.live.PresetRack;
import ligature.midi.MidiSettings;
import ligature.preset.Patch;
import ligature.preset.PresetLibrary;

/**
 * The presets of a song's program changes, by the same list as in live play. A number without a
 * preset is told once and leaves the sound as it is. Threads: one.
 */
final class SongPrograms implements IntFunction<Patch>, ToIntFunction<String> {

  private static final int LAST = 127;

  private final PresetLibrary library = SoundOptions.presets();
  private final PresetRack rack;
  private final UnaryOperator<Patch> options;
  private final Map<Integer, Patch> loaded = new HashMap<>();

  /** Presets that a song names and the list has not, by numbers that it has not either. */
  private final Map<Integer, String> beyond = new HashMap<>();

  /**
   * @param options what the command line does to a preset
   */
  SongPrograms(TimbreBank bank, UnaryOperator<Patch> options) {
    MidiSettings settings = MidiSettings.read(Folders.config().resolve("midi.json"));
    rack = new PresetRack(library, () -> bank, settings::programs);
    this.options = options;
  }

  /** The number of the preset that a song names, whatever presets there are beside it. */
  @Override
  public int applyAsInt(String name) {
    String preset = PresetLibrary.fileName(name);
    int listed = rack.names().indexOf(preset);
    if (listed >= 0 && listed <= LAST) {
      return listed;
    }
    if (!library.files().containsKey(preset)) {
      return -1;
    }
    if (!beyond.containsValue(preset)) {
      beyond.put(LAST - beyond.size(), preset);
    }
    return beyond.entrySet().stream()
        .filter(e -> e.getValue().equals(preset))
        .mapToInt(Map.Entry::getKey)
        .findFirst()
        .orElse(-1);
  }

  @Override
  public Patch apply(int number) {
    if (!loaded.containsKey(number)) {
      loaded.put(number, load(number));
    }
    return loaded.get(number);
  }

  private Patch load(int number) {
    int known = rack.names().size();
    try {
      if (beyond.containsKey(number)) {
        return options.apply(rack.load(beyond.get(number)));
      }
      if (number < known) {
        return options.apply(rack.load(number));
      }
      System.err.println(
          "ligature: the song asks for program "
              + (number + 1)
              + "; there are "
              + known
              + " presets, so the sound stays (--programs ignore leaves all program changes out)");
    } catch (InputException e) {
      System.err.println("ligature: program " + (number + 1) + ": " + e.getMessage());
    }
    return null;
  }
}
