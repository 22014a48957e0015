package ligature.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import ligature.files.InputException;
import ligature.latent.KeyGains;
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
  private static final String RECORDING = "/recording/";
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

  /** Writes a timbre with its recordings; whole or not at all if the path is an AtomicOutput's. */
  public static void write(Path file, TimbreDocument document) throws IOException {
    Timbre timbre = document.timbre();
    String name = timbre.name();
    int zones = timbre.zoneCount();
    ArrayNode list = JSON.createArrayNode();
    ObjectNode node = list.addObject();
    node.put("name", name).put("title", timbre.title()).put("family", timbre.family());
    node.put("familyGiven", document.familyGiven());
    node.put("source", document.source()).put("licence", document.licence());
    node.put("sustains", timbre.sustains()).put("steps", timbre.steps());
    node.put("loopStart", timbre.loopStart()).put("loopEnd", timbre.loopEnd());
    node.put("contourPerCode", timbre.contourPerCode());
    ArrayNode zoneNodes = node.putArray("zones");
    for (int i = 0; i < zones; i++) {
      TimbreZone zone = timbre.zone(i);
      zoneNodes
          .addObject()
          .put("key", zone.key())
          .put("velocity", zone.velocity())
          .put("gainDb", zone.gainDb())
          .put("decayDbPerSecond", zone.decayDbPerSecond())
          .put("releaseDbPerSecond", zone.releaseDbPerSecond());
    }
    if (timbre.keyGains().count() > 0) {
      ObjectNode gains = node.putObject("keyGains").put("firstKey", timbre.keyGains().firstKey());
      ArrayNode db = gains.putArray("db");
      for (float each : timbre.keyGains().db()) {
        db.add(each);
      }
    }
    ArrayNode recordings = node.putArray("recordings");
    for (SourceNote note : document.recordings()) {
      recordings
          .addObject()
          .put("file", note.file())
          .put("rateHz", note.rateHz())
          .put("key", note.key())
          .put("velocity", note.velocity())
          .put("pitchHz", note.pitchHz())
          .put("levelDb", note.levelDb());
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("format", FORMAT);
    metadata.put("formatVersion", VERSION);
    metadata.put("latentSpaceId", timbre.latentSpaceId());
    metadata.put("timbres", list.toString());
    SafetensorsWriter out = new SafetensorsWriter(metadata);
    int steps = timbre.steps();
    int perCode = timbre.contourPerCode();
    out.halves(name + "/codes", rows(timbre, TimbreZone::codes), zones, steps, timbre.codeSize());
    out.halves(name + "/cents", rows(timbre, TimbreZone::cents), zones, (long) steps * perCode);
    out.halves(name + "/levelDb", rows(timbre, TimbreZone::levelDb), zones, steps);
    for (int i = 0; i < document.recordings().size(); i++) {
      short[] samples = document.recordings().get(i).samples();
      out.shorts(name + RECORDING + i, samples, samples.length);
    }
    out.write(file);
  }

  private static float[] rows(Timbre timbre, Function<TimbreZone, float[]> of) {
    int length = of.apply(timbre.zone(0)).length;
    float[] all = new float[timbre.zoneCount() * length];
    for (int i = 0; i < timbre.zoneCount(); i++) {
      System.arraycopy(of.apply(timbre.zone(i)), 0, all, i * length, length);
    }
    return all;
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
        zones,
        keyGains(node.path("keyGains")));
  }

  /** Not every timbre has them. */
  private static KeyGains keyGains(JsonNode node) {
    if (node.isMissingNode()) {
      return KeyGains.NONE;
    }
    JsonNode list = node.path("db");
    float[] db = new float[Math.min(128, list.size())];
    for (int i = 0; i < db.length; i++) {
      db[i] = number("a gain of keyGains", list.get(i), -60, 60);
    }
    return new KeyGains((int) number(node, "firstKey", 0, 127), db);
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
      throw new IllegalArgumentException(name + " is " + node + ", wanted " + min + " to " + max);
    }
    return value;
  }
}
