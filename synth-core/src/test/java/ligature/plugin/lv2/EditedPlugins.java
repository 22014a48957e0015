package ligature.plugin.lv2;

import java.nio.file.Files;
import java.nio.file.Path;
import ligature.plugin.NativeEditor;
import ligature.plugin.Plugin;
import ligature.testing.Gcc;
import org.junit.jupiter.api.Assumptions;

/** LV2 plugins of our own with editors, built by gcc of src/test/resources/lv2/edited.c. */
public final class EditedPlugins {

  private final Lv2World world;
  private final Path folder;

  private EditedPlugins(Lv2World world, Path folder) {
    this.world = world;
    this.folder = folder;
  }

  /** Builds them; skips the test where gcc, lilv or a display is missing. */
  public static EditedPlugins build(Path folder) throws Exception {
    Assumptions.assumeTrue(Lilv.isLoaded(), "SKIPPED: " + Lilv.missing());
    Assumptions.assumeTrue(
        System.getenv("DISPLAY") != null, "SKIPPED: no X display; apt install xvfb");
    Path bundle = Files.createDirectories(folder.resolve("edited.lv2"));
    Gcc.copy(bundle, "/lv2/edited.c", "/lv2/descriptor.h", "/lv2/edited.ttl");
    Files.copy(bundle.resolve("edited.ttl"), bundle.resolve("manifest.ttl"));
    Gcc.library(bundle, "edited.so", "edited.c", "-l:libX11.so.6");
    return new EditedPlugins(Lv2World.with(bundle), folder);
  }

  /** For LV2_PATH. */
  public Path folder() {
    return folder;
  }

  public static String uri(String name) {
    return "urn:ligature:test:" + name;
  }

  /** One that would run in this process. */
  public Plugin plugin(String name) {
    return new Lv2Plugin(world, world.type(uri(name)));
  }

  public NativeEditor editor(String name) {
    return Lv2Editor.read(world, world.type(uri(name)));
  }
}
