package ligature.preset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ligature.files.Nearest;
import ligature.latent.Blend;
import ligature.latent.PadPoint;
import ligature.latent.Timbre;
import ligature.latent.TimbreBank;

/**
 * Timbres by name in a preset's file. What is wrong with them is an {@code
 * IllegalArgumentException} in one line, which does not name the file yet.
 */
final class TimbresJson {

  private final TimbreBank bank;
  private final JsonNode hashes;
  private final Map<String, String> changed = new LinkedHashMap<>();

  /**
   * @param bank where they are looked up
   * @param hashes the hash of each, as they were when the preset was saved; may be missing
   */
  TimbresJson(TimbreBank bank, JsonNode hashes) {
    this.bank = bank;
    this.hashes = hashes;
  }

  /** Two corners, or four. */
  List<Timbre> corners(JsonNode node) {
    if (!node.isArray() || node.size() != 2 && node.size() != 4) {
      throw new IllegalArgumentException(
          "its corners should be a list of two or four timbre names");
    }
    List<Timbre> corners = new ArrayList<>();
    for (JsonNode name : node) {
      corners.add(timbre(name.asText()));
    }
    return corners;
  }

  /** Those of a pad: {@code corners}, or {@code points}. */
  PadTimbres pad(JsonNode node) {
    JsonNode points = node.path("points");
    if (points.isMissingNode()) {
      return PadTimbres.atCorners(corners(node.path("corners")));
    }
    if (node.has("corners")) {
      throw new IllegalArgumentException("there should be corners or points, not both");
    }
    List<Timbre> timbres = new ArrayList<>();
    List<PadPoint> places = new ArrayList<>();
    for (JsonNode point : points) {
      if (!point.path("x").isNumber() || !point.path("y").isNumber()) {
        throw new IllegalArgumentException(
            "a point should be such as {\"timbre\": \"piano\", \"x\": 0.2, \"y\": 0.5}: " + point);
      }
      timbres.add(timbre(point.path("timbre").asText()));
      places.add(new PadPoint(point.path("x").floatValue(), point.path("y").floatValue()));
    }
    if (places.isEmpty()) {
      throw new IllegalArgumentException("points should be a list of 2 to " + Blend.MOST);
    }
    return new PadTimbres(timbres, places);
  }

  /** One. */
  Timbre timbre(String name) {
    Timbre timbre = bank.find(name);
    if (timbre == null) {
      throw new IllegalArgumentException(
          "there is no timbre "
              + name
              + hash(name)
              + "; did you mean "
              + String.join(", ", Nearest.of(name, bank.names(), 3))
              + "?");
    }
    String saved = hashes.path(name).asText();
    if (!saved.isEmpty() && !saved.equals(timbre.contentHash())) {
      changed.put(
          name,
          "the timbre "
              + name
              + " is not the one that it was saved with; the one that is here plays (SHA-256 "
              + timbre.contentHash()
              + ", saved with "
              + saved
              + ")");
    }
    return timbre;
  }

  /** A line for each timbre so far that is here, but is not what it was when it was saved. */
  List<String> changed() {
    return List.copyOf(changed.values());
  }

  private String hash(String name) {
    String hash = hashes.path(name).asText();
    return hash.isEmpty() ? "" : " (its SHA-256 is " + hash + ")";
  }

  /** Writes the hashes, so that it can be told which timbres a preset lacks elsewhere. */
  static void writeHashes(ObjectNode root, List<Timbre> timbres) {
    ObjectNode node = root.putObject("timbres");
    timbres.forEach(t -> node.put(t.name(), t.contentHash()));
  }

  static void write(ObjectNode node, PadTimbres pad) {
    if (!pad.isFree()) {
      writeCorners(node, pad.timbres());
      return;
    }
    ArrayNode points = node.putArray("points");
    for (int i = 0; i < pad.size(); i++) {
      PadPoint place = pad.place(i);
      points
          .addObject()
          .put("timbre", pad.timbres().get(i).name())
          .put("x", place.x())
          .put("y", place.y());
    }
  }

  static void writeCorners(ObjectNode node, List<Timbre> timbres) {
    ArrayNode names = node.putArray("corners");
    timbres.forEach(t -> names.add(t.name()));
  }
}
