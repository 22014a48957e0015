package ligature.plugin.sandbox;

import java.util.Collection;
import java.util.ServiceLoader;
import ligature.plugin.Plugin;
import ligature.plugin.PluginProvider;

/** The providers of a child process, which opens what its parent has checked. */
final class ChildProviders {

  private final ServiceLoader<PluginProvider> providers = ServiceLoader.load(PluginProvider.class);

  /** Reads and loads ahead of time what plugins of these formats need. */
  void warmUp(Collection<String> formats) {
    for (PluginProvider provider : providers) {
      if (formats.contains(provider.format())) {
        provider.warmUp();
      }
    }
  }

  /** Whether plugins of a format have run when they are prepared. */
  boolean warmUpPlugins(String format) {
    for (PluginProvider provider : providers) {
      if (provider.format().equals(format)) {
        return provider.warmsUpPlugins();
      }
    }
    return false;
  }

  /**
   * A new instance of a plugin, not prepared.
   *
   * @param id FORMAT:NAME
   */
  Plugin open(String id) {
    for (PluginProvider provider : providers) {
      if (id.startsWith(provider.format() + ":")) {
        return provider.openProbed(id.substring(id.indexOf(':') + 1));
      }
    }
    throw new IllegalArgumentException("no format that is known here: " + id);
  }
}
