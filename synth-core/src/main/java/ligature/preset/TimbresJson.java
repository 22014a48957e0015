package ligature.preset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import ligature.files.Nearest;
import ligature.latent.Timbre;
import ligature.latent.TimbreBank;

/**
 * Timbres by name in a preset's file. What is wrong with them is an {@code
 * IllegalArgumentException} in one line, which does not name the file yet.
 */
final class TimbresJson {

  private TimbresJson() {}

  /** Two corners, or four. */
  static List<Timbre> corners(JsonNode node, TimbreBank bank) {
    if (!node.isArray() || node.size() != 2 && node.size() != 4) {
      throw new IllegalArgumentException(
          "its corners should be a list of two or four timbre names");
    }
    List<Timbre> corners = new ArrayList<>();
    for (JsonNode name : node) {
      corners.add(timbre(name.asText(), bank));
    }
    return corners;
  }

  static Timbre timbre(String name, TimbreBank bank) {
    Timbre timbre = bank.find(name);
    if (timbre == null) {
      throw new IllegalArgumentException(
          "there is no timbre "
              + name
              + "; did you mean "
              + String.join(", ", Nearest.of(name, bank.names(), 3))
              + "?");
    }
    return timbre;
  }

  static void write(ObjectNode node, String field, List<Timbre> timbres) {
    var names = node.putArray(field);
    timbres.forEach(t -> names.add(t.name()));
  }
}
