package ligature.plugin.lv2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import ligature.plugin.NativeEditor;
import ligature.plugin.Plugin;
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
        Files.isExecutable(Path.of("/usr/bin/gcc")), "SKIPPED: gcc is missing; apt install gcc");
    Assumptions.assumeTrue(
        System.getenv("DISPLAY") != null, "SKIPPED: no X display; apt install xvfb");
    Path bundle = Files.createDirectories(folder.resolve("edited.lv2"));
    for (String name : new String[] {"edited.c", "edited.ttl"}) {
      try (InputStream in = EditedPlugins.class.getResourceAsStream("/lv2/" + name)) {
        Files.copy(in, bundle.resolve(name));
      }
    }
    Files.copy(bundle.resolve("edited.ttl"), bundle.resolve("manifest.ttl"));
    Process gcc =
        new ProcessBuilder(
                "gcc",
                "-shared",
                "-fPIC",
                "-O1",
                "-o",
                "edited.so",
                "edited.c",
                "-lm",
                "-l:libX11.so.6")
            .directory(bundle.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(gcc.waitFor()).as(said).isZero();
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
