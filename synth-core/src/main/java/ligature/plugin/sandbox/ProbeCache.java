package ligature.plugin.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import ligature.files.AtomicOutput;

/**
 * A JSON file of the cache folder with what children found out about plugins or models. Without it
 * all is found out again, so a file that is damaged or cannot be written is a warning in the log.
 *
 * <p>Threads: {@code [io-thread]}, one at a time.
 */
public final class ProbeCache {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final System.Logger LOG = System.getLogger("ligature.plugin");

  private final Path file;
  private final String ifDamaged;
  private final String content;

  /**
   * @param ifDamaged what is done then, as the warning says it: "probed again"
   * @param content what is kept, as the warning says it: "what probing found"
   */
  public ProbeCache(Path file, String ifDamaged, String content) {
    this.file = file;
    this.ifDamaged = ifDamaged;
    this.content = content;
  }

  /** What was kept; empty if there is nothing that can be read. */
  public ObjectNode read() {
    try {
      if (Files.isRegularFile(file)
          && JSON.readTree(Files.readAllBytes(file)) instanceof ObjectNode found) {
        return found;
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, ifDamaged + ", because it is damaged: " + file, e);
    }
    return JSON.createObjectNode();
  }

  /** Keeps all that was found, in place of what was kept before. */
  public void keep(ObjectNode found) {
    try {
      Files.createDirectories(file.getParent());
      try (AtomicOutput out = AtomicOutput.to(file)) {
        Files.write(out.path(), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(found));
        out.commit();
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot keep " + content + ": " + file, e);
    }
  }
}
