package ligature.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import ligature.files.InputException;

/**
 * The header of a safetensors file: JSON, read token by token. What is not as the format has it is
 * refused where it stands, so nothing is built of what will be refused; a tree of a header of
 * nothing but brackets would be fifteen times its size. Threads: one.
 */
final class SafetensorsHeader {

  /** More than any file of ours has; each costs a few times its line in the header. */
  private static final int MOST_TENSORS = 8192;

  private static final long MOST_ELEMENTS = 512L << 20;
  private static final int MOST_DIMENSIONS = 8;
  private static final int MOST_DIGITS = 400;

  /** Of tensors: no text is long, and what is skipped is not gathered. */
  private static final JsonFactory TENSORS = json(64);

  private static final JsonFactory METADATA = json(2 * Safetensors.MAX_HEADER_BYTES);

  /**
   * Where a tensor is.
   *
   * @param begin its first byte in the data
   * @param end the byte after its last
   */
  record Entry(String dtype, long[] shape, int begin, int end) {}

  final Map<String, String> metadata = new LinkedHashMap<>();
  final Map<String, Entry> tensors = new LinkedHashMap<>();
  private final int dataBytes;
  private final Function<String, InputException> broken;

  private final ByteBuffer json;

  private SafetensorsHeader(
      ByteBuffer json, int dataBytes, Function<String, InputException> broken) {
    this.json = json;
    this.dataBytes = dataBytes;
    this.broken = broken;
  }

  /**
   * Reads a header.
   *
   * @param json UTF-8, in an array
   * @param dataBytes how much data the file has
   * @param broken makes the error of a sentence about the file
   */
  static SafetensorsHeader parse(
      ByteBuffer json, int dataBytes, Function<String, InputException> broken) {
    SafetensorsHeader header = new SafetensorsHeader(json, dataBytes, broken);
    header.checkNumbers();
    try {
      int metadataAt = header.readTensors();
      header.checkCoverage();
      if (metadataAt >= 0) {
        header.readMetadata(metadataAt); // the only long texts: of a file that is sound
      }
    } catch (JsonProcessingException e) {
      throw broken.apply("its header is not JSON");
    } catch (IOException e) {
      throw new AssertionError(e); // bytes in memory do not fail
    }
    return header;
  }

