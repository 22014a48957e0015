package ligature.ui.control;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import ligature.ui.theme.Palette;

/** Draws curves. Threads: {@code [ui-thread]}. */
final class ShapePainter {

  private static final float HANDLE = 9;

  private ShapePainter() {}

  /** Draws a curve and what lies between it and its ground. */
  static void paint(Graphics2D g, DrawnShape shape, Rectangle at, Color color, float stroke) {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    double ground = y(at, shape.isBothWays() ? 0.5 : 0);
    g.setColor(Palette.color("Ligature.line"));
    g.setStroke(new BasicStroke(UIScale.scale(1f)));
    g.draw(new Line2D.Double(at.x, ground, at.getMaxX(), ground));
    Path2D.Double line = new Path2D.Double();
    int steps = Math.max(2, 2 * at.width);
    for (int i = 0; i <= steps; i++) {
      double along = (double) i / steps;
      double x = at.x + along * at.width;
      double y = y(at, shape.heightAt(along));
      if (i == 0) {
        line.moveTo(x, y);
      } else {
        line.lineTo(x, y);
      }
    }
    Path2D.Double area = new Path2D.Double(line);
    area.lineTo(at.getMaxX(), ground);
    area.lineTo(at.x, ground);
    area.closePath();
    g.setColor(Palette.withAlpha(color, 0.16));
    g.fill(area);
    g.setColor(color);
    g.setStroke(
        new BasicStroke(UIScale.scale(stroke), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.draw(line);
  }

  /** Draws the places where the curve can be taken hold of. */
  static void paintHandles(Graphics2D g, DrawnShape shape, Rectangle at, int held, Color color) {
    for (int i = 0; i < shape.handles().size(); i++) {
      Point2D place = place(at, shape.handles().get(i));
      double size = UIScale.scale(i == held ? HANDLE + 3 : HANDLE);
      Ellipse2D dot =
          new Ellipse2D.Double(place.getX() - size / 2, place.getY() - size / 2, size, size);
      g.setColor(Palette.color("MorphPad.base"));
      g.fill(dot);
      g.setColor(color);
      g.setStroke(new BasicStroke(UIScale.scale(2f)));
      g.draw(dot);
    }
  }

  /** Where on the screen a place of the curve lies. */
  static Point2D place(Rectangle at, DrawnShape.Place place) {
    return new Point2D.Double(at.x + place.x() * at.width, y(at, place.y()));
  }

  private static double y(Rectangle at, double height) {
    return at.getMaxY() - height * at.height;
  }
}
