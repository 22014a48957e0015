package ligature.plugin.sandbox;

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
public final class ProbeResults {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final System.Logger LOG = System.getLogger("ligature.plugin");

  private final Path file;
  private final ObjectNode results;

  public ProbeResults(Path file) {
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

  /**
   * What a result is about.
   *
   * @param key names it
   * @param library where its code lies
   * @param modified when that was last changed, in milliseconds
   */
  public record Subject(String key, String library, long modified) {}

  /** What is wrong with a plugin: empty if nothing is, null if it must be probed. */
  public synchronized String reason(Subject subject) {
    JsonNode result = results.path(subject.key());
    boolean holds =
        result.path("library").asText().equals(subject.library())
            && result.path("modified").asLong(-1) == subject.modified();
    return holds ? result.path("reason").asText() : null;
  }

  /** Keeps results; if the cache cannot be written, for this process only. */
  public synchronized void add(Map<Subject, String> reasons) {
    reasons.forEach(
        (subject, reason) ->
            results
                .putObject(subject.key())
                .put("library", subject.library())
                .put("modified", subject.modified())
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
