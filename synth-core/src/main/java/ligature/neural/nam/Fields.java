package ligature.neural.nam;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An object of a file's configuration, whose every field is wanted in a range. What is wrong is an
 * {@link IllegalArgumentException} that says so, without the file's name.
 */
final class Fields {

  private final String name;
  private final Map<?, ?> map;

  /**
   * @param name what messages call it
   */
  Fields(String name, Object value) {
    this.name = name;
    if (!(value instanceof Map<?, ?> fields)) {
      throw new IllegalArgumentException("has no object \"" + name + "\"");
    }
    map = fields;
  }

  /**
   * Refuses fields of other names, unless they say nothing: null, false, an empty list or object.
   */
  void knowOnly(String... names) {
    Set<String> known = Set.of(names);
    map.forEach(
        (key, value) -> {
          boolean says =
              value != null
                  && !Boolean.FALSE.equals(value)
                  && !(value instanceof List<?> list && list.isEmpty())
                  && !(value instanceof Map<?, ?> object && inactive(object));
          if (says && !known.contains(String.valueOf(key))) {
            throw new IllegalArgumentException(
                "uses \"" + key + "\" in \"" + name + "\", which is not known here");
          }
        });
  }

  /** Newer files name what they do not use: {"active": false, ...}. */
  private static boolean inactive(Map<?, ?> object) {
    return object.isEmpty() || Boolean.FALSE.equals(object.get("active"));
  }

  boolean has(String key) {
    return map.get(key) != null;
  }

  int integer(String key, int least, int most) {
    Object value = map.get(key);
    if (value instanceof Number number
        && number.doubleValue() == Math.rint(number.doubleValue())
        && number.doubleValue() >= least
        && number.doubleValue() <= most) {
      return number.intValue();
    }
    throw wrong(key, value, "a whole number from " + least + " to " + most);
  }

  boolean flag(String key) {
    Object value = map.get(key);
    if (value == null || value instanceof Boolean) {
      return Boolean.TRUE.equals(value);
    }
    throw wrong(key, value, "true or false");
  }

  List<Integer> integers(String key, int mostEntries, int least, int most) {
    List<?> values = list(key, mostEntries);
    List<Integer> integers = new ArrayList<>();
    for (Object value : values) {
      integers.add(
          new Fields(key, java.util.Collections.singletonMap(key, value))
              .integer(key, least, most));
    }
    return integers;
  }

  List<?> list(String key, int mostEntries) {
    Object value = map.get(key);
    if (value instanceof List<?> list && !list.isEmpty() && list.size() <= mostEntries) {
      return list;
    }
    throw wrong(key, value, "a list of 1 to " + mostEntries);
  }

  Activation activation(String key) {
    Object value = map.get(key);
    Activation activation = value instanceof String text ? Activation.of(text) : null;
    if (activation == null) {
      throw wrong(key, value, "one of Tanh, Sigmoid, ReLU, LeakyReLU, Hardtanh, SiLU, Hardswish");
    }
    return activation;
  }

  private IllegalArgumentException wrong(String key, Object value, String wanted) {
    String shown = String.valueOf(value);
    return new IllegalArgumentException(
        "has "
            + (value == null
                ? "no"
                : (shown.length() > 40 ? shown.substring(0, 40) + "..." : shown))
            + (value == null ? " \"" : " as \"")
            + key
            + "\" in \""
            + name
            + "\"; wanted "
            + wanted);
  }
}
