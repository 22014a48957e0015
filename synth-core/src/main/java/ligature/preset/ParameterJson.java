package ligature.preset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import ligature.parameter.Parameter;

/**
 * Values of parameters in a preset's file, by their names. What is wrong with them is an {@code
 * IllegalArgumentException} in one line, which does not name the file yet.
 */
final class ParameterJson {

  private static final Map<String, Parameter> BY_ID =
      Arrays.stream(Parameter.values()).collect(Collectors.toMap(Parameter::id, p -> p));

  private ParameterJson() {}

  /** The values of an object; those that it does not name are not in it. */
  static Map<Parameter, Float> read(JsonNode node) {
    Map<Parameter, Float> values = new EnumMap<>(Parameter.class);
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      Parameter parameter = find(entry.getKey());
      values.put(parameter, value(parameter, entry.getValue()));
    }
    return values;
  }

  private static Parameter find(String id) {
    Parameter parameter = BY_ID.get(id);
    if (parameter == null) {
      List<String> ids = Arrays.stream(Parameter.values()).map(Parameter::id).toList();
      throw new IllegalArgumentException(
          "there is no parameter " + id + "; there are " + String.join(", ", ids));
    }
    return parameter;
  }

  private static float value(Parameter parameter, JsonNode value) {
    if (!parameter.choices().isEmpty()) {
      return choice(parameter, value);
    }
    float number = (float) value.asDouble(Double.NaN); // as the ends of the range are
    boolean fits = !parameter.isWhole() || number == Math.rint(number);
    if (!fits || !value.isNumber() || !(number >= parameter.min() && number <= parameter.max())) {
      throw new IllegalArgumentException(
          parameter.id()
              + " is "
              + value
              + (parameter.isWhole() ? ", wanted a whole number from " : ", wanted a number from ")
              + parameter.min()
              + " to "
              + parameter.max());
    }
    return number;
  }

  private static int choice(Parameter parameter, JsonNode value) {
    int index = parameter.choices().indexOf(value.asText());
    if (index < 0) {
      throw new IllegalArgumentException(
          parameter.id()
              + " is "
              + value
              + "; there are "
              + String.join(", ", parameter.choices()));
    }
    return index;
  }

  /**
   * Writes values in the order of the parameters.
   *
   * @param values null for those that are left out
   */
  static void write(ObjectNode node, Function<Parameter, Float> values) {
    for (Parameter parameter : Parameter.values()) {
      Float value = values.apply(parameter);
      if (value == null) {
        continue;
      }
      if (!parameter.choices().isEmpty()) {
        node.put(parameter.id(), parameter.choices().get(value.intValue()));
      } else if (parameter.isWhole()) {
        node.put(parameter.id(), value.intValue());
      } else {
        node.put(parameter.id(), value);
      }
    }
  }
}
