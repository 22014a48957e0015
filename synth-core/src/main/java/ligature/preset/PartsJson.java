package ligature.preset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ligature.files.InputException;
import ligature.latent.Timbre;
import ligature.parameter.Parameter;

/**
 * The parts in a preset's file: what the first plays, whose corners and parameters are the
 * preset's, and a second one. A preset without them has one part, which plays everything.
 */
final class PartsJson {

  private static final Set<String> FIRST_FIELDS =
      Set.of("keys", "velocities", "level", "pan", "kit");
  private static final Set<String> SECOND_FIELDS =
      Set.of("corners", "points", "parameters", "keys", "velocities", "level", "pan", "kit");
  private static final Set<String> PAD_FIELDS =
      Set.of("key", "timbre", "corners", "pitch", "one-shot", "choke", "level", "pan");

  private PartsJson() {}

  /** Whether a patch has anything to write here. */
  static boolean isNeeded(Patch patch) {
    return patch.partCount() > 1 || !patch.parts().get(0).isPlain();
  }

  /** The least format version that can hold the parts of a patch. */
  static int version(Patch patch) {
    if (patch.parts().stream().anyMatch(part -> part.pad().isFree())) {
      return 4;
    }
    return isNeeded(patch) ? 3 : 1;
  }

  /**
   * Reads parts.
   *
   * @param patch of one plain part
   * @return the same with the parts of the file
   */
  static Patch read(Path file, JsonNode node, Patch patch, TimbresJson timbres) {
    if (node.isMissingNode()) {
      return patch;
    }
    try {
      if (!node.isArray() || node.isEmpty() || node.size() > Patch.MOST_PARTS) {
        throw new IllegalArgumentException("should be a list of one or two");
      }
      List<Part> parts = new ArrayList<>();
      parts.add(part(node.get(0), FIRST_FIELDS, patch.parts().get(0), timbres));
      if (node.size() == 2) {
        JsonNode second = node.get(1);
        Part plain = Part.of(timbres.pad(second));
        parts.add(part(second, SECOND_FIELDS, plain, timbres));
      }
      return patch.withParts(parts);
    } catch (IllegalArgumentException e) {
      throw new InputException(file + ": parts: " + e.getMessage(), e);
    }
  }

  private static Part part(JsonNode node, Set<String> fields, Part plain, TimbresJson timbres) {
    requireFields(node, fields);
    Part part =
        plain
            .playing(range(node, "keys"), range(node, "velocities"))
            .at(number(node, "level"), number(node, "pan"));
    for (Map.Entry<Parameter, Float> own :
        ParameterJson.read(object(node, "parameters")).entrySet()) {
      part = part.with(own.getKey(), own.getValue());
    }
    return part.withKit(kit(node.path("kit"), timbres));
  }

  private static void requireFields(JsonNode node, Set<String> fields) {
    if (!node.isObject()) {
      throw new IllegalArgumentException("should hold objects: " + node);
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!fields.contains(entry.getKey())) {
        throw new IllegalArgumentException(
            entry.getKey()
                + " has no place there; there are "
                + String.join(", ", fields.stream().sorted().toList()));
      }
    }
  }

  private static JsonNode object(JsonNode node, String field) {
    JsonNode object = node.path(field);
    if (!object.isMissingNode() && !object.isObject()) {
      throw new IllegalArgumentException(field + " should be an object: " + object);
    }
    return object;
  }

  private static Range range(JsonNode node, String field) {
    JsonNode range = node.path(field);
    if (range.isMissingNode()) {
      return Range.ALL;
    }
    if (range.size() != 2 || !range.get(0).isInt() || !range.get(1).isInt()) {
      throw new IllegalArgumentException(
          field + " should be the lowest and the highest, such as [0, 59]: " + range);
    }
    return new Range(range.get(0).intValue(), range.get(1).intValue());
  }

  private static float number(JsonNode node, String field) {
    JsonNode number = node.path(field);
    if (!number.isMissingNode() && !number.isNumber()) {
      throw new IllegalArgumentException(field + " should be a number: " + number);
    }
    return number.floatValue();
  }

  private static int whole(JsonNode node, String field, int otherwise) {
    JsonNode number = node.path(field);
    if (!number.isMissingNode() && !number.isInt()) {
      throw new IllegalArgumentException(field + " should be a whole number: " + number);
    }
    return number.asInt(otherwise);
  }

  private static List<KitPad> kit(JsonNode node, TimbresJson timbres) {
    List<KitPad> pads = new ArrayList<>();
    if (!node.isMissingNode() && (!node.isArray() || node.isEmpty())) {
      throw new IllegalArgumentException("kit should be a list of pads");
    }
    for (JsonNode pad : node) {
      requireFields(pad, PAD_FIELDS);
      JsonNode oneShot = pad.path("one-shot");
      if (!oneShot.isMissingNode() && !oneShot.isBoolean()) {
        throw new IllegalArgumentException("one-shot should be true or false: " + oneShot);
      }
      pads.add(
          new KitPad(
              whole(pad, "key", -1),
              timbresOf(pad, timbres),
              whole(pad, "pitch", KitPad.OWN_PITCH),
              oneShot.asBoolean(true),
              whole(pad, "choke", 0),
              number(pad, "level"),
              number(pad, "pan")));
    }
    return pads;
  }

  /** A pad of one timbre has it at both corners. */
  private static List<Timbre> timbresOf(JsonNode pad, TimbresJson timbres) {
    if (pad.has("timbre")) {
      Timbre timbre = timbres.timbre(pad.path("timbre").asText());
      return List.of(timbre, timbre);
    }
    return pad.has("corners") ? timbres.corners(pad.path("corners")) : List.of();
  }

  static void write(ObjectNode root, Patch patch) {
    if (!isNeeded(patch)) {
      return;
    }
    ArrayNode parts = root.putArray("parts");
    for (int i = 0; i < patch.partCount(); i++) {
      Part part = patch.parts().get(i);
      ObjectNode node = parts.addObject();
      if (i > 0) {
        TimbresJson.write(node, part.pad());
      }
      write(node, "keys", part.keys());
      write(node, "velocities", part.velocities());
      node.put("level", part.levelDb()).put("pan", part.pan());
      if (!part.own().isEmpty()) {
        ParameterJson.write(node.putObject("parameters"), part.own()::get);
      }
      if (part.isKit()) {
        ArrayNode kit = node.putArray("kit");
        part.kit().forEach(pad -> write(kit.addObject(), pad));
      }
    }
  }

  private static void write(ObjectNode node, String field, Range range) {
    if (!range.equals(Range.ALL)) {
      node.putArray(field).add(range.low()).add(range.high());
    }
  }

  private static void write(ObjectNode node, KitPad pad) {
    node.put("key", pad.key());
    List<Timbre> timbres = pad.timbres();
    if (timbres.size() == 2 && timbres.get(0).equals(timbres.get(1))) {
      node.put("timbre", timbres.get(0).name());
    } else if (!timbres.isEmpty()) {
      TimbresJson.writeCorners(node, timbres);
    }
    if (pad.pitch() != KitPad.OWN_PITCH) {
      node.put("pitch", pad.pitch());
    }
    node.put("one-shot", pad.oneShot());
    if (pad.choke() > 0) {
      node.put("choke", pad.choke());
    }
    node.put("level", pad.levelDb()).put("pan", pad.pan());
  }
}
