package ligature.neural;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import ligature.files.AtomicOutput;
import ligature.files.Folders;
import ligature.files.InputException;
import ligature.files.Nearest;
import ligature.plugin.PluginDescription;

/**
 * The files of one format: those of the user's folder by their names in it, all others by their
 * paths.
 *
 * <p>Threads: {@code [io-thread]}.
 */
public final class ModelFiles {

  private static final int DEPTH = 4;
  private static final int MOST_LISTED = 2_000;

  private final String format;
  private final String extension;
  private final Path folder;

  /**
   * Those of the user's folder {@code neural}.
   *
   * @param format of the plugins: {@code nam}
   * @param extension with its dot
   */
  public ModelFiles(String format, String extension) {
    this(format, extension, Folders.data().resolve("neural"));
  }

  ModelFiles(String format, String extension, Path folder) {
    this.format = format;
    this.extension = extension;
    this.folder = folder;
  }

  /** Whether a file is called as this format's are. */
  public boolean fits(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(extension);
  }

  /** The files of the user's folder and of folders in it, by name; none is opened. */
  public List<Path> inFolder() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, DEPTH)) {
      return files
          .filter(f -> fits(f.getFileName().toString()) && Files.isRegularFile(f))
          .sorted()
          .limit(MOST_LISTED)
          .toList();
    } catch (IOException e) {
      throw AtomicOutput.asInput(folder, e);
    }
  }

  /** What a list of plugins shows of a file. */
  public PluginDescription description(Path file, PluginDescription.Status status, String reason) {
    String name = file.getFileName().toString();
    return new PluginDescription(
        format + ":" + uri(file),
        name.substring(0, name.length() - extension.length()),
        format,
        PluginDescription.Kind.EFFECT,
        status,
        reason);
  }

  /** What an id calls a file: its name in the folder, or else its path. */
  public String uri(Path file) {
    return file.startsWith(folder) ? folder.relativize(file).toString() : file.toString();
  }

  /**
   * The file that a plugin's id names.
   *
   * @param uri the id without its format: a name in the folder, or a path
   * @throws InputException if there is no such file, with the nearest names
   */
  public Path file(String uri) {
    Path file = null;
    try {
      file = folder.resolve(uri).normalize();
      if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
        file = Path.of(uri).toAbsolutePath().normalize();
      }
    } catch (InvalidPathException e) {
      // told below
    }
    if (file == null || !Files.isRegularFile(file)) {
      List<String> names = inFolder().stream().map(this::uri).toList();
      throw new InputException(
          format
              + ":"
              + uri
              + ": there is no such file, neither here nor in "
              + folder
              + (names.isEmpty()
                  ? ""
                  : "; did you mean " + String.join(", ", Nearest.of(uri, names, 3)) + "?"));
    }
    if (!fits(file.toString())) {
      throw new InputException(format + ":" + uri + ": wanted a file *" + extension);
    }
    return file;
  }
}
