package ligature.ui.control;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.util.Arrays;
import java.util.function.Consumer;
import ligature.ui.theme.Palette;

/**
 * The notes that sound elsewhere than the puck: on their own way, at their strike, moved by
 * modulation, or by a finger of their own. Each is a small light in the colour of its blend, as
 * bright as it is loud. Threads: {@code [ui-thread]}.
 */
final class PadNotes {

  private static final int SIZE = 3;
  private static final float RADIUS = 4;
  private static final float GLOW = 2.6f;

  /** Nearer to the puck a note is under it. */
  private static final float UNDER_PUCK = 11;

  /** A note of this amplitude is as bright as can be: several sound at once, each far below 1. */
  private static final double BRIGHTEST = 0.08;

  private float[] places = {};
  private int count;

  /** Takes x, y in [0, 1] and an amplitude for each of some notes. */
  void take(float[] newPlaces, int notes) {
    places = Arrays.copyOf(newPlaces, notes * SIZE);
    count = notes;
  }

  /** Names the places, in pixels, of those that are not under the puck. */
  void forEach(PadGeometry geometry, Point2D.Float puck, Consumer<Point2D.Float> user) {
    for (int i = 0; i < count; i++) {
      Point2D.Float at = place(geometry, i);
      if (isApart(at, puck)) {
        user.accept(at);
      }
    }
  }

  private Point2D.Float place(PadGeometry geometry, int note) {
    return geometry.point(places[note * SIZE], places[note * SIZE + 1]);
  }

  private static boolean isApart(Point2D.Float at, Point2D.Float puck) {
    return at.distance(puck) > UIScale.scale(UNDER_PUCK);
  }

  /** How far around its place a note is painted, in pixels. */
  static int reach() {
    return UIScale.scale(Math.round(RADIUS * GLOW) + 2);
  }

  void paint(Graphics2D g, PadGeometry geometry, Point2D.Float puck, PadMix mix) {
    for (int i = 0; i < count; i++) {
      Point2D.Float at = place(geometry, i);
      if (isApart(at, puck)) {
        Color color = mix.colorAt(places[i * SIZE], places[i * SIZE + 1]);
        paint(g, at, color, Math.min(1, Math.sqrt(places[i * SIZE + 2] / BRIGHTEST)));
      }
    }
  }

  private static void paint(Graphics2D g, Point2D.Float at, Color color, double brightness) {
    float radius = UIScale.scale(RADIUS);
    g.setColor(Palette.withAlpha(color, 0.12 + 0.28 * brightness));
    g.fill(PadPainter.circle(at, radius * GLOW));
    g.setColor(
        Palette.withAlpha(
            Palette.between(color, Palette.color("MorphPad.puck"), 0.55), 0.3 + 0.7 * brightness));
    g.fill(PadPainter.circle(at, radius));
    g.setStroke(new BasicStroke(UIScale.scale(1.2f)));
    g.setColor(Palette.withAlpha(color, 0.4 + 0.6 * brightness));
    g.draw(PadPainter.circle(at, radius + UIScale.scale(1f)));
  }
}
