package ligature.preset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import ligature.files.InputException;
import ligature.tuning.KeyMapFile;
import ligature.tuning.ScaleFile;
import ligature.tuning.Tuning;

/**
 * A tuning in a JSON file: the texts of a scale and a map lie in it, so that it sounds the same
 * anywhere. The A4 is not part of it. Threads: any.
 */
public final class TuningJson {

  private TuningJson() {}

  /**
   * Reads a tuning.
   *
   * @param file for messages
   * @return null if there is none
   * @throws InputException in one line, if it is damaged
   */
  public static Tuning read(Path file, JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    String scl = text(file, node, "scl");
    String kbm = text(file, node, "kbm");
    if (scl == null && kbm == null) {
      throw new InputException(
          file + ": its tuning has neither scl nor kbm; leave it out for none of its own");
    }
    if (scl != null) {
      ScaleFile.parse(file + ": tuning: scl", scl);
    }
    if (kbm != null) {
      KeyMapFile.parse(file + ": tuning: kbm", kbm);
    }
    String name = text(file, node, "name");
    try {
      return Tuning.of(name == null ? "" : name, scl, kbm);
    } catch (InputException e) {
      throw new InputException(file + ": tuning: " + e.getMessage(), e);
    }
  }

  private static String text(Path file, JsonNode node, String field) {
    JsonNode text = node.path(field);
    if (text.isMissingNode() || text.isNull()) {
      return null;
    }
    if (!text.isTextual()) {
      throw new InputException(file + ": tuning: " + field + " should be text, in quotes");
    }
    return text.asText();
  }

  /** Writes a tuning as a field; nothing for null and for equal temperament. */
  public static void write(ObjectNode root, String field, Tuning tuning) {
    if (tuning == null || tuning.isEqual()) {
      return;
    }
    ObjectNode node = root.putObject(field).put("name", tuning.name());
    if (tuning.scl() != null) {
      node.put("scl", tuning.scl());
    }
    if (tuning.kbm() != null) {
      node.put("kbm", tuning.kbm());
    }
  }
}
