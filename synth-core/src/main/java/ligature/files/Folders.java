package ligature.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where things lie: the program's own folder, and the user's by the XDG Base Directory
 * Specification.
 */
public final class Folders {

  private Folders() {}

  /** The folder with models/ and presets/ that the program came with; the launcher names it. */
  public static Path home() {
    String named = System.getProperty("ligature.home");
    return Path.of(named != null ? named : ".").toAbsolutePath().normalize();
  }

  /** The user's own models, timbres and presets. */
  public static Path data() {
    return xdg("XDG_DATA_HOME", ".local/share");
  }

  /** What can be made again: unpacked libraries, the log. */
  public static Path cache() {
    return xdg("XDG_CACHE_HOME", ".cache");
  }

  /** The user's settings; a system property may name another folder. */
  public static Path config() {
    String named = System.getProperty("ligature.config");
    return named != null ? Path.of(named) : xdg("XDG_CONFIG_HOME", ".config");
  }

  private static Path xdg(String variable, String otherwise) {
    String value = System.getenv(variable);
    // the specification says to ignore a relative path
    Path base =
        value != null && Path.of(value).isAbsolute()
            ? Path.of(value)
            : Path.of(System.getProperty("user.home"), otherwise);
    return base.resolve("ligature");
  }

  /** The program's and the user's folder of this name, in this order, those that exist. */
  public static List<Path> both(String name) {
    return List.of(home().resolve(name), data().resolve(name)).stream()
        .filter(Files::isDirectory)
        .toList();
  }
}
