package ligature.plugin.lv2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import ligature.files.AtomicOutput;

/**
 * What probing found, in a file of the cache folder, until a plugin's library changes.
 *
 * <p>Threads: {@code [io-thread]}.
 */
final class ProbeResults {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final System.Logger LOG = System.getLogger("ligature.plugin");

  private final Path file;
  private final ObjectNode results;

  ProbeResults(Path file) {
    this.file = file;
    results = read(file);
  }

  private static ObjectNode read(Path file) {
    try {
      if (Files.isRegularFile(file)
          && JSON.readTree(Files.readAllBytes(file)) instanceof ObjectNode found) {
        return found;
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "probed again, because it is damaged: " + file, e);
    }
    return JSON.createObjectNode();
  }

  /** What is wrong with a plugin: empty if nothing is, null if it must be probed. */
  synchronized String reason(Lv2Type type) {
    JsonNode result = results.path(type.uri());
    boolean holds =
        result.path("library").asText().equals(type.libraryUri())
            && result.path("modified").asLong(-1) == Lv2World.libraryTime(type.libraryUri());
    return holds ? result.path("reason").asText() : null;
  }

  /** Keeps results; if the cache cannot be written, for this process only. */
  synchronized void add(Map<Lv2Type, String> reasons) {
    reasons.forEach(
        (type, reason) ->
            results
                .putObject(type.uri())
                .put("library", type.libraryUri())
                .put("modified", Lv2World.libraryTime(type.libraryUri()))
                .put("reason", reason));
    try {
      Files.createDirectories(file.getParent());
      try (AtomicOutput out = AtomicOutput.to(file)) {
        Files.write(out.path(), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(results));
        out.commit();
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot keep what probing found: " + file, e);
    }
  }
}