  private static JsonFactory json(int longestText) {
    return JsonFactory.builder()
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(4)
                .maxNameLength(1024)
                .maxStringLength(longestText)
                .build())
        .build();
  }

  /** A number's digits would all be gathered before anybody asks how many they are. */
  private void checkNumbers() {
    int digits = 0;
    for (int i = 0; i < json.remaining(); i++) {
      byte c = json.get(json.position() + i);
      digits = c >= '0' && c <= '9' ? digits + 1 : 0;
      if (digits > MOST_DIGITS) {
        throw broken.apply("a number in its header has more than " + MOST_DIGITS + " digits");
      }
    }
  }

  private JsonParser parser(JsonFactory factory, int from) throws IOException {
    int start = json.arrayOffset() + json.position() + from;
    return factory.createParser(json.array(), start, json.remaining() - from);
  }

  /** Reads where the tensors are, and gives where the metadata begin, or -1. */
  private int readTensors() throws IOException {
    int metadataAt = -1;
    try (JsonParser in = parser(TENSORS, 0)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw broken.apply("its header is not a JSON object");
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        if (in.nextToken() != JsonToken.START_OBJECT) {
          throw broken.apply("tensor " + shown(name) + " has no proper shape or offsets");
        } else if (name.equals("__metadata__")) {
          metadataAt = (int) in.currentLocation().getByteOffset() - 1;
          in.skipChildren();
        } else if (tensors.size() == MOST_TENSORS) {
          throw broken.apply("it has more than " + MOST_TENSORS + " tensors");
        } else {
          tensors.put(name, readTensor(in, name));
        }
      }
      if (in.nextToken() != null) {
        throw broken.apply("its header goes on behind its end");
      }
    }
    return metadataAt;
  }

  private void readMetadata(int from) throws IOException {
    try (JsonParser in = parser(METADATA, from)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String key = in.currentName();
        if (!in.nextToken().isScalarValue()) {
          throw broken.apply("its metadata " + shown(key) + " is no text");
        }
        metadata.put(key, in.getText());
      }
    }
  }

  private Entry readTensor(JsonParser in, String name) throws IOException {
    String dtype = "";
    long[] shape = null;
    long[] offsets = null;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String field = in.currentName();
      in.nextToken();
      switch (field) {
        case "dtype" -> dtype = in.currentToken() == JsonToken.VALUE_STRING ? in.getText() : "";
        case "shape" -> shape = readNumbers(in, name, MOST_DIMENSIONS);
        case "data_offsets" -> offsets = readNumbers(in, name, 2);
        default -> throw broken.apply("tensor " + shown(name) + " has a field that is not known");
      }
    }
    if (shape == null || offsets == null || offsets.length != 2) {
      throw broken.apply("tensor " + shown(name) + " has no proper shape or offsets");
    }
    long elements = 1;
    for (long size : shape) {
      elements *= size;
      if (elements > MOST_ELEMENTS) {
        throw broken.apply("tensor " + shown(name) + " has the shape " + Arrays.toString(shape));
      }
    }
    if (offsets[1] < offsets[0]
        || offsets[1] > dataBytes
        || offsets[1] - offsets[0] != elements * bytesPerElement(name, dtype)) {
      throw broken.apply(
          "tensor "
              + shown(name)
              + " does not fit its data: bytes "
              + offsets[0]
              + " to "
              + offsets[1]);
    }
    return new Entry(dtype, shape, (int) offsets[0], (int) offsets[1]);
  }

  /** A list of so many whole numbers at most, none of them negative or beyond what files hold. */
  private long[] readNumbers(JsonParser in, String name, int most) throws IOException {
    long[] numbers = new long[most];
    int count = 0;
    boolean proper = in.currentToken() == JsonToken.START_ARRAY;
    while (proper && in.nextToken() != JsonToken.END_ARRAY) {
      proper = count < most && in.currentToken() == JsonToken.VALUE_NUMBER_INT;
      proper = proper && in.getNumberType() == JsonParser.NumberType.INT;
      if (proper) {
        numbers[count++] = in.getLongValue();
        proper = numbers[count - 1] >= 0 && numbers[count - 1] <= MOST_ELEMENTS;
      }
    }
    if (!proper) {
      throw broken.apply("tensor " + shown(name) + " has no proper shape or offsets");
    }
    return Arrays.copyOf(numbers, count);
  }

  private int bytesPerElement(String name, String dtype) {
    return switch (dtype) {
      case "F64", "I64" -> 8;
      case "F32", "I32" -> 4;
      case "F16", "I16" -> 2;
      case "U8", "I8" -> 1;
      default ->
          throw broken.apply("tensor " + shown(name) + " has the unknown type " + shown(dtype));
    };
  }

  /** The format wants the data covered exactly: no gap, no overlap. */
  private void checkCoverage() {
    Entry[] spans = tensors.values().toArray(Entry[]::new);
    Arrays.sort(
        spans,
        (a, b) ->
            a.begin != b.begin ? Integer.compare(a.begin, b.begin) : Integer.compare(a.end, b.end));
    int at = 0;
    for (Entry span : spans) {
      if (span.begin != at) {
        throw broken.apply("its tensors overlap or leave gaps at byte " + at);
      }
      at = span.end;
    }
    if (at != dataBytes) {
      throw broken.apply("it has " + dataBytes + " bytes of data, its tensors " + at);
    }
  }

  /** A name for a message, in one line whatever it is. */
  private static String shown(String name) {
    String line = name.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= 80 ? line : line.substring(0, 80) + "...";
  }
}
