package ligature.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import ligature.files.AtomicOutput;
import ligature.files.InputException;

/**
 * A safetensors file, read by a reader that trusts no length in it.
 *
 * <p>Format: 8 bytes little-endian header length, a JSON header (name to dtype, shape,
 * data_offsets; string metadata under {@code __metadata__}), then the data
 * (github.com/huggingface/safetensors). Refused are: a header over 1 MiB, tensors that overlap,
 * leave gaps or reach beyond the file, and values that are not finite. Never allocates more than a
 * few times the file's own size, and only what the header, once checked, accounts for. Immutable
 * once read; any thread.
 */
public final class Safetensors {

  private static final long MAX_FILE_BYTES = 512L << 20;
  private static final int MAX_HEADER_BYTES = 1 << 20;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  private final Path file;
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  /** A tensor as the header describes it; without data if they were not wanted. */
  private record Tensor(String dtype, long[] shape, int begin, int end, ByteBuffer data) {}

  /** Where the bytes come from. */
  @FunctionalInterface
  private interface Source {
    ByteBuffer read(long at, int length) throws IOException;
  }

  /**
   * Reads and checks a file.
   *
   * @throws InputException if it cannot be read or breaks the format
   */
  public static Safetensors read(Path file) {
    return read(file, name -> true);
  }

  /**
   * Reads and checks a file, but of the data only those of the tensors that are wanted.
   *
   * @throws InputException if it cannot be read or breaks the format
   */
  public static Safetensors read(Path file, Predicate<String> wanted) {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new InputException(file + ": is not a file"); // a pipe has no size to check
    }
    try (FileChannel channel = FileChannel.open(file)) {
      if (channel.size() > MAX_FILE_BYTES) {
        throw new InputException(file + ": is larger than 512 MiB; no file of ours is");
      }
      return new Safetensors(
          file, channel.size(), (at, length) -> readFully(channel, at, length), wanted);
    } catch (IOException e) {
      throw AtomicOutput.asInput(file, e);
    }
  }

  private static ByteBuffer readFully(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        throw new IOException("became shorter while it was read");
      }
    }
    return bytes.flip();
  }

  Safetensors(Path file, byte[] bytes) throws IOException {
    this(
        file, bytes.length, (at, length) -> ByteBuffer.wrap(bytes, (int) at, length), name -> true);
  }

  private Safetensors(Path file, long size, Source source, Predicate<String> wanted)
      throws IOException {
    this.file = file;
    if (size < 8) {
      throw broken("it ends within the header length");
    }
    long headerLength = source.read(0, 8).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (headerLength < 2 || headerLength > MAX_HEADER_BYTES || headerLength > size - 8) {
      throw broken("its header length is " + headerLength + " in a file of " + size + " bytes");
    }
    JsonNode header =
        parseHeader(StandardCharsets.UTF_8.decode(source.read(8, (int) headerLength)).toString());
    long dataAt = 8 + headerLength;
    int dataBytes = (int) (size - dataAt);
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      if (entry.getKey().equals("__metadata__")) {
        entry.getValue().properties().forEach(m -> metadata.put(m.getKey(), m.getValue().asText()));
      } else {
        tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue(), dataBytes));
      }
    }
    checkCoverage(dataBytes);
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      if (wanted.test(entry.getKey())) {
        Tensor t = entry.getValue();
        ByteBuffer data = source.read(dataAt + t.begin, t.end - t.begin).slice();
        entry.setValue(
            new Tensor(t.dtype, t.shape, t.begin, t.end, data.order(ByteOrder.LITTLE_ENDIAN)));
      }
    }
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

  private Tensor tensor(String name, JsonNode node, int dataBytes) {
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
        || end > dataBytes
        || end - begin != elements * bytesPerElement(name, dtype)) {
      throw broken("tensor " + name + " does not fit its data: bytes " + begin + " to " + end);
    }
    return new Tensor(dtype, shape, begin, end, null);
  }

  private int bytesPerElement(String name, String dtype) {
    return switch (dtype) {
      case "F64", "I64" -> 8;
      case "F32", "I32" -> 4;
      case "F16", "I16" -> 2;
      case "U8", "I8" -> 1;
      default -> throw broken("tensor " + name + " has the unknown type " + dtype);
    };
  }

  /** The format wants the data covered exactly: no gap, no overlap. */
  private void checkCoverage(int dataBytes) {
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
    if (at != dataBytes) {
      throw broken("it has " + dataBytes + " bytes of data, its tensors " + at);
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
      values[i] = half ? halfToFloat(tensor.data.getShort(2 * i)) : tensor.data.getFloat(4 * i);
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
      values[i] = tensor.data.getLong(8 * i);
    }
    return values;
  }

  /** An I16 tensor's values, row after row. */
  public short[] shorts(String name) {
    Tensor tensor = find(name);
    if (!tensor.dtype.equals("I16")) {
      throw broken("tensor " + name + " is " + tensor.dtype + ", wanted I16");
    }
    short[] values = new short[(tensor.end - tensor.begin) / 2];
    tensor.data.asShortBuffer().get(0, values);
    return values;
  }

  private Tensor find(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null || tensor.data == null) {
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
