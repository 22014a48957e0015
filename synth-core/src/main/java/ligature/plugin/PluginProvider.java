package ligature.plugin;

import java.util.List;
import java.util.function.DoubleConsumer;

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
   * Whether {@link #open} should be asked although the plugin is not listed: plugins of this format
   * are files, which may lie anywhere.
   *
   * @param uri the id without its format
   */
  default boolean isFile(String uri) {
    return false;
  }

  /** Why there can be no plugin of this format here, in a line that says what to do; else empty. */
  default String unavailable() {
    return "";
  }

  /**
   * Tries plugins out in a child process, so that those that crash, hang or give no numbers are
   * known before they can do it here.
   *
   * @param again also those whose result is known
   * @param progress told the part that is done, 0 to 1
   */
  default void probe(boolean again, DoubleConsumer progress) {}

  /** Loads what all plugins of this format need, in a process that stands ready for them. */
  default void warmUp() {}

  /** Whether a plugin has run when it is prepared, so that its first block finds all loaded. */
  default boolean warmsUpPlugins() {
    return false;
  }

  /**
   * A new instance of a plugin.
   *
   * @param uri the id without its format
   * @throws ligature.files.InputException in a line, if it cannot be opened
   */
  Plugin open(String uri);

  /**
   * The same in the child process that runs plugins of native formats, where nothing is left to
   * check.
   *
   * @param uri the id without its format
   */
  default Plugin openProbed(String uri) {
    return open(uri);
  }
}
