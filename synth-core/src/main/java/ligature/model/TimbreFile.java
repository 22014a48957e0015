package ligature.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ligature.files.InputException;
import ligature.latent.KeyGains;
import ligature.latent.PairLevels;
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

  static final String FORMAT = "ligature-timbres";
  static final String VERSION = "1";
  private static final String PAIRS = "pairs/lackDb";
  private static final String PAIR_KEYS = "pairs/keys";
  static final String RECORDING = "/recording/";
  private static final int MOST_CONTOUR = 64;
  private static final ObjectMapper JSON = new ObjectMapper();

  private TimbreFile() {}

  /**
   * Reads all timbres of a file.
   *
   * @throws InputException if it cannot be read or is damaged
   */
  public static List<Timbre> read(Path file) {
    return timbres(file, Safetensors.read(file, name -> !name.contains(RECORDING)));
  }

  private static List<Timbre> timbres(Path file, Safetensors tensors) {
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
    JsonNode nodes = parse(file, list);
    Set<String> names = new HashSet<>();
    for (JsonNode node : nodes) {
      if (!names.add(node.path("name").asText())) { // each would copy the same tensors
        throw new InputException(
            file + ": timbre " + node.path("name").asText("?") + " is there twice");
      }
    }
    PairLevels pairs = pairs(file, nodes.size(), tensors);
    List<Timbre> timbres = new ArrayList<>();
    for (JsonNode node : nodes) {
      try {
        timbres.add(timbre(node, space, tensors).among(pairs, timbres.size()));
      } catch (IllegalArgumentException e) {
        throw new InputException(
            file + ": timbre " + node.path("name").asText("?") + ": " + e.getMessage(), e);
      }
    }
    return timbres;
  }

  /** A bank may say what the blends of its timbres lack; its tensors are in the list's order. */
  private static PairLevels pairs(Path file, int timbres, Safetensors tensors) {
    if (!tensors.has(PAIRS)) {
      return PairLevels.NONE;
    }
    long[] keys = tensors.longs(PAIR_KEYS);
    if (!Arrays.equals(tensors.shape(PAIRS), new long[] {keys.length, timbres, timbres})) {
      throw new InputException(
          file + ": the levels of its pairs are not those of " + timbres + " timbres");
    }
    try {
      int[] measuredAt = Arrays.stream(keys).mapToInt(Math::toIntExact).toArray();
      return new PairLevels(measuredAt, timbres, tensors.floats(PAIRS));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new InputException(file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads a file of one timbre with the recordings that it was made from.
   *
   * @throws InputException if it cannot be read, is damaged, or holds several timbres
   */
  public static TimbreDocument readDocument(Path file) {
    Safetensors tensors = Safetensors.read(file);
    List<Timbre> timbres = timbres(file, tensors);
    if (timbres.size() != 1) {
      throw new InputException(file + ": holds " + timbres.size() + " timbres, not one");
    }
    JsonNode node = parse(file, tensors.metadata("timbres")).get(0);
    List<SourceNote> recordings = new ArrayList<>();
    for (JsonNode recording : node.path("recordings")) {
      try {
        recordings.add(recording(node, recording, recordings.size(), tensors));
      } catch (IllegalArgumentException e) {
        throw new InputException(file + ": recording " + recordings.size() + ": " + e.getMessage());
      }
    }
    return new TimbreDocument(
        timbres.get(0),
        node.path("familyGiven").asBoolean(),
        node.path("source").asText(),
        node.path("licence").asText(),
        recordings);
  }

  private static SourceNote recording(
      JsonNode timbre, JsonNode node, int index, Safetensors tensors) {
    return new SourceNote(
        node.path("file").asText(),
        (int) number(node, "rateHz", 4000, 768_000),
        tensors.shorts(text(timbre, "name") + RECORDING + index),
        (int) number(node, "key", 0, 127),
        (int) number(node, "velocity", 0, 127),
        number(node, "pitchHz", 0, 20_000),
        number(node, "levelDb", -200, 200));
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
    long[] shape = tensors.shape(name + "/codes");
    int count = zoneNodes.size();
    if (count == 0
        || steps < 1
        || contourPerCode < 1
        || contourPerCode > MOST_CONTOUR
        || shape.length != 3
        || shape[0] != count
        || shape[1] != steps
        || elements(tensors.shape(name + "/cents")) != (long) count * steps * contourPerCode
        || elements(tensors.shape(name + "/levelDb")) != (long) count * steps) {
      throw new IllegalArgumentException(
          count + " zones of " + steps + " steps do not fit its tensors");
    }
    for (JsonNode zone : zoneNodes) {
      checkZone(zone);
    }
    float[] codes = tensors.floats(name + "/codes");
    float[] cents = tensors.floats(name + "/cents");
    float[] levels = tensors.floats(name + "/levelDb");
    int codeSize = (int) shape[2];
    List<TimbreZone> zones = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      JsonNode zone = zoneNodes.get(i);
      zones.add(
          new TimbreZone(
              zone.path("key").asInt(-1),
              zone.path("velocity").asInt(-1),
              (float) zone.path("gainDb").asDouble(),
              (float) zone.path("decayDbPerSecond").asDouble(),
              (float) zone.path("releaseDbPerSecond").asDouble(),
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
        zones,
        keyGains(node.path("keyGains")));
  }

  private static long elements(long[] shape) {
    long elements = 1;
    for (long size : shape) {
      elements *= size;
    }
    return elements;
  }

  /** Before its tensors are made into arrays. */
  private static void checkZone(JsonNode zone) {
    number(zone, "key", 0, 127);
    number(zone, "velocity", 1, 127);
    number(zone, "gainDb", -60, 60);
    number(zone, "decayDbPerSecond", 0, 1000);
    number(zone, "releaseDbPerSecond", 1, 10000);
  }

  /** Not every timbre has them. */
  private static KeyGains keyGains(JsonNode node) {
    if (node.isMissingNode()) {
      return KeyGains.NONE;
    }
    float[] db = numbers("a gain of keyGains", node.path("db"), -60, 60);
    float[] places = numbers("a place of keyGains", node.path("places"), 0, 127);
    return new KeyGains((int) number(node, "firstKey", 0, 127), db, places);
  }

  private static float[] numbers(String what, JsonNode list, float least, float most) {
    float[] numbers = new float[Math.min(128, list.size())];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(what, list.get(i), least, most);
    }
    return numbers;
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
    return number(field, node.path(field), min, max);
  }

  private static float number(String name, JsonNode node, float min, float max) {
    float value = (float) node.asDouble(Double.NaN);
    if (!(value >= min && value <= max)) {
      String is = node.isNumber() ? node.asText() : "no number";
      throw new IllegalArgumentException(name + " is " + is + ", wanted " + min + " to " + max);
    }
    return value;
  }
}
