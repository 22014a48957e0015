package ligature.cli;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import ligature.files.Folders;
import ligature.files.InputException;
import ligature.latent.TimbreBank;
import ligature.live.PresetRack;
import ligature.midi.MidiFile;
import ligature.midi.MidiSettings;
import ligature.preset.Patch;
import ligature.preset.PresetLibrary;

/**
 * The presets of a song's program changes, by the same list as in live play. A number without a
 * preset is told once and leaves the sound as it is.
 *
 * <p>The folders are listed once, before the song is read: a preset that is saved or deleted while
 * it renders moves no number. Threads: one.
 */
final class SongPrograms implements IntFunction<Patch>, ToIntFunction<String> {

  private static final int LAST = 127;

  private final PresetRack rack;
  private final List<String> names;
  private final Set<String> there;
  private final BitSet used;
  private final UnaryOperator<Patch> options;
  private final Map<Integer, Patch> loaded = new HashMap<>();

  /** The presets that the song names. */
  private final Map<String, Integer> numbers = new HashMap<>();

  private final Map<Integer, String> named = new HashMap<>();

  /**
   * Those of a song, by the player's presets and list.
   *
   * @param programs what is asked for; null: they count unless the sound is named
   * @return null if they count for nothing
   */
  static SongPrograms following(
      Path midi, TimbreBank bank, SoundOptions sound, RenderCommand.Programs programs) {
    boolean follows =
        programs == null ? !sound.isNamed() : programs == RenderCommand.Programs.FOLLOW;
    return follows ? of(bank, MidiFile.programNumbers(midi), sound::asOptionsSay) : null;
  }

  /**
   * By the player's presets and list.
   *
   * @param used the numbers of the song's program changes
   * @param options what the command line does to a preset
   */
  private static SongPrograms of(TimbreBank bank, BitSet used, UnaryOperator<Patch> options) {
    MidiSettings settings = MidiSettings.read(Folders.config().resolve("midi.json"));
    return new SongPrograms(SoundOptions.presets(), settings.programs(), bank, used, options);
  }

  /**
   * By any presets.
   *
   * @param chosen the player's list; empty for all presets by the alphabet
   */
  SongPrograms(
      PresetLibrary library,
      List<String> chosen,
      TimbreBank bank,
      BitSet used,
      UnaryOperator<Patch> options) {
    this.used = used;
    this.options = options;
    rack = new PresetRack(library, () -> bank, () -> chosen);
    names = List.copyOf(rack.names());
    there = Set.copyOf(library.files().keySet());
  }

  /** The number of the preset that a song names, whatever presets there are beside it. */
  @Override
  public int applyAsInt(String name) {
    String preset = PresetLibrary.fileName(name);
    if (!there.contains(preset)) {
      return -1; // also where the list has it: then the number counts
    }
    return numbers.computeIfAbsent(preset, this::give);
  }

  /** Its number in the list; else one that the song does not use, as long as there is one. */
  private int give(String preset) {
    int number = names.indexOf(preset);
    if (number < 0 || number > LAST || named.containsKey(number)) {
      number = LAST;
      while (number >= 0 && (used.get(number) || named.containsKey(number))) {
        number--;
      }
    }
    for (int any = LAST; number < 0 && any >= 0; any--) {
      number = named.containsKey(any) ? -1 : any;
    }
    if (number >= 0) {
      named.put(number, preset);
    }
    return number;
  }

  @Override
  public Patch apply(int number) {
    if (!loaded.containsKey(number)) {
      loaded.put(number, load(number));
    }
    return loaded.get(number);
  }

  private Patch load(int number) {
    try {
      if (named.containsKey(number)) {
        return options.apply(rack.load(named.get(number)));
      }
      if (number < names.size()) {
        return options.apply(rack.load(names.get(number)));
      }
      System.err.println(
          "ligature: the song asks for program "
              + (number + 1)
              + "; there are "
              + names.size()
              + " presets, so the sound stays (--programs ignore leaves all program changes out)");
    } catch (InputException e) {
      System.err.println("ligature: program " + (number + 1) + ": " + e.getMessage());
    }
    return null;
  }
}
