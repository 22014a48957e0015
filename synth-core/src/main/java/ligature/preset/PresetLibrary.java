package ligature.preset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ligature.files.AtomicOutput;
import ligature.files.InputException;
import ligature.files.Nearest;
import ligature.latent.TimbreBank;

/** Finds presets by name: the .json files of a few folders. Threads: {@code [io-thread]}. */
public final class PresetLibrary {

  /** The preset that plays when none was named. */
  public static final String FIRST = "ligature";

  private static final String SUFFIX = ".json";

  private final List<Path> roots;

  /** Looks in these folders; a name in a later one hides the same name in an earlier one. */
  public PresetLibrary(List<Path> roots) {
    this.roots = List.copyOf(roots);
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
   * Loads a preset by its name, or from a path that ends in .json.
   *
   * @throws InputException if there is none, naming the nearest, or if it is damaged
   */
  public Patch load(String nameOrFile, TimbreBank bank) {
    if (nameOrFile.endsWith(SUFFIX)) {
      return PresetFile.read(Path.of(nameOrFile), bank);
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
    return PresetFile.read(file, bank);
  }
}
