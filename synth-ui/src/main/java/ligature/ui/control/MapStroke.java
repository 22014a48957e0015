package ligature.ui.control;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import ligature.ui.theme.Palette;

/** A line that a hand draws over the map, and how it looks. Threads: {@code [ui-thread]}. */
final class MapStroke {

  private static final double NEXT_PIXELS = 3;

  private final MapTool tool;
  private final List<MapStep> steps = new ArrayList<>();
  private final List<Point2D.Float> places = new ArrayList<>();
  private Path2D.Float outline; // null until it is asked for

  MapStroke(MapTool tool) {
    this.tool = tool;
  }

  MapTool tool() {
    return tool;
  }

  /** The hand is at a place; near to the one before it counts only if it is the last. */
  void add(Point at, MapStep step, boolean last) {
    boolean near = !places.isEmpty() && places.get(places.size() - 1).distance(at) < NEXT_PIXELS;
    if (!near || last && steps.size() > 1) {
      steps.add(step);
      places.add(new Point2D.Float(at.x, at.y));
      outline = null;
    }
  }

  /** What was drawn, in places of the map. */
  List<MapStep> steps() {
    return List.copyOf(steps);
  }

  /** Whether the line, closed, goes round a place of the component. */
  boolean holds(Point2D at) {
    return tool == MapTool.LASSO && places.size() > 2 && outline().contains(at);
  }

  private Path2D.Float outline() {
    if (outline == null) {
      outline = makeOutline();
    }
    return outline;
  }

  private Path2D.Float makeOutline() {
    Path2D.Float line = new Path2D.Float(Path2D.WIND_EVEN_ODD);
    line.moveTo(places.get(0).x, places.get(0).y);
    places.stream().skip(1).forEach(p -> line.lineTo(p.x, p.y));
    if (tool == MapTool.LASSO) {
      line.closePath();
    }
    return line;
  }

  void paint(Graphics2D g) {
    if (places.size() < 2) {
      return;
    }
    Color color = Palette.color("MorphPad.puck");
    Path2D.Float line = outline();
    if (tool == MapTool.LASSO) {
      g.setColor(Palette.withAlpha(color, 0.08));
      g.fill(line);
    }
    g.setColor(Palette.withAlpha(color, 0.85));
    g.setStroke(new BasicStroke(UIScale.scale(2f), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(line);
  }
}
