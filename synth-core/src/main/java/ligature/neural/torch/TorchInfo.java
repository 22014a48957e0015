package ligature.neural.torch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a TorchScript file says of itself, found without running any of it.
 *
 * @param kind which contract it follows
 * @param type the class of its module
 * @param functions that the class defines
 * @param methods those with which nn~ processes signals, by name
 * @param attributes what nn~ lets be set, by name: a type for each element
 * @param sampleRateHz for which it was made, 0 if it does not say
 * @param metadata what a Neutone file says of itself, else null
 */
record TorchInfo(
    Kind kind,
    String type,
    List<String> functions,
    Map<String, Method> methods,
    Map<String, List<ElementType>> attributes,
    int sampleRateHz,
    JsonNode metadata) {

  /** The contracts known here. */
  enum Kind {
    NN,
    NEUTONE,
    /** Some other TorchScript. */
    OTHER
  }

  /**
   * A way to process signals.
   *
   * @param ins channels that go in
   * @param inRatio samples for each frame that goes in
   * @param outs channels that come out
   * @param outRatio samples for each frame that comes out
   * @param inputLabels empty if there are none
   * @param outputLabels empty if there are none
   */
  record Method(
      int ins,
      int inRatio,
      int outs,
      int outRatio,
      List<String> inputLabels,
      List<String> outputLabels) {}

  /** What an element of an attribute is; the file has their numbers. */
  enum ElementType {
    BOOLEAN,
    INTEGER,
    REAL,
    TEXT,
    TENSOR,
    BUFFER
  }

  /** Modules with thousands of tensors have some 10 MiB. */
  private static final int MOST_PICKLE_BYTES = 64 << 20;

  private static final int MOST_CODE_BYTES = 16 << 20;
  private static final int MOST_METADATA_BYTES = 64 << 20;
  private static final int MOST_CHANNELS = 4096;
  private static final int MOST_RATIO = 1 << 20;
  private static final int MOST_ELEMENTS = 256;
  private static final int METHOD_NUMBERS = 4;
  private static final String PARAMS = "_params";
  private static final Pattern FUNCTION = Pattern.compile("(?m)^  def (\\w+)\\(self: ");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Set without which no file follows Neutone's contract. */
  private static final String NEUTONE_FUNCTION = "set_daw_sample_rate_and_buffer_size";

  /**
   * Reads a file.
   *
   * @throws ligature.files.InputException if it is no TorchScript file
   */
  static TorchInfo read(Path file) {
    try (TorchArchive archive = new TorchArchive(file)) {
      try {
        return new Reader(archive).read();
      } catch (IllegalArgumentException e) {
        throw archive.noArchive(e.getMessage(), e);
      }
    }
  }

  /** The largest ratio of all methods: buffers are multiples of it. */
  int largestRatio() {
    return methods.values().stream()
        .mapToInt(m -> Math.max(m.inRatio(), m.outRatio()))
        .max()
        .orElse(1);
  }

  private static final class Reader {

    private final TorchArchive archive;
    private Map<?, ?> state;

    Reader(TorchArchive archive) {
      this.archive = archive;
    }

    TorchInfo read() {
      Object root = Pickle.read(archive.read("data.pkl", MOST_PICKLE_BYTES));
      if (!(root instanceof Pickle.Thing module)) {
        throw new IllegalArgumentException("holds no module");
      }
      state = module.state instanceof Map<?, ?> map ? map : Map.of();
      String type = module.type.module() + "." + module.type.name();
      List<String> functions = functions(module.type);
      JsonNode metadata = metadata();
      Map<String, Method> methods = new LinkedHashMap<>();
      Map<String, List<ElementType>> attributes = new LinkedHashMap<>();
      state.forEach(
          (key, value) -> {
            if (String.valueOf(key).endsWith(PARAMS)) {
              String name = String.valueOf(key);
              name = name.substring(0, name.length() - PARAMS.length());
              take(name, integers(value), functions, methods, attributes);
            }
          });
      Kind kind =
          functions.contains(NEUTONE_FUNCTION)
              ? Kind.NEUTONE
              : methods.isEmpty() ? Kind.OTHER : Kind.NN;
      return new TorchInfo(kind, type, functions, methods, attributes, rate(state, 0), metadata);
    }

    private void take(
        String name,
        long[] numbers,
        List<String> functions,
        Map<String, Method> methods,
        Map<String, List<ElementType>> attributes) {
      if (numbers == null) {
        return;
      }
      if (functions.contains("set_" + name) || !functions.contains(name)) {
        List<ElementType> types = new ArrayList<>();
        for (long number : numbers) {
          if (number >= 0 && number < ElementType.values().length) {
            types.add(ElementType.values()[(int) number]);
          }
        }
        attributes.put(name, List.copyOf(types));
      } else if (functions.contains(name) && numbers.length == METHOD_NUMBERS) {
        check(name, numbers);
        methods.put(
            name,
            new Method(
                (int) numbers[0],
                (int) numbers[1],
                (int) numbers[2],
                (int) numbers[3],
                labels(name + "_input_labels"),
                labels(name + "_output_labels")));
      }
    }

    private static void check(String name, long[] numbers) {
      for (int i = 0; i < METHOD_NUMBERS; i++) {
        if (numbers[i] < 1 || numbers[i] > (i % 2 == 0 ? MOST_CHANNELS : MOST_RATIO)) {
          throw new IllegalArgumentException(
              "says that its method "
                  + name
                  + " has "
                  + numbers[i]
                  + (i % 2 == 0 ? " channels" : " samples a frame"));
        }
      }
    }

    private List<String> labels(String key) {
      return state.get(key) instanceof List<?> list
          ? list.stream().limit(MOST_CHANNELS).map(String::valueOf).toList()
          : List.of();
    }

    /** Null if it is no short list of integers. */
    private long[] integers(Object value) {
      if (value instanceof Pickle.Tensor tensor) {
        return integers(tensor);
      }
      if (!(value instanceof List<?> list) || list.size() > MOST_ELEMENTS) {
        return null;
      }
      long[] numbers = new long[list.size()];
      for (int i = 0; i < numbers.length; i++) {
        if (!(list.get(i) instanceof Long number)) {
          return null;
        }
        numbers[i] = number;
      }
      return numbers;
    }

    private long[] integers(Pickle.Tensor tensor) {
      boolean fits =
          tensor.count() >= 0
              && tensor.count() <= MOST_ELEMENTS
              && tensor.offset() >= 0
              && tensor.offset() <= MOST_ELEMENTS;
      if (!fits || !tensor.storage().equals("LongStorage")) {
        return null;
      }
      int end = (int) (tensor.offset() + tensor.count());
      byte[] bytes = archive.readBegin("data/" + tensor.key(), Long.BYTES * end);
      if (bytes == null || bytes.length < Long.BYTES * end) {
        throw new IllegalArgumentException("lacks the numbers of a tensor");
      }
      return java.util.Arrays.copyOfRange(Pickle.longs(bytes), (int) tensor.offset(), end);
    }

    /** Where models of several years keep their rate. */
    private int rate(Map<?, ?> fields, int depth) {
      for (String key : List.of("sr", "sampling_rate", "sample_rate")) {
        Object value = fields.get(key);
        long[] numbers = value instanceof Pickle.Tensor ? integers(value) : null;
        Object number = numbers != null && numbers.length == 1 ? (Object) numbers[0] : value;
        if (number instanceof Long hz && hz >= 8_000 && hz <= 384_000) {
          return Math.toIntExact(hz);
        }
      }
      if (depth == 0) {
        for (Object value : fields.values()) {
          if (value instanceof Pickle.Thing part && part.state instanceof Map<?, ?> inner) {
            int hz = rate(inner, 1);
            if (hz != 0) {
              return hz;
            }
          }
        }
      }
      return 0;
    }

    private List<String> functions(Pickle.Name type) {
      byte[] code =
          archive.read("code/" + type.module().replace('.', '/') + ".py", MOST_CODE_BYTES);
      List<String> functions = new ArrayList<>();
      if (code == null) {
        return functions;
      }
      String text = new String(code, StandardCharsets.UTF_8);
      int begin = text.indexOf("class " + type.name() + "(");
      if (begin < 0) {
        return functions;
      }
      int end = text.indexOf("\nclass ", begin);
      Matcher found = FUNCTION.matcher(text.substring(begin, end < 0 ? text.length() : end));
      while (found.find()) {
        functions.add(found.group(1));
      }
      return functions;
    }

    private JsonNode metadata() {
      byte[] bytes = archive.read("extra/metadata.json", MOST_METADATA_BYTES);
      try {
        return bytes == null ? null : JSON.readTree(bytes);
      } catch (IOException e) {
        throw new IllegalArgumentException("has metadata that is not JSON", e);
      }
    }
  }
}
