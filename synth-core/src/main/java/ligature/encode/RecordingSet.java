package ligature.encode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.stream.Stream;
import ligature.files.AtomicOutput;
import ligature.files.InputException;
import ligature.model.SourceNote;

/**
 * The recordings of one timbre: files, a folder of files, or an SFZ instrument, read into notes
 * with keys and velocities. Threads: {@code [io-thread]}.
 */
public final class RecordingSet {

  /** No key is known. */
  public static final int DETECT = -1;

  /** There is no key: drums. */
  public static final int UNPITCHED = -2;

  private static final int MOST_FILES = 512;
  private static final long MOST_SAMPLES = 120L << 20;
  private static final Set<String> ENDINGS = Set.of("wav", "wave", "aif", "aiff", "aifc", "flac");

  /** Velocities up to this, in every name of a set, are numbers of layers. */
  private static final int MOST_LAYERS = 20;

  /** Layers that differ by less are takes of the same. */
  private static final double TAKES_DB = 2;

  /**
   * A file to be read.
   *
   * @param key a MIDI number, {@link #DETECT} or {@link #UNPITCHED}
   * @param velocity 0 if it is not known
   * @param gainDb how much louder it is meant to be than it was recorded
   * @param span the part of the file that is read
   */
  record Entry(Path file, int key, int velocity, double gainDb, Span span) {

    Entry(Path file, int key, int velocity, double gainDb) {
      this(file, key, velocity, gainDb, Span.ALL);
    }

    private Entry withKey(int newKey) {
      return new Entry(file, newKey, velocity, gainDb, span);
    }

    private Entry within(Span newSpan) {
      return new Entry(file, key, velocity, gainDb, newSpan);
    }
  }

  private RecordingSet() {}

  /**
   * Reads all notes.
   *
   * @param inputs sound files, folders, SFZ files
   * @param key the key of all of them, {@link #DETECT} or {@link #UNPITCHED}
   * @param tell told in a line what was left out or looks wrong
   * @throws InputException if something cannot be read, naming it
   */
  public static List<SourceNote> read(
      List<Path> inputs, int key, Consumer<String> tell, DoubleConsumer progress) {
    return read(inputs, Span.ALL, key, tell, progress);
  }

  /** The same of a part of each file. */
  public static List<SourceNote> read(
      List<Path> inputs, Span span, int key, Consumer<String> tell, DoubleConsumer progress) {
    List<Entry> entries = new ArrayList<>();
    for (Path input : inputs) {
      if (Files.isDirectory(input)) {
        folder(input).forEach(file -> entries.add(byName(file, key)));
      } else if (ending(input).equals("sfz")) {
        entries.addAll(SfzReader.read(input, key, tell));
      } else {
        entries.add(byName(input, key));
      }
    }
    if (entries.size() > MOST_FILES) {
      throw new InputException(
          inputs.get(0)
              + ": "
              + entries.size()
              + " recordings; at most "
              + MOST_FILES
              + " are read");
    }
    entries.replaceAll(entry -> entry.within(span));
    List<SourceNote> notes = new ArrayList<>();
    long samples = 0;
    for (Entry entry : entries) {
      notes.add(read(entry, tell));
      samples += notes.get(notes.size() - 1).samples().length;
      if (samples > MOST_SAMPLES) {
        throw new InputException(
            inputs.get(0) + ": too much audio for one timbre; give fewer or shorter recordings");
      }
      progress.accept((double) notes.size() / entries.size());
    }
    if (key == DETECT && notes.size() > 1) {
      heedNames(entries, notes, tell);
    }
    return layered(notes, tell);
  }

  /** The name of the timbre that recordings make, from the first file's name. */
  public static String timbreName(List<Path> inputs) {
    return FileNames.timbreName(fileName(inputs.get(0)));
  }

  /** What was recorded, in words: the names of the first files. */
  public static String inWords(List<Path> inputs) {
    List<String> names =
        inputs.subList(0, Math.min(4, inputs.size())).stream().map(RecordingSet::fileName).toList();
    return String.join(", ", names) + (inputs.size() > names.size() ? ", ..." : "");
  }

  /**
   * What of some files is one timbre each: a folder, an SFZ instrument, and files whose names
   * differ in the key and velocity only.
   */
  public static List<List<Path>> byTimbre(List<Path> inputs) {
    Map<String, List<Path>> groups = new LinkedHashMap<>();
    for (Path input : inputs) {
      boolean whole = Files.isDirectory(input) || ending(input).equals("sfz");
      String name = whole ? input.toString() : timbreName(List.of(input));
      groups.computeIfAbsent(name, n -> new ArrayList<>()).add(input);
    }
    return List.copyOf(groups.values());
  }

  private static String fileName(Path input) {
    Path name = input.toAbsolutePath().normalize().getFileName();
    return name == null ? "" : name.toString();
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }

