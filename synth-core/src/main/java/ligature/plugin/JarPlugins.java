package ligature.plugin;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import ligature.files.AtomicOutput;

/**
 * The user's own plugins: every jar of a folder, each with a class loader of its own, so that two
 * jars may bring two versions of a library.
 *
 * <p>That is order, not security: a jar can do what this program can. Threads: {@code [io-thread]}.
 */
final class JarPlugins {

  private final List<PluginProvider> providers = new ArrayList<>();
  private final List<PluginDescription> broken = new ArrayList<>();

  /** Loads the jars of a folder that need not exist. A jar that cannot be loaded is listed so. */
  JarPlugins(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(f -> f.getFileName().toString().endsWith(".jar")).sorted().forEach(this::load);
    } catch (IOException e) {
      throw AtomicOutput.asInput(folder, e);
    }
  }

  private void load(Path jar) {
    int before = providers.size();
    try {
      URLClassLoader loader =
          new URLClassLoader(new URL[] {jar.toUri().toURL()}, JarPlugins.class.getClassLoader());
      Iterator<PluginProvider> found = ServiceLoader.load(PluginProvider.class, loader).iterator();
      while (found.hasNext()) {
        PluginProvider provider = found.next();
        if (provider.getClass().getClassLoader() == loader) { // not the program's own once more
          provider.plugins(); // what is linked lazily shows now whether it is there
          providers.add(provider);
        }
      }
      if (providers.size() == before) {
        tell(jar, "has no service " + PluginProvider.class.getName());
      }
    } catch (MalformedURLException | ServiceConfigurationError | LinkageError e) {
      tell(jar, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) { // other people's code
      tell(jar, e.toString());
    }
  }

  private void tell(Path jar, String reason) {
    String name = jar.getFileName().toString();
    broken.add(
        new PluginDescription(
            "java:" + name,
            name,
            "java",
            PluginDescription.Kind.EFFECT,
            PluginDescription.Status.BLOCKED,
            reason.replaceAll("\\s*\\R\\s*", " ")));
  }

  List<PluginProvider> providers() {
    return providers;
  }

  /** The jars that cannot be used, with the reasons. */
  List<PluginDescription> broken() {
    return broken;
  }
}
