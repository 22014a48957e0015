package ligature.plugin.lv2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ligature.testing.Gcc;

/** Builds the LV2 bundle of src/test/resources/lv2 with gcc. */
public final class BrokenPlugins {

  static final List<String> NAMES =
      List.of("late", "crashes", "hangs", "nan", "exits", "greedy", "refuses", "needs", "touchy");

  private BrokenPlugins() {}

  public static String uri(String name) {
    return "urn:ligature:test:" + name;
  }

  /** A folder for LV2_PATH; skips the test where gcc is missing. */
  public static Path build(Path folder) throws Exception {
    Path bundle = Files.createDirectories(folder.resolve("lv2/broken.lv2"));
    Gcc.copy(bundle, "/lv2/broken.c", "/lv2/descriptor.h");
    Gcc.library(bundle, "broken.so", "broken.c");
    writeTurtle(bundle);
    return bundle.getParent();
  }

  private static void writeTurtle(Path bundle) throws IOException {
    StringBuilder manifest = new StringBuilder("@prefix lv2: <http://lv2plug.in/ns/lv2core#> .\n");
    StringBuilder all =
        new StringBuilder(
            "@prefix lv2: <http://lv2plug.in/ns/lv2core#> .\n@prefix doap: <http://usefulinc.com/ns/doap#> .\n");
    for (String name : NAMES) {
      manifest.append(
          "<%s> a lv2:Plugin ; lv2:binary <broken.so> ; <http://www.w3.org/2000/01/rdf-schema#seeAlso> <all.ttl> .\n"
              .formatted(uri(name)));
      all.append("<%s> a lv2:Plugin ; doap:name \"%s\" ;\n".formatted(uri(name), name));
      if (name.equals("needs")) {
        all.append("  lv2:requiredFeature <urn:ligature:test:teleport> ;\n");
      }
      all.append(
          """
            lv2:port [ a lv2:InputPort, lv2:AudioPort ; lv2:index 0 ; lv2:symbol "in" ; lv2:name "In" ] ,
              [ a lv2:OutputPort, lv2:AudioPort ; lv2:index 1 ; lv2:symbol "out" ; lv2:name "Out" ] ,
              [ a lv2:OutputPort, lv2:ControlPort ; lv2:index 2 ; lv2:symbol "latency" ; lv2:name "Latency" ;
                lv2:portProperty lv2:reportsLatency ; lv2:designation lv2:latency ] .
          """);
    }
    Files.writeString(bundle.resolve("manifest.ttl"), manifest);
    Files.writeString(bundle.resolve("all.ttl"), all);
  }
}
