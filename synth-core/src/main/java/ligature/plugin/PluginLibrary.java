package ligature.plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.DoubleConsumer;
import ligature.files.Folders;
import ligature.files.InputException;
import ligature.files.Nearest;

/**
 * All plugins there are: built in, in the user's plugin folder, and those of the system in formats
 * that a provider knows.
 *
 * <p>Threads: {@code [io-thread]}.
 */
public final class PluginLibrary {

  private static PluginLibrary installed;

  private final List<PluginProvider> providers = new ArrayList<>();
  private final List<PluginDescription> broken;

  /**
   * Looks for plugins.
   *
   * @param jars the folder with the user's own
   */
  public PluginLibrary(Path jars) {
    ServiceLoader.load(PluginProvider.class, PluginLibrary.class.getClassLoader())
        .forEach(providers::add);
    JarPlugins own = new JarPlugins(jars);
    providers.addAll(own.providers());
    broken = own.broken();
  }

  /** The library of this user; loaded at the first call. */
  public static synchronized PluginLibrary installed() {
    if (installed == null) {
      installed = new PluginLibrary(Folders.data().resolve("plugins"));
    }
    return installed;
  }

  /** Every plugin, those that cannot be used included, by format and name. */
  public List<PluginDescription> plugins() {
    List<PluginDescription> all = new ArrayList<>(broken);
    providers.forEach(p -> all.addAll(p.plugins()));
    all.sort(Comparator.comparing(PluginDescription::format).thenComparing(PluginDescription::id));
    return all;
  }

  /** Tries out all plugins of native formats that have not been tried, or all {@code again}. */
  public void probe(boolean again, DoubleConsumer progress) {
    providers.forEach(p -> p.probe(again, progress));
  }

  /** Whether an id names a file of a format whose plugins are files, wherever it lies. */
  public boolean isFile(String id) {
    String[] parts = id.split(":", 2);
    return parts.length == 2
        && providers.stream().anyMatch(p -> p.format().equals(parts[0]) && p.isFile(parts[1]));
  }

  /**
   * A new instance of a plugin.
   *
   * @param id FORMAT:NAME; what comes with the program goes before what the user added
   * @throws InputException if there is none, naming the nearest, or if it cannot be used
   */
  public Plugin open(String id) {
    String[] parts = id.split(":", 2);
    List<PluginProvider> known =
        providers.stream().filter(p -> p.format().equals(parts[0])).toList();
    if (parts.length < 2 || known.isEmpty()) {
      List<String> formats = providers.stream().map(PluginProvider::format).distinct().toList();
      throw new InputException(
          "insert "
              + id
              + ": wanted the format and the name, such as java:reverb; the formats are "
              + String.join(", ", formats));
    }
    for (PluginProvider provider : known) {
      if (provider.isFile(parts[1])
          || provider.plugins().stream().anyMatch(d -> d.id().equals(id))) {
        return provider.open(parts[1]);
      }
    }
    for (PluginProvider provider : known) {
      if (!provider.unavailable().isEmpty()) {
        throw new InputException("insert " + id + ": " + provider.unavailable());
      }
    }
    List<String> ids =
        known.stream().flatMap(p -> p.plugins().stream()).map(PluginDescription::id).toList();
    throw new InputException(
        "insert "
            + id
            + ": there is no such plugin"
            + (ids.isEmpty()
                ? "; no plugin of this format is installed"
                : "; did you mean " + String.join(", ", Nearest.of(id, ids, 3)) + "?"));
  }
}
