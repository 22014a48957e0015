package ligature.plugin;

import java.util.List;

/**
 * Knows plugins of one format and opens them; found by {@link java.util.ServiceLoader}, in the
 * program and in the jars of the user's plugin folder.
 *
 * <p>Threads: {@code [io-thread]}.
 */
public interface PluginProvider {

  /** What precedes the colon of its ids: "java" for plugins written in Java. */
  String format();

  /** The plugins there are, without running any code of theirs where the format permits. */
  List<PluginDescription> plugins();

  /**
   * A new instance of a plugin.
   *
   * @param uri the id without its format
   * @throws ligature.files.InputException in a line, if it cannot be opened
   */
  Plugin open(String uri);
}
