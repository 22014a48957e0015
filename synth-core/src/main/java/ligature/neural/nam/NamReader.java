package ligature.neural.nam;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ligature.files.AtomicOutput;
import ligature.files.InputException;

/**
 * Reads .nam files: JSON, as a stream. No file makes it allocate more than a few times its length,
 * nor more than what is allowed here.
 *
 * <p>Threads: any but the audio and model threads.
 */
final class NamReader {

  private static final long MOST_BYTES = 128L << 20;
  private static final int MOST_WEIGHTS = 8 << 20;

  /** Of all that is not weights. */
  private static final int MOST_VALUES = 20_000;

  private static final int MOST_DEPTH = 32;
  private static final int DEFAULT_RATE_HZ = 48_000;
  private static final int LEAST_RATE_HZ = 8_000;
  private static final int MOST_RATE_HZ = 384_000;

  private final Path file;
  private final Map<String, Object> values = new LinkedHashMap<>();
  private float[] weights;
  private int left = MOST_VALUES;

  private NamReader(Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @throws InputException if it is none, or larger than any such model
   */
  static NamFile read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new InputException(
            file + ": has " + (Files.size(file) >> 20) + " MiB; a NAM model has at most 128 MiB");
      }
      NamReader reader = new NamReader(file);
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
          JsonParser json = new JsonFactory().createParser(in)) {
        reader.object(json);
      }
      return reader.result();
    } catch (JsonProcessingException e) {
      String where = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
      throw new InputException(
          file + ": is no NAM model: it is not JSON" + where + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw AtomicOutput.asInput(file, e);
    } catch (IllegalArgumentException e) {
      throw new InputException(file + ": is no NAM model: it " + e.getMessage(), e);
    }
  }

  private void object(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new IllegalArgumentException("is not a JSON object");
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken token = json.nextToken();
      switch (name) {
        case "weights":
          weights = weights(json, token);
          break;
        case "version", "architecture", "config", "metadata", "sample_rate":
          values.put(name, value(json, token, 0));
          break;
        default:
          json.skipChildren();
      }
    }
  }

  private float[] weights(JsonParser json, JsonToken first) throws IOException {
    if (first != JsonToken.START_ARRAY) {
      throw new IllegalArgumentException("has \"weights\" that are no list");
    }
    float[] list = new float[1024];
    int count = 0;
    for (JsonToken t = json.nextToken(); t != JsonToken.END_ARRAY; t = json.nextToken()) {
      if (t == null || !t.isNumeric()) {
        throw new IllegalArgumentException("has a weight that is no number");
      }
      if (count == MOST_WEIGHTS) {
        throw new IllegalArgumentException("has more than " + MOST_WEIGHTS + " weights");
      }
      if (count == list.length) {
        list = Arrays.copyOf(list, Math.min(MOST_WEIGHTS, 2 * count));
      }
      list[count] = (float) json.getDoubleValue();
      if (!Float.isFinite(list[count++])) {
        throw new IllegalArgumentException("has a weight beyond the range of a float");
      }
    }
    return Arrays.copyOf(list, count);
  }

  private Object value(JsonParser json, JsonToken token, int depth) throws IOException {
    if (--left < 0 || depth > MOST_DEPTH) {
      throw new IllegalArgumentException("says more about itself than any model has to");
    }
    if (token == null) {
      throw new IllegalArgumentException("ends too early");
    }
    switch (token) {
      case START_OBJECT:
        Map<String, Object> map = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          map.put(name, value(json, json.nextToken(), depth + 1));
        }
        return map;
      case START_ARRAY:
        List<Object> list = new ArrayList<>();
        for (JsonToken t = json.nextToken(); t != JsonToken.END_ARRAY; t = json.nextToken()) {
          list.add(value(json, t, depth + 1));
        }
        return list;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT:
        return json.getDoubleValue();
      case VALUE_TRUE, VALUE_FALSE:
        return json.getBooleanValue();
      case VALUE_NULL:
        return null;
      default:
        return json.getText();
    }
  }

  private NamFile result() {
    if (!(values.get("architecture") instanceof String architecture)) {
      throw new IllegalArgumentException("has no \"architecture\"");
    }
    if (weights == null) {
      throw new IllegalArgumentException("has no \"weights\"");
    }
    double rate = number(values.get("sample_rate"));
    if (Double.isNaN(rate)) {
      rate = DEFAULT_RATE_HZ;
    }
    if (!(rate >= LEAST_RATE_HZ && rate <= MOST_RATE_HZ) || rate != Math.rint(rate)) {
      throw new IllegalArgumentException(
          "has the sample rate " + rate + "; wanted " + LEAST_RATE_HZ + " to " + MOST_RATE_HZ);
    }
    Map<?, ?> metadata = values.get("metadata") instanceof Map<?, ?> map ? map : Map.of();
    return new NamFile(
        file,
        values.get("version") instanceof String version ? version : "",
        architecture,
        (int) rate,
        metadata.get("name") instanceof String name ? name.strip() : "",
        number(metadata.get("loudness")),
        number(metadata.get("input_level_dbu")),
        number(metadata.get("output_level_dbu")),
        values.get("config"),
        weights);
  }

  private static double number(Object value) {
    return value instanceof Double number && Double.isFinite(number) ? number : Double.NaN;
  }
}
