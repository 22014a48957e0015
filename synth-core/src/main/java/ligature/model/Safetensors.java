package ligature.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import ligature.files.AtomicOutput;
import ligature.files.InputException;

/**
 * A safetensors file, read by a reader that trusts no length in it.
 *
 * <p>Format: 8 bytes little-endian header length, a JSON header (name to dtype, shape,
 * data_offsets; string metadata under {@code __metadata__}), then the data
 * (github.com/huggingface/safetensors). Refused are: a header over 1 MiB, tensors that overlap,
 * leave gaps or reach beyond the file, and values that are not finite. Never allocates more than a
 * few times the file's own size. Immutable once read; any thread.
 */
public final class Safetensors {

  private static final long MAX_FILE_BYTES = 512L << 20;
  private static final int MAX_HEADER_BYTES = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final ByteBuffer data;

  /** A tensor as the header describes it. */
  private record Tensor(String dtype, long[] shape, int begin, int end) {}

  /**
   * Reads and checks a file.
   *
   * @throws InputException if it cannot be read or breaks the format
   */
  public static Safetensors read(Path file) {
    try {
      long size = Files.size(file);
      if (size > MAX_FILE_BYTES) {
        throw new InputException(file + ": is larger than 512 MiB; no file of ours is");
      }
      return new Safetensors(file, Files.readAllBytes(file));
    } catch (IOException e) {
      throw AtomicOutput.asInput(file, e);
    }
  }

  Safetensors(Path file, byte[] bytes) {
    this.file = file;
    ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < 8) {
      throw broken("it ends within the header length");
    }
    long headerLength = all.getLong();
    if (headerLength < 2 || headerLength > MAX_HEADER_BYTES || headerLength > all.remaining()) {
      throw broken(
          "its header length is " + headerLength + " in a file of " + bytes.length + " bytes");
    }
    JsonNode header = parseHeader(new String(bytes, 8, (int) headerLength, StandardCharsets.UTF_8));
    data = all.position(8 + (int) headerLength).slice().order(ByteOrder.LITTLE_ENDIAN);
    header
        .properties()
        .forEach(
            entry -> {
              if (entry.getKey().equals("__metadata__")) {
                entry
                    .getValue()
                    .properties()
                    .forEach(m -> metadata.put(m.getKey(), m.getValue().asText()));
              } else {
                tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue()));
              }
            });
    checkCoverage();
  }

  private JsonNode parseHeader(String json) {
    try {
      JsonNode header = JSON.readTree(json);
      if (header == null || !header.isObject()) {
        throw broken("its header is not a JSON object");
      }
      return header;
    } catch (JsonProcessingException e) {
      throw broken("its header is not JSON");
    }
  }

  private Tensor tensor(String name, JsonNode node) {
    String dtype = node.path("dtype").asText();
    JsonNode shapeNode = node.path("shape");
    JsonNode offsets = node.path("data_offsets");
    if (!shapeNode.isArray()
        || shapeNode.size() > 8
        || offsets.size() != 2
        || !offsets.get(0).canConvertToInt()
        || !offsets.get(1).canConvertToInt()) {
      throw broken("tensor " + name + " has no proper shape or offsets");
    }
    long[] shape = new long[shapeNode.size()];
    long elements = 1;
    for (int i = 0; i < shape.length; i++) {
      shape[i] = shapeNode.get(i).asLong(-1);
      if (shape[i] < 0 || shape[i] > MAX_FILE_BYTES) {
        throw broken("tensor " + name + " has the shape " + shapeNode);
      }
      elements *= shape[i];
      if (elements > MAX_FILE_BYTES) {
        throw broken("tensor " + name + " has the shape " + shapeNode);
      }
    }
    int begin = offsets.get(0).asInt();
    int end = offsets.get(1).asInt();
    if (begin < 0
        || end < begin
        || end > data.limit()
        || end - begin != elements * bytesPerElement(name, dtype)) {
      throw broken("tensor " + name + " does not fit its data: bytes " + begin + " to " + end);
    }
    return new Tensor(dtype, shape, begin, end);
  }

  private int bytesPerElement(String name, String dtype) {
    return switch (dtype) {
      case "F64", "I64" -> 8;
      case "F32", "I32" -> 4;
      case "F16" -> 2;
      case "U8", "I8" -> 1;
      default -> throw broken("tensor " + name + " has the unknown type " + dtype);
    };
  }

  /** The format wants the data covered exactly: no gap, no overlap. */
  private void checkCoverage() {
    long[][] spans =
        tensors.values().stream().map(t -> new long[] {t.begin, t.end}).toArray(long[][]::new);
    Arrays.sort(
        spans, (a, b) -> a[0] != b[0] ? Long.compare(a[0], b[0]) : Long.compare(a[1], b[1]));
    long at = 0;
    for (long[] span : spans) {
      if (span[0] != at) {
        throw broken("its tensors overlap or leave gaps at byte " + at);
      }
      at = span[1];
    }
    if (at != data.limit()) {
      throw broken("it has " + data.limit() + " bytes of data, its tensors " + at);
    }
  }

  /** The text under this key of the header's metadata, or null. */
  public String metadata(String key) {
    return metadata.get(key);
  }

  public boolean has(String tensor) {
    return tensors.containsKey(tensor);
  }

  /** The tensor's shape. */
  public long[] shape(String tensor) {
    return find(tensor).shape.clone();
  }

  /** An F16 or F32 tensor's values, row after row. */
  public float[] floats(String name) {
    Tensor tensor = find(name);
    boolean half = tensor.dtype.equals("F16");
    if (!half && !tensor.dtype.equals("F32")) {
      throw broken("tensor " + name + " is " + tensor.dtype + ", wanted F16 or F32");
    }
    float[] values = new float[(tensor.end - tensor.begin) / (half ? 2 : 4)];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          half
              ? halfToFloat(data.getShort(tensor.begin + 2 * i))
              : data.getFloat(tensor.begin + 4 * i);
      if (!Float.isFinite(values[i])) {
        throw broken("tensor " + name + " has a value that is not finite");
      }
    }
    return values;
  }

  /** An I64 tensor's values, row after row. */
  public long[] longs(String name) {
    Tensor tensor = find(name);
    if (!tensor.dtype.equals("I64")) {
      throw broken("tensor " + name + " is " + tensor.dtype + ", wanted I64");
    }
    long[] values = new long[(tensor.end - tensor.begin) / 8];
    for (int i = 0; i < values.length; i++) {
      values[i] = data.getLong(tensor.begin + 8 * i);
    }
    return values;
  }

  private Tensor find(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw broken("it has no tensor " + name);
    }
    return tensor;
  }

  private InputException broken(String why) {
    return new InputException(file + ": is not a sound safetensors file: " + why);
  }

  /** IEEE 754 binary16; Java has it from 20 on only. */
  static float halfToFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = half >> 10 & 0x1F;
    int fraction = half & 0x3FF;
    if (exponent == 0) {
      float subnormal = fraction * 0x1p-24f;
      return sign == 0 ? subnormal : -subnormal;
    }
    int bits = exponent == 31 ? 0x7F800000 | fraction << 13 : exponent + 112 << 23 | fraction << 13;
    return Float.intBitsToFloat(sign | bits);
  }
}
