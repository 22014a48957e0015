package ligature.ui.control;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import ligature.ui.theme.Palette;

/**
 * Where the hardware stands that has to come past the puck before it moves it: an empty ring, tied
 * to the puck. Threads: {@code [ui-thread]}.
 */
final class WaitingControl {

  private static final float RADIUS = 7;

  private float x = Float.NaN;
  private float y = Float.NaN;

  /**
   * Takes where the controls of both axes stand, [0, 1]; NaN where none waits.
   *
   * @return whether that has changed
   */
  boolean set(float newX, float newY) {
    boolean changed = Float.compare(newX, x) != 0 || Float.compare(newY, y) != 0;
    x = newX;
    y = newY;
    return changed;
  }

  /** Its place in values, an axis that does not wait being the puck's; null if none waits. */
  Point2D.Float place(float puckX, float puckY) {
    if (Float.isNaN(x) && Float.isNaN(y)) {
      return null;
    }
    return new Point2D.Float(Float.isNaN(x) ? puckX : x, Float.isNaN(y) ? puckY : y);
  }

  /** Paints it at a place in pixels. */
  static void paint(Graphics2D g, Point2D.Float at, Point2D.Float puck) {
    float radius = UIScale.scale(RADIUS);
    g.setColor(Palette.withAlpha(Palette.color("MorphPad.puck"), 0.6));
    g.setStroke(new BasicStroke(UIScale.scale(1.5f)));
    g.draw(new Ellipse2D.Float(at.x - radius, at.y - radius, 2 * radius, 2 * radius));
    double distance = at.distance(puck);
    if (distance > 2 * radius) {
      double share = radius / distance;
      float dash = UIScale.scale(3f);
      g.setStroke(
          new BasicStroke(
              UIScale.scale(1f),
              BasicStroke.CAP_ROUND,
              BasicStroke.JOIN_ROUND,
              1,
              new float[] {dash, dash},
              0));
      g.draw(
          new Line2D.Double(
              at.x + share * (puck.x - at.x), at.y + share * (puck.y - at.y), puck.x, puck.y));
    }
  }
}
