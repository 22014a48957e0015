package ligature.plugin.lv2;

import java.nio.file.Files;
import java.nio.file.Path;
import ligature.plugin.Plugin;
import ligature.testing.Gcc;
import org.junit.jupiter.api.Assumptions;

/**
 * An LV2 plugin that is late by another time in each of its modes and says so by its latency port,
 * built by gcc of src/test/resources/lv2/shifting.c.
 */
public final class ShiftingPlugin {

  public static final String URI = "urn:ligature:test:shifting";

  private final Lv2World world;

  private ShiftingPlugin(Lv2World world) {
    this.world = world;
  }

  /** Builds it in a folder for LV2_PATH; skips the test where gcc or lilv is missing. */
  public static ShiftingPlugin build(Path folder) throws Exception {
    Assumptions.assumeTrue(Lilv.isLoaded(), "SKIPPED: " + Lilv.missing());
    Path bundle = Files.createDirectories(folder.resolve("shifting.lv2"));
    Gcc.copy(bundle, "/lv2/shifting.c", "/lv2/descriptor.h", "/lv2/shifting.ttl");
    Files.copy(bundle.resolve("shifting.ttl"), bundle.resolve("manifest.ttl"));
    Gcc.library(bundle, "shifting.so", "shifting.c");
    return new ShiftingPlugin(Lv2World.with(bundle));
  }

  /** One that would run in this process. */
  public Plugin open() {
    return new Lv2Plugin(world, world.type(URI));
  }
}
