package ligature.ui.control;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.List;
import ligature.ui.theme.Palette;

/**
 * Paints a way, its handles, and where on it the sound is. Places in pixels. Threads: {@code
 * [ui-thread]}.
 */
final class RoutePainter {

  static final float HANDLE = 5.5f;
  private static final float HEAD = 6;
  private static final float DASH = 5;

  private RoutePainter() {}

  /**
   * Paints the way itself.
   *
   * @param back its way from the end to the beginning, a thinner line; empty for none
   * @param bold whether it is being worked on
   */
  static void paintLine(
      Graphics2D g, List<Point2D.Float> places, List<Point2D.Float> back, boolean bold) {
    Color color = Palette.color("MorphPad.puck");
    g.setColor(Palette.withAlpha(color, bold ? 0.75 : 0.38));
    g.setStroke(bold ? solid(1.8f) : dashed(1.4f));
    g.draw(line(places));
    g.setColor(Palette.withAlpha(color, bold ? 0.4 : 0.24));
    g.setStroke(dashed(1.1f));
    g.draw(line(back));
  }

  private static Path2D.Float line(List<Point2D.Float> places) {
    Path2D.Float line = new Path2D.Float();
    for (Point2D.Float place : places) {
      if (line.getCurrentPoint() == null) {
        line.moveTo(place.x, place.y);
      } else {
        line.lineTo(place.x, place.y);
      }
    }
    return line;
  }

  private static BasicStroke solid(float width) {
    return new BasicStroke(UIScale.scale(width), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  private static BasicStroke dashed(float width) {
    float dash = UIScale.scale(DASH);
    return new BasicStroke(
        UIScale.scale(width),
        BasicStroke.CAP_ROUND,
        BasicStroke.JOIN_ROUND,
        1,
        new float[] {dash, dash},
        0);
  }

  /**
   * Paints where the way can be taken hold of; its first point is full.
   *
   * @param chosen the handle that keys move, and {@code under} that under the pointer; -1 for none
   */
  static void paintHandles(Graphics2D g, List<Point2D.Float> places, int chosen, int under) {
    Color ring = Palette.color("MorphPad.puck");
    for (int i = 0; i < places.size(); i++) {
      float radius = UIScale.scale(i == under || i == chosen ? HANDLE + 1.5f : HANDLE);
      g.setColor(i == 0 ? ring : Palette.color("MorphPad.base"));
      g.fill(PadPainter.circle(places.get(i), radius));
      g.setColor(i == chosen ? Palette.color("MorphPad.focusColor") : ring);
      g.setStroke(solid(i == chosen ? 3 : 1.8f));
      g.draw(PadPainter.circle(places.get(i), radius));
    }
  }

  /** Paints where on the way the sound is. */
  static void paintHead(Graphics2D g, Point2D.Float at, Color light) {
    Color ring = Palette.color("MorphPad.puck");
    float radius = UIScale.scale(HEAD);
    g.setColor(Palette.withAlpha(light, 0.35));
    g.fill(PadPainter.circle(at, radius * 2));
    g.setColor(light);
    g.fill(PadPainter.circle(at, radius));
    g.setColor(ring);
    g.setStroke(solid(2));
    g.draw(PadPainter.circle(at, radius));
  }
}
