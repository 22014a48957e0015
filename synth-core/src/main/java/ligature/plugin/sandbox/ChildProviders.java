package ligature.plugin.sandbox;

import java.util.ServiceLoader;
import ligature.plugin.Plugin;
import ligature.plugin.PluginProvider;

/** The providers of a child process, which opens what its parent has checked. */
final class ChildProviders {

  private final ServiceLoader<PluginProvider> providers = ServiceLoader.load(PluginProvider.class);

  /** Reads what there is ahead of time. */
  void read() {
    providers.forEach(PluginProvider::warmUp);
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
