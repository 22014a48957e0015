package ligature.preset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import ligature.modulation.LfoDrawing;
import ligature.modulation.LfoDrawing.Point;

/** The drawn cycle of an LFO in a preset's modulation. */
final class LfoDrawingJson {

  private LfoDrawingJson() {}

  /**
   * Reads the drawing of an LFO.
   *
   * @throws IllegalArgumentException in one line, without the file, if something is wrong
   */
  static LfoDrawing read(JsonNode lfo) {
    JsonNode list = lfo.path("points");
    if (!list.isArray() || list.isEmpty()) {
      throw new IllegalArgumentException(
          "a drawn LFO should have points, such as [[0, -1], [0.5, 1]]: place, value");
    }
    List<Point> points = new ArrayList<>();
    for (JsonNode point : list) {
      if (!point.isArray()
          || point.size() != 2
          || !point.get(0).isNumber()
          || !point.get(1).isNumber()) {
        throw new IllegalArgumentException(
            "point " + (points.size() + 1) + " of an LFO should be [place, value]: " + point);
      }
      points.add(new Point(point.get(0).floatValue(), point.get(1).floatValue()));
    }
    return new LfoDrawing(points, PathJson.isSmooth(lfo));
  }

  /** Adds a drawing, if there is one. */
  static void write(ObjectNode lfo, LfoDrawing drawing) {
    if (drawing.equals(LfoDrawing.NONE)) {
      return;
    }
    PathJson.writeCurve(lfo, drawing.smooth());
    ArrayNode points = lfo.putArray("points");
    for (Point point : drawing.points()) {
      points.addArray().add(point.at()).add(point.value());
    }
  }
}
