package ligature.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ligature.files.InputException;
import ligature.latent.Timbre;
import ligature.latent.TimbreZone;

/**
 * Timbres in a safetensors file; docs/formats.md describes it.
 *
 * <p>The metadata name the format, the latent space and, as a JSON array, each timbre with its
 * zones; the tensors {@code NAME/codes}, {@code NAME/cents} and {@code NAME/levelDb} hold a row a
 * zone.
 */
public final class TimbreFile {

  private static final String FORMAT = "ligature-timbres";
  private static final String VERSION = "1";
  private static final ObjectMapper JSON = new ObjectMapper();

  private TimbreFile() {}

  /**
   * Reads all timbres of a file.
   *
   * @throws InputException if it cannot be read or is damaged
   */
  public static List<Timbre> read(Path file) {
    Safetensors tensors = Safetensors.read(file);
    if (!FORMAT.equals(tensors.metadata("format"))) {
      throw new InputException(
          file + ": holds no timbres; its metadata should say format " + FORMAT);
    }
    if (!VERSION.equals(tensors.metadata("formatVersion"))) {
      throw new InputException(
          file
              + ": has format version "
              + tensors.metadata("formatVersion")
              + "; this program reads version "
              + VERSION
              + ", a newer one may read it");
    }
    String space = tensors.metadata("latentSpaceId");
    String list = tensors.metadata("timbres");
    if (space == null || list == null) {
      throw new InputException(file + ": its metadata lack latentSpaceId or timbres");
    }
    List<Timbre> timbres = new ArrayList<>();
    for (JsonNode node : parse(file, list)) {
      try {
        timbres.add(timbre(node, space, tensors));
      } catch (IllegalArgumentException e) {
        throw new InputException(
            file + ": timbre " + node.path("name").asText("?") + ": " + e.getMessage(), e);
      }
    }
    return timbres;
  }

  private static JsonNode parse(Path file, String list) {
    try {
      JsonNode node = JSON.readTree(list);
      if (node != null && node.isArray()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      // told below
    }
    throw new InputException(file + ": its list of timbres is not a JSON array");
  }

  private static Timbre timbre(JsonNode node, String space, Safetensors tensors) {
    String name = text(node, "name");
    int steps = node.path("steps").asInt(-1);
    int contourPerCode = node.path("contourPerCode").asInt(-1);
    JsonNode zoneNodes = node.path("zones");
    float[] codes = tensors.floats(name + "/codes");
    float[] cents = tensors.floats(name + "/cents");
    float[] levels = tensors.floats(name + "/levelDb");
    long[] shape = tensors.shape(name + "/codes");
    int count = zoneNodes.size();
    if (count == 0
        || steps < 1
        || contourPerCode < 1
        || shape.length != 3
        || shape[0] != count
        || shape[1] != steps
        || cents.length != (long) count * steps * contourPerCode
        || levels.length != (long) count * steps) {
      throw new IllegalArgumentException(
          count + " zones of " + steps + " steps do not fit its tensors");
    }
    int codeSize = (int) shape[2];
    List<TimbreZone> zones = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      JsonNode zone = zoneNodes.get(i);
      zones.add(
          new TimbreZone(
              zone.path("key").asInt(-1),
              zone.path("velocity").asInt(-1),
              number(zone, "gainDb", -60, 60),
              number(zone, "decayDbPerSecond", 0, 1000),
              number(zone, "releaseDbPerSecond", 1, 10000),
              row(codes, i, steps * codeSize),
              row(cents, i, steps * contourPerCode),
              row(levels, i, steps)));
    }
    return new Timbre(
        name,
        text(node, "title"),
        text(node, "family"),
        space,
        node.path("sustains").asBoolean(),
        codeSize,
        contourPerCode,
        steps,
        node.path("loopStart").asInt(-1),
        node.path("loopEnd").asInt(-1),
        zones);
  }

  private static float[] row(float[] all, int index, int length) {
    return Arrays.copyOfRange(all, index * length, (index + 1) * length);
  }

  private static String text(JsonNode node, String field) {
    String text = node.path(field).asText();
    if (text.isEmpty()) {
      throw new IllegalArgumentException("has no " + field);
    }
    return text;
  }

  private static float number(JsonNode node, String field, float min, float max) {
    float value = (float) node.path(field).asDouble(Double.NaN);
    if (!(value >= min && value <= max)) {
      throw new IllegalArgumentException(
          field + " is " + node.path(field) + ", wanted " + min + " to " + max);
    }
    return value;
  }
}
