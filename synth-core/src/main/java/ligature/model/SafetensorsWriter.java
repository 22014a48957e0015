package ligature.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Writes a safetensors file: the same content gives the same bytes. The arrays are not copied.
 * Threads: one.
 */
final class SafetensorsWriter {

  private static final int BLOCK_VALUES = 1 << 14;

  private final Map<String, Object> header = new LinkedHashMap<>();
  private final List<Tensor> tensors = new ArrayList<>();
  private long bytes;

  /** The values of a tensor, 16 bits each. */
  private record Tensor(int count, IntFunction<Short> bits) {}

  SafetensorsWriter(Map<String, String> metadata) {
    header.put("__metadata__", metadata);
  }

  /** Adds numbers as F16. */
  void halves(String name, float[] values, long... shape) {
    add(name, "F16", shape, values.length, i -> floatToHalf(values[i]));
  }

  /** Adds integers as I16. */
  void shorts(String name, short[] values, long... shape) {
    add(name, "I16", shape, values.length, i -> values[i]);
  }

  private void add(String name, String dtype, long[] shape, int count, IntFunction<Short> bits) {
    header.put(
        name,
        Map.of(
            "dtype",
            dtype,
            "shape",
            shape,
            "data_offsets",
            new long[] {bytes, bytes + 2L * count}));
    tensors.add(new Tensor(count, bits));
    bytes += 2L * count;
  }

  void write(Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      byte[] json = json();
      out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).array());
      out.write(json);
      for (Tensor tensor : tensors) {
        for (int done = 0; done < tensor.count; done += BLOCK_VALUES) {
          int n = Math.min(BLOCK_VALUES, tensor.count - done);
          ByteBuffer block = ByteBuffer.allocate(2 * n).order(ByteOrder.LITTLE_ENDIAN);
          for (int i = done; i < done + n; i++) {
            block.putShort(tensor.bits.apply(i));
          }
          out.write(block.array());
        }
      }
    }
  }

  /** The header, padded so that the data begin at a multiple of eight. */
  private byte[] json() {
    try {
      StringBuilder text = new StringBuilder(SORTED.writeValueAsString(header));
      while (text.toString().getBytes(StandardCharsets.UTF_8).length % 8 != 0) {
        text.append(' ');
      }
      return text.toString().getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps can always be written", e);
    }
  }

  /** The inner maps have no order of their own, and the same content should give the same bytes. */
  private static final ObjectMapper SORTED =
      new ObjectMapper()
          .enable(com.fasterxml.jackson.databind.SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  /** IEEE 754 binary16, rounded to the nearest, ties to even; Java has it from 20 on only. */
  static short floatToHalf(float value) {
    int bits = Float.floatToIntBits(value);
    int sign = bits >>> 16 & 0x8000;
    float magnitude = Math.abs(value);
    if (magnitude >= 65520) {
      return (short) (sign | 0x7C00);
    }
    if (magnitude < 0x1p-14f) {
      return (short) (sign | (int) Math.rint(magnitude * 0x1p24));
    }
    int rounded = (bits & 0x7FFFFFFF) + 0xFFF + (bits >>> 13 & 1);
    return (short) (sign | (rounded >>> 13) - (112 << 10));
  }
}
