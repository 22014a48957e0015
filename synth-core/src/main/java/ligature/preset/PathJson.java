package ligature.preset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import ligature.modulation.MorphPath;
import ligature.modulation.MorphPath.Mode;
import ligature.modulation.MorphPath.Point;

/** The path over the pad in a preset's modulation. */
final class PathJson {

  private static final List<String> UNITS = List.of("seconds", "beats");
  private static final List<String> CURVES = List.of("lines", "smooth");
  private static final List<String> MODES =
      Arrays.stream(Mode.values())
          .map(mode -> mode.name().toLowerCase(Locale.ROOT).replace('_', '-'))
          .toList();

  private PathJson() {}

  /**
   * Reads a path.
   *
   * @throws IllegalArgumentException in one line, without the file, if something is wrong
   */
  static MorphPath read(JsonNode node) {
    if (node.isMissingNode()) {
      return MorphPath.NONE;
    }
    try {
      if (!node.isObject()) {
        throw new IllegalArgumentException("should be an object");
      }
      return new MorphPath(
          points(node.path("points")),
          choice(node, "unit", UNITS, 0) == 1,
          isSmooth(node),
          Mode.values()[choice(node, "mode", MODES, Mode.LOOP.ordinal())],
          ModulationJson.number(node, "back", 0),
          ModulationJson.flag(node, "by-note"),
          ModulationJson.number(node, "keys", 0),
          ModulationJson.number(node, "spread", 0));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("path: " + e.getMessage(), e);
    }
  }

  /** Whether what is drawn through points eases, or goes in lines. */
  static boolean isSmooth(JsonNode node) {
    return choice(node, "curve", CURVES, 0) == 1;
  }

  static void writeCurve(ObjectNode node, boolean smooth) {
    node.put("curve", CURVES.get(smooth ? 1 : 0));
  }

  private static int choice(JsonNode node, String field, List<String> words, int otherwise) {
    JsonNode word = node.path(field);
    int index = word.isMissingNode() ? otherwise : words.indexOf(word.asText());
    if (index < 0) {
      throw new IllegalArgumentException(
          field + " is " + word + "; there are " + String.join(", ", words));
    }
    return index;
  }

  private static List<Point> points(JsonNode list) {
    if (!list.isArray() || list.size() < 2) {
      throw new IllegalArgumentException(
          "points should be a list of at least two, such as [[0, 0, 0], [4, 1, 0.5]]: time, x, y");
    }
    List<Point> points = new ArrayList<>();
    for (JsonNode point : list) {
      boolean fits = point.isArray() && (point.size() == 2 || point.size() == 3);
      for (JsonNode number : point) {
        fits &= number.isNumber();
      }
      if (!fits) {
        throw new IllegalArgumentException(
            "point " + (points.size() + 1) + " should be [time, x, y]: " + point);
      }
      float y = point.size() == 2 ? 0 : point.get(2).floatValue();
      points.add(new Point(point.get(0).asDouble(), point.get(1).floatValue(), y));
    }
    return points;
  }

  /** Adds the path, if there is one. */
  static void write(ObjectNode modulation, MorphPath path) {
    if (path.isEmpty()) {
      return;
    }
    ObjectNode node =
        modulation
            .putObject("path")
            .put("unit", UNITS.get(path.inBeats() ? 1 : 0))
            .put("mode", MODES.get(path.mode().ordinal()))
            .put("back", path.back())
            .put("by-note", path.byNote())
            .put("keys", path.keys())
            .put("spread", path.spread());
    writeCurve(node, path.smooth());
    ArrayNode points = node.putArray("points");
    for (Point point : path.points()) {
      points.addArray().add(point.at()).add(point.x()).add(point.y());
    }
  }
}
