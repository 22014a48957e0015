package ligature.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** One JSON object on stdout, as {@code --json} promises. */
final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** Prints the value in one line. */
  static void print(Object value) {
    try {
      System.out.println(MAPPER.writeValueAsString(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps and records can always be written", e);
    }
  }

  /** A number as it is worth printing: six significant digits. */
  static double round(double value) {
    return Double.isFinite(value)
        ? Double.parseDouble(String.format(java.util.Locale.ROOT, "%.6g", value))
        : value;
  }
}
