package ligature.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * leave gaps or reach beyond the file, and values that are not finite; all of it before more than
 * the file's own size is allocated. Immutable once read; any thread.
 */
public final class Safetensors {

  private static final long MAX_FILE_BYTES = 512L << 20;
  static final int MAX_HEADER_BYTES = 1 << 20;

  private final Path file;
  private final Map<String, String> metadata;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  /** A tensor as the header describes it; without data if they were not wanted. */
  private record Tensor(SafetensorsHeader.Entry at, ByteBuffer data) {

    String dtype() {
      return at.dtype();
    }

    int bytes() {
      return at.end() - at.begin();
    }
  }

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
    long dataAt = 8 + headerLength;
    SafetensorsHeader header =
        SafetensorsHeader.parse(
            source.read(8, (int) headerLength), (int) (size - dataAt), this::broken);
    metadata = header.metadata;
    for (Map.Entry<String, SafetensorsHeader.Entry> entry : header.tensors.entrySet()) {
      SafetensorsHeader.Entry at = entry.getValue();
      ByteBuffer data = null;
      if (wanted.test(entry.getKey())) {
        data = source.read(dataAt + at.begin(), at.end() - at.begin()).slice();
        checkFinite(entry.getKey(), at.dtype(), data.order(ByteOrder.LITTLE_ENDIAN));
      }
      tensors.put(entry.getKey(), new Tensor(at, data));
    }
  }

  /** Before anything is made of them: an exponent of nothing but ones is no number. */
  private void checkFinite(String name, String dtype, ByteBuffer data) {
    boolean half = dtype.equals("F16");
    boolean single = dtype.equals("F32");
    boolean finite = true;
    for (int i = 0; half && i < data.limit(); i += 2) {
      finite &= (data.getShort(i) & 0x7C00) != 0x7C00;
    }
    for (int i = 0; single && i < data.limit(); i += 4) {
      finite &= (data.getInt(i) & 0x7F800000) != 0x7F800000;
    }
    if (!finite) {
      throw broken("tensor " + name + " has a value that is not finite");
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
    return find(tensor).at.shape().clone();
  }

  /** An F16 or F32 tensor's values, row after row. */
  public float[] floats(String name) {
    Tensor tensor = find(name);
    boolean half = tensor.dtype().equals("F16");
    if (!half && !tensor.dtype().equals("F32")) {
      throw broken("tensor " + name + " is " + tensor.dtype() + ", wanted F16 or F32");
    }
    float[] values = new float[tensor.bytes() / (half ? 2 : 4)];
    for (int i = 0; i < values.length; i++) {
      values[i] = half ? halfToFloat(tensor.data.getShort(2 * i)) : tensor.data.getFloat(4 * i);
    }
    return values;
  }

  /** An I64 tensor's values, row after row. */
  public long[] longs(String name) {
    Tensor tensor = find(name);
    if (!tensor.dtype().equals("I64")) {
      throw broken("tensor " + name + " is " + tensor.dtype() + ", wanted I64");
    }
    long[] values = new long[tensor.bytes() / 8];
    for (int i = 0; i < values.length; i++) {
      values[i] = tensor.data.getLong(8 * i);
    }
    return values;
  }

  /** An I16 tensor's values, row after row. */
  public short[] shorts(String name) {
    Tensor tensor = find(name);
    if (!tensor.dtype().equals("I16")) {
      throw broken("tensor " + name + " is " + tensor.dtype() + ", wanted I16");
    }
    short[] values = new short[tensor.bytes() / 2];
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
