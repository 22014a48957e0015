package ligature.ui.control;

import static ligature.ui.theme.Palette.color;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.util.List;

/**
 * The way over the map that is shown, and where the sound is; both in places from left and bottom
 * (0) to right and top (1). Threads: {@code [ui-thread]}.
 */
final class MapRoute {

  private static final int HEAD_REACH = 20;

  private final TimbreMapView map;
  private List<Point2D.Float> way = List.of();
  private List<Point2D.Float> back = List.of();
  private List<Point2D.Float> heads = List.of();

  MapRoute(TimbreMapView map) {
    this.map = map;
  }

  /** Shows another way, and its way from the end to the beginning; each empty for none. */
  void set(List<Point2D.Float> newWay, List<Point2D.Float> newBack) {
    way = List.copyOf(newWay);
    back = List.copyOf(newBack);
    map.repaint();
  }

  /** Moves the sound, perhaps to nowhere; only what changes is painted anew. */
  void setHeads(List<Point2D.Float> places) {
    if (!places.equals(heads)) {
      repaintHeads();
      heads = List.copyOf(places);
      repaintHeads();
    }
  }

  private void repaintHeads() {
    int reach = UIScale.scale(HEAD_REACH);
    for (Point2D.Float at : heads()) {
      map.repaint(Math.round(at.x) - reach, Math.round(at.y) - reach, 2 * reach, 2 * reach);
    }
  }

  /** Where the sound is shown, in pixels. */
  List<Point2D.Float> heads() {
    return pixels(heads);
  }

  private List<Point2D.Float> pixels(List<Point2D.Float> places) {
    return places.stream().map(p -> map.place(p.x, p.y)).toList();
  }

  void paintWay(Graphics2D g) {
    RoutePainter.paintLine(g, pixels(way), pixels(back), true);
  }

  void paintHeads(Graphics2D g) {
    for (Point2D.Float head : heads()) {
      RoutePainter.paintHead(g, head, color("MorphPad.focusColor"));
    }
  }
}
