package ligature.preset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import ligature.files.AtomicOutput;
import ligature.files.InputException;
import ligature.files.Nearest;
import ligature.latent.TimbreBank;

/** Finds presets by name: the .json files of a few folders. Threads: {@code [io-thread]}. */
public final class PresetLibrary {

  /** The preset that plays when none was named. */
  public static final String FIRST = "ligature";

  /** How a preset's file name ends. */
  public static final String SUFFIX = ".json";

  private final List<Path> roots;
  private final Path own;

  /** Looks in these folders; a name in a later one hides the same name in an earlier one. */
  public PresetLibrary(List<Path> roots) {
    this(roots, null);
  }

  /**
   * Looks in these folders, and last in the user's own, where presets are saved.
   *
   * @param own need not be there yet; null if nothing is to be saved
   */
  public PresetLibrary(List<Path> roots, Path own) {
    List<Path> all = new ArrayList<>(roots);
    if (own != null && !all.contains(own)) {
      all.add(own);
    }
    this.roots = List.copyOf(all);
    this.own = own;
  }

  /** The folder of the user's own presets, which need not be there; null if nothing is saved. */
  public Path ownFolder() {
    return own;
  }

  /** The presets' names, which are their file names, with their files. */
  public Map<String, Path> files() {
    Map<String, Path> found = new LinkedHashMap<>();
    for (Path root : roots) {
      if (Files.isDirectory(root)) {
        try (Stream<Path> entries = Files.list(root)) {
          entries
              .filter(f -> f.getFileName().toString().endsWith(SUFFIX))
              .sorted()
              .forEach(f -> found.put(name(f), f));
        } catch (IOException e) {
          throw AtomicOutput.asInput(root, e);
        }
      }
    }
    return found;
  }

  private static String name(Path file) {
    String fileName = file.getFileName().toString();
    return fileName.substring(0, fileName.length() - SUFFIX.length());
  }

  /**
   * Loads a preset by its name, or from a path that ends in .json. Warnings are logged.
   *
   * @throws InputException if there is none, naming the nearest, or if it is damaged
   */
  public Patch load(String nameOrFile, TimbreBank bank) {
    return PresetFile.read(file(nameOrFile), bank);
  }

  /**
   * The same, for somebody who shows warnings.
   *
   * @param warnings takes a line for each timbre that is another one than it was saved with
   */
  public Patch load(String nameOrFile, TimbreBank bank, Consumer<String> warnings) {
    return PresetFile.read(file(nameOrFile), bank, warnings);
  }

  private Path file(String nameOrFile) {
    if (nameOrFile.endsWith(SUFFIX)) {
      return Path.of(nameOrFile);
    }
    Map<String, Path> files = files();
    Path file = files.get(nameOrFile);
    if (file == null) {
      throw new InputException(
          "preset "
              + nameOrFile
              + ": there is no such preset; did you mean "
              + String.join(", ", Nearest.of(nameOrFile, files.keySet(), 3))
              + "?");
    }
    return file;
  }

  /** The name that a preset of this title is listed by: "Bowed Piano" is bowed-piano. */
  public static String fileName(String title) {
    return PresetName.fileName(title);
  }

  /** All presets by their titles; a damaged one is listed by its file's name. */
  public List<PresetEntry> entries() {
    List<PresetEntry> entries = new ArrayList<>();
    files().forEach((name, file) -> entries.add(entry(name, file)));
    entries.sort(
        Comparator.comparing(PresetEntry::title, String.CASE_INSENSITIVE_ORDER)
            .thenComparing(PresetEntry::name));
    return entries;
  }

  private PresetEntry entry(String name, Path file) {
    boolean isOwn = file.getParent().equals(own);
    try {
      return PresetFile.describe(file, name, isOwn);
    } catch (InputException e) {
      // it stays in the list: loading it says what is wrong with it
      return new PresetEntry(name, file, isOwn, name, List.of(), List.of());
    }
  }

  /**
   * Saves a sound as the user's own preset.
   *
   * @param replace whether an own preset of this name may be replaced; its tags are kept
   * @throws InputException in one line, if the name is unfit or taken
   */
  public PresetEntry save(String title, Patch patch, boolean replace) {
    String checked = PresetName.checked(title);
    Path file = ownFile(checked);
    List<String> tags = List.of();
    if (replace && Files.exists(file)) {
      tags = entry(name(file), file).tags();
    } else {
      requireFree(checked);
    }
    PresetFile.write(file, patch.named(checked), tags);
    return entry(name(file), file);
  }

  /**
   * Takes a preset's file, as it is, among the user's own; listed by its title, whatever the file
   * is called.
   *
   * @param bank where its timbres are looked up
   * @param warnings takes a line for each timbre that is another one than it was saved with
   * @return its title if it was not there before, or empty
   * @throws InputException in one line, if it is damaged, names what is not there, or another
   *     preset has its name; then nothing is changed
   */
  public Optional<String> install(Path file, TimbreBank bank, Consumer<String> warnings) {
    String title = PresetName.checked(PresetFile.read(file, bank, warnings).name());
    Path taken = files().get(PresetName.fileName(title));
    try {
      if (taken != null) {
        if (Files.mismatch(file, taken) >= 0) {
          throw new InputException(
              file + ": " + taken + " is another preset of this name; rename or delete it first");
        }
        return Optional.empty();
      }
      try (AtomicOutput output = AtomicOutput.to(ownFile(title))) {
        Files.copy(file, output.path(), StandardCopyOption.REPLACE_EXISTING);
        output.commit();
      }
      return Optional.of(title);
    } catch (IOException e) {
      throw AtomicOutput.asInput(file, e);
    }
  }

  /**
   * Gives an own preset another name.
   *
   * @throws InputException in one line, if the name is unfit or taken
   */
  public PresetEntry rename(PresetEntry entry, String title) {
    requireOwn(entry);
    String checked = PresetName.checked(title);
    Path file = ownFile(checked);
    boolean sameFile = file.equals(entry.file());
    if (!sameFile) {
      requireFree(checked);
    }
    PresetFile.rename(entry.file(), file, checked);
    if (!sameFile) {
      delete(entry);
    }
    return entry(name(file), file);
  }

  /** Deletes an own preset. */
  public void delete(PresetEntry entry) {
    requireOwn(entry);
    try {
      Files.delete(entry.file());
    } catch (IOException e) {
      throw AtomicOutput.asInput(entry.file(), e);
    }
  }

  private static void requireOwn(PresetEntry entry) {
    if (!entry.own()) {
      throw new InputException(
          entry.title() + ": came with the program and stays as it is; save it under another name");
    }
  }

  private void requireFree(String title) {
    Path taken = files().get(PresetName.fileName(title));
    if (taken != null) {
      throw new InputException(title + ": there is a preset of this name; choose another one");
    }
  }

  private Path ownFile(String title) {
    if (own == null) {
      throw new InputException(title + ": there is no folder to save presets in");
    }
    try {
      Files.createDirectories(own);
      return own.resolve(PresetName.fileName(title) + SUFFIX);
    } catch (IOException e) {
      throw AtomicOutput.asInput(own, e);
    }
  }
}
