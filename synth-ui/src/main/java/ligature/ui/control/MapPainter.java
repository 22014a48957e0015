package ligature.ui.control;

import static ligature.ui.theme.Palette.color;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import ligature.ui.theme.Palette;

/** Paints the points of a map and their titles. Threads: {@code [ui-thread]}. */
final class MapPainter {

  private static final float RADIUS = 4.5f;
  private static final float CORNER_RADIUS = 9;
  private static final String CORNERS = "ABCDEFGH";

  private final TimbreMapView map;
  private final List<MapPoint> points;
  private final int hovered;
  private final int current;

  MapPainter(TimbreMapView map, List<MapPoint> points, int hovered, int current) {
    this.map = map;
    this.points = points;
    this.hovered = hovered;
    this.current = current;
  }

  /**
   * Paints the points.
   *
   * @param corners those at the pad's corners, A first
   * @param caught those in a lasso
   */
  void paintPoints(Graphics2D g, List<Integer> corners, IntPredicate caught) {
    for (int i = 0; i < points.size(); i++) {
      Point2D.Float at = map.place(i);
      Color color = points.get(i).color();
      boolean lit = i == hovered || caught.test(i);
      boolean corner = corners.contains(i);
      float radius = UIScale.scale(corner ? CORNER_RADIUS : lit ? RADIUS * 1.7f : RADIUS);
      g.setColor(Palette.withAlpha(color, map.isFound(i) ? 1 : 0.18));
      g.fill(PadPainter.circle(at, radius));
      if (corner) {
        paintLetter(g, at, CORNERS.substring(corners.indexOf(i), corners.indexOf(i) + 1), color);
      }
      if (lit || i == current) {
        g.setColor(color("MorphPad.puck"));
        g.setStroke(new BasicStroke(UIScale.scale(1.8f)));
        g.draw(PadPainter.circle(at, radius + UIScale.scale(2f)));
      }
    }
  }

  private static void paintLetter(Graphics2D g, Point2D.Float at, String letter, Color ground) {
    g.setFont(Palette.smallBold());
    FontMetrics metrics = g.getFontMetrics();
    g.setColor(Palette.textOn(ground));
    g.drawString(
        letter,
        at.x - metrics.stringWidth(letter) / 2f,
        at.y + (metrics.getAscent() - metrics.getDescent()) / 2f);
  }

  /**
   * Rings the points that keys have marked.
   *
   * @param joined whether they are to become a line
   */
  void paintMarks(Graphics2D g, List<Integer> marked, boolean joined) {
    List<Point2D.Float> places = marked.stream().map(map::place).toList();
    if (joined) {
      RoutePainter.paintLine(g, places, List.of(), true);
    }
    g.setColor(color("MorphPad.focusColor"));
    g.setStroke(new BasicStroke(UIScale.scale(2f)));
    places.forEach(at -> g.draw(PadPainter.circle(at, UIScale.scale(CORNER_RADIUS + 2))));
  }

  /** Paints where the map is played. */
  void paintPlayed(Graphics2D g, Point2D.Float at) {
    g.setColor(color("MorphPad.puck"));
    g.setStroke(new BasicStroke(UIScale.scale(2f)));
    g.draw(PadPainter.circle(at, UIScale.scale(9f)));
    g.setColor(Palette.withAlpha(color("MorphPad.puck"), 0.25));
    g.fill(PadPainter.circle(at, UIScale.scale(9f)));
  }

  void paintCarried(Graphics2D g, int index, Point to) {
    g.setColor(points.get(index).color());
    g.fill(PadPainter.circle(new Point2D.Float(to.x, to.y), UIScale.scale(RADIUS * 2)));
  }

  /** As many titles as there is room for: what is pointed at first, then those that were found. */
  void paintTitles(Graphics2D g, BitSet found) {
    List<Rectangle2D> taken = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      Point2D.Float at = map.place(i);
      float r = UIScale.scale(RADIUS);
      taken.add(new Rectangle2D.Float(at.x - r, at.y - r, 2 * r, 2 * r));
    }
    if (hovered >= 0) {
      paintTitle(g, hovered, taken, true);
    }
    if (current >= 0 && current < points.size() && current != hovered) {
      paintTitle(g, current, taken, false);
    }
    for (int i = found.nextSetBit(0); i >= 0; i = found.nextSetBit(i + 1)) {
      if (i != hovered && i != current) {
        paintTitle(g, i, taken, false);
      }
    }
  }

  private void paintTitle(Graphics2D g, int index, List<Rectangle2D> taken, boolean always) {
    MapPoint point = points.get(index);
    g.setFont(always ? Palette.font("semibold.font") : Palette.font("mini.font"));
    FontMetrics metrics = g.getFontMetrics();
    String text = always ? point.title() + "  \u00b7  " + point.family() : point.title();
    float width = metrics.stringWidth(text);
    float height = metrics.getHeight();
    Point2D.Float at = map.place(index);
    float gap = UIScale.scale(RADIUS + (always ? 6 : 3));
    float[][] places = {
      {at.x - width / 2, at.y + gap},
      {at.x - width / 2, at.y - gap - height},
      {at.x + gap, at.y - height / 2},
      {at.x - gap - width, at.y - height / 2}
    };
    for (float[] place : places) {
      float edge = UIScale.scale(4f);
      float x = Math.max(edge, Math.min(map.getWidth() - width - edge, place[0]));
      Rectangle2D.Float area = new Rectangle2D.Float(x, place[1], width, height);
      boolean fits =
          (x == place[0] || always)
              && place[1] >= 0
              && place[1] + height <= map.getHeight()
              && taken.stream().noneMatch(t -> t.intersects(area));
      if (fits || always && place == places[0]) {
        taken.add(area);
        if (always) {
          g.setColor(Palette.withAlpha(color("MorphPad.base"), 0.85));
          float pad = UIScale.scale(5f);
          g.fill(
              new RoundRectangle2D.Float(
                  x - pad, place[1], width + 2 * pad, height, height, height));
        }
        g.setColor(
            always
                ? color("MorphPad.puck")
                : Palette.between(color("MorphPad.puck"), color("MorphPad.base"), 0.3));
        g.drawString(text, x, place[1] + metrics.getAscent());
        return;
      }
    }
  }
}
