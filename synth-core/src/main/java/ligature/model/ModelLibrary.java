package ligature.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import ligature.files.AtomicOutput;
import ligature.files.InputException;
import ligature.files.Nearest;

/** Finds installed models: folders with a manifest.json. Threads: {@code [io-thread]}. */
public final class ModelLibrary {

  /** The model that ships with the program. */
  public static final String BUNDLED = "ligature-48k";

  private final List<Path> roots;

  /** Looks in these folders, in this order; those that do not exist are passed over. */
  public ModelLibrary(List<Path> roots) {
    this.roots = List.copyOf(roots);
  }

  /** The folders of all models, by name within each root. */
  public List<Path> folders() {
    List<Path> found = new ArrayList<>();
    for (Path root : roots) {
      if (Files.isDirectory(root)) {
        try (Stream<Path> entries = Files.list(root)) {
          entries
              .filter(f -> Files.exists(f.resolve(ModelManifest.FILE_NAME)))
              .sorted()
              .forEach(found::add);
        } catch (IOException e) {
          throw AtomicOutput.asInput(root, e);
        }
      }
    }
    return found;
  }

  /**
   * Loads the model of that folder name.
   *
   * @throws InputException if there is none, naming what there is
   */
  public Model load(String name) {
    List<Path> folders = folders();
    for (Path folder : folders) {
      if (folder.getFileName().toString().equals(name)) {
        return Model.load(folder);
      }
    }
    List<String> names = folders.stream().map(f -> f.getFileName().toString()).toList();
    throw new InputException(
        names.isEmpty()
            ? "model " + name + ": there is no model under " + roots
            : "model "
                + name
                + ": there is no such model; did you mean "
                + String.join(", ", Nearest.of(name, names, 3))
                + "?");
  }
}