  private static List<Path> folder(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          files
              .filter(f -> ENDINGS.contains(ending(f)) && Files.isRegularFile(f))
              .sorted()
              .toList();
      if (found.isEmpty()) {
        throw new InputException(folder + ": there is no WAV, AIFF or FLAC file in this folder");
      }
      return found;
    } catch (IOException e) {
      throw AtomicOutput.asInput(folder, e);
    }
  }

  private static Entry byName(Path file, int key) {
    return new Entry(file, key, FileNames.velocity(file.getFileName().toString()), 0);
  }

  private static SourceNote read(Entry entry, Consumer<String> tell) {
    return NoteReader.listen(
        Recording.read(entry.file, entry.span, tell),
        entry.file.toString(),
        NoteReader.knowledge(entry.key),
        Math.max(0, entry.key),
        entry.velocity,
        entry.gainDb,
        tell);
  }

  /**
   * Compares what was heard with what the names say. Some call middle C C3 and not C4, so the names
   * of a set may all be off by the same octaves; a single one that differs was heard wrongly.
   */
  private static void heedNames(
      List<Entry> entries, List<SourceNote> notes, Consumer<String> tell) {
    Map<Integer, Integer> shifts = new HashMap<>();
    for (int i = 0; i < notes.size(); i++) {
      int named = FileNames.key(notes.get(i).file());
      if (entries.get(i).key == DETECT && named >= 0 && notes.get(i).pitchHz() > 0) {
        shifts.merge(notes.get(i).key() - named, 1, Integer::sum);
      }
    }
    int shift = 0;
    int most = 0;
    for (Map.Entry<Integer, Integer> entry : shifts.entrySet()) {
      if (entry.getKey() % 12 == 0 && entry.getValue() > most) {
        shift = entry.getKey();
        most = entry.getValue();
      }
    }
    for (int i = 0; i < notes.size(); i++) {
      int named = FileNames.key(notes.get(i).file()) + shift;
      boolean usable = entries.get(i).key == DETECT && named >= shift && named <= 127 && most > 0;
      if (usable && named >= 0 && notes.get(i).key() != named) {
        notes.set(i, read(entries.get(i).withKey(named), tell));
      }
    }
  }

  /** Gives velocities to the notes of each key that have none, and leaves out further takes. */
  private static List<SourceNote> layered(List<SourceNote> notes, Consumer<String> tell) {
    int highest = notes.stream().mapToInt(SourceNote::velocity).max().orElse(0);
    TreeMap<Integer, List<SourceNote>> byKey = new TreeMap<>();
    for (SourceNote note : notes) {
      int velocity = note.velocity();
      if (velocity > 0 && highest <= MOST_LAYERS) {
        velocity = placed(velocity, highest);
      }
      byKey.computeIfAbsent(note.key(), k -> new ArrayList<>()).add(with(note, velocity));
    }
    List<SourceNote> kept = new ArrayList<>();
    for (List<SourceNote> row : byKey.values()) {
      boolean known = row.stream().allMatch(n -> n.velocity() > 0);
      kept.addAll(known || row.size() == 1 ? distinct(row) : byLevel(row));
    }
    if (kept.size() < notes.size()) {
      tell.accept(
          (notes.size() - kept.size())
              + " further recordings of the same keys and velocities are left out");
    }
    return kept;
  }

  /** The velocity of one of {@code count} layers, the loudest a little below the top. */
  private static int placed(int layer, int count) {
    return (int) Math.max(1, Math.round(127 * (layer - 0.3) / count));
  }

  private static SourceNote with(SourceNote note, int velocity) {
    return new SourceNote(
        note.file(),
        note.rateHz(),
        note.samples(),
        note.key(),
        velocity,
        note.pitchHz(),
        note.levelDb());
  }

  private static List<SourceNote> distinct(List<SourceNote> row) {
    Set<Integer> seen = new HashSet<>();
    return row.stream().filter(n -> seen.add(n.velocity())).toList();
  }

  private static List<SourceNote> byLevel(List<SourceNote> row) {
    Map<SourceNote, Double> levels = new LinkedHashMap<>();
    row.forEach(n -> levels.put(n, Loudness.loudestDb(n.audio(), n.rateHz()) + n.levelDb()));
    List<SourceNote> sorted = new ArrayList<>(row);
    sorted.sort(java.util.Comparator.comparingDouble(levels::get));
    List<SourceNote> layers = new ArrayList<>();
    double last = Double.NEGATIVE_INFINITY;
    for (SourceNote note : sorted) {
      if (levels.get(note) - last > TAKES_DB) {
        layers.add(note);
        last = levels.get(note);
      }
    }
    List<SourceNote> placed = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      placed.add(with(layers.get(i), placed(i + 1, layers.size())));
    }
    return placed;
  }
}
