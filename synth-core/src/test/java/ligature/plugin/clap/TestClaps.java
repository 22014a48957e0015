package ligature.plugin.clap;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ligature.files.Folders;
import ligature.plugin.Plugin;
import ligature.plugin.PluginParameter;
import ligature.plugin.sandbox.ProbeResults;
import ligature.testing.Gcc;

/** Builds the CLAP files of src/test/resources/clap with gcc. */
public final class TestClaps {

  /** The C of the plugin that is ours, and what CLAP's interface looks like in C. */
  private static final Path OURS = Folders.home().resolve("native-config/clap").toAbsolutePath();

  private TestClaps() {}

  public static String uri(String name) {
    return "ligature.test." + name;
  }

  /** A folder for CLAP_PATH; skips the test where gcc is missing. */
  public static Path build(Path folder) throws Exception {
    Path made = Files.createDirectories(folder.resolve("clap"));
    compile(made, "plugins.clap");
    return made;
  }

  /** Adds files that cannot be loaded. */
  static void addBroken(Path folder) throws Exception {
    compile(folder, "no-entry.clap", "-DNO_ENTRY");
    compile(folder, "crashes-at-once.clap", "-DCRASHES_WHEN_LOADED");
    Files.writeString(folder.resolve("text.clap"), "this is no library");
  }

  private static void compile(Path folder, String file, String... flags) throws Exception {
    Path source = Files.createDirectories(folder.resolve("source"));
    if (!Files.exists(source.resolve("plugins.c"))) {
      Gcc.copy(source, "/clap/plugins.c");
    }
    List<String> more = new ArrayList<>(List.of(flags));
    more.add("-I" + OURS);
    Gcc.library(source, folder.resolve(file).toString(), "plugins.c", more.toArray(String[]::new));
  }

  /**
   * Builds the plugin through which a DAW plays us, as users do.
   *
   * @param meetingFolder where it meets the program, in place of the user's
   */
  public static Path buildOurs(Path folder, Path meetingFolder) throws Exception {
    Gcc.require();
    Path made = folder.resolve("ligature.clap");
    Gcc.run(
        folder.getParent(),
        List.of(
            OURS.resolve("build").toString(),
            made.toString(),
            "-DMEETING_FOLDER=\"" + meetingFolder + "\""));
    return made;
  }

  /** What a child needs to find the same plugins. */
  public static Map<String, String> environment(Path claps, Path cache) {
    return Map.of("CLAP_PATH", claps.toString(), "XDG_CACHE_HOME", cache.toString());
  }

  static ClapCatalogue catalogue(Path claps, Path cache) {
    return new ClapCatalogue(
        cache.resolve("ligature/clap-plugins.json"), List.of(claps), environment(claps, cache));
  }

  /** The provider of a folder; it may open what was not probed. */
  public static ClapProvider provider(Path claps, Path cache) {
    return new ClapProvider(
        catalogue(claps, cache), new ProbeResults(cache.resolve("ligature/clap-probes.json")));
  }

  static ClapPlugin open(Path claps, String name) {
    return new ClapPlugin(claps.resolve("plugins.clap"), uri(name));
  }

  /** What the parent knows of a plugin. */
  public static Plugin face(Path claps, Path cache, String name) {
    ClapCatalogue catalogue = catalogue(claps, cache);
    catalogue.update();
    return new ClapFace(catalogue.plugins().get(uri(name)).type());
  }

  /** That plugin, opened by our own host. */
  public static Plugin openOurs(Path file) {
    return new ClapPlugin(file, "ligature.bridge");
  }

  static int index(Plugin plugin, String parameter) {
    return plugin.parameters().stream().map(PluginParameter::id).toList().indexOf(parameter);
  }
}
