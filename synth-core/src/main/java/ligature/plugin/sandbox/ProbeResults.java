package ligature.plugin.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;

/**
 * What probing found, in a file of the cache folder, until a plugin's library changes.
 *
 * <p>Threads: {@code [io-thread]}.
 */
public final class ProbeResults {

  private final ProbeCache cache;
  private final ObjectNode results;

  public ProbeResults(Path file) {
    cache = new ProbeCache(file, "probed again", "what probing found");
    results = cache.read();
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
    cache.keep(results);
  }
}
