package ligature.preset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ligature.files.InputException;
import ligature.plugin.InsertChain;
import ligature.plugin.InsertSetting;

/**
 * The insert slots in a preset's file. Whether their plugins exist here shows when they are opened,
 * not when the file is read.
 */
final class InsertSlots {

  private InsertSlots() {}

  static List<InsertSetting> read(Path file, JsonNode node) {
    List<InsertSetting> inserts = new ArrayList<>();
    if (node.isMissingNode()) {
      return inserts;
    }
    if (!node.isArray() || node.size() > InsertChain.SLOTS) {
      throw new InputException(
          file + ": its inserts should be a list of at most " + InsertChain.SLOTS);
    }
    for (JsonNode slot : node) {
      inserts.add(slot(file, slot));
    }
    return inserts;
  }

  private static InsertSetting slot(Path file, JsonNode slot) {
    String id = slot.path("plugin").asText();
    if (!id.contains(":")) {
      throw new InputException(
          file
              + ": an insert should name its plugin with its format, such as java:reverb: "
              + slot);
    }
    Map<String, Float> values = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : slot.path("parameters").properties()) {
      if (!entry.getValue().isNumber() || !Float.isFinite(entry.getValue().floatValue())) {
        throw new InputException(
            file
                + ": "
                + entry.getKey()
                + " of "
                + id
                + " should be a number: "
                + entry.getValue());
      }
      values.put(entry.getKey(), entry.getValue().floatValue());
    }
    double wet = slot.has("wet") ? slot.get("wet").asDouble(-1) : Double.NaN;
    if (wet < 0 || wet > 1) {
      throw new InputException(file + ": wet of " + id + " should be a number from 0 to 1");
    }
    String state = slot.path("state").asText();
    try {
      Base64.getDecoder().decode(state);
    } catch (IllegalArgumentException e) {
      throw new InputException(
          file + ": the state of " + id + " is damaged: it should be base64", e);
    }
    return new InsertSetting(id, values, (float) wet, slot.path("bypass").asBoolean(), state);
  }

  static void write(ObjectNode root, List<InsertSetting> inserts) {
    if (inserts.isEmpty()) {
      return;
    }
    ArrayNode slots = root.putArray("inserts");
    for (InsertSetting insert : inserts) {
      ObjectNode slot = slots.addObject().put("plugin", insert.id());
      if (!Float.isNaN(insert.wet())) {
        slot.put("wet", insert.wet());
      }
      if (insert.bypass()) {
        slot.put("bypass", true);
      }
      ObjectNode parameters = slot.putObject("parameters");
      insert.values().forEach(parameters::put);
      if (!insert.state().isEmpty()) {
        slot.put("state", insert.state());
      }
    }
  }
}
