package ligature.ui.control;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Point2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.BitSet;
import java.util.List;
import javax.swing.UIManager;
import ligature.ui.theme.Palette;

/**
 * The still part of the map: its ground and the light around its points. Painted once for a size, a
 * set of points and those of them that are lit, at the screen's own resolution, and kept: a line
 * that is drawn over it must follow the hand. Threads: {@code [ui-thread]}.
 */
final class MapField {

  private static final float GLOW = 46;

  /** What it was painted for. */
  private record Key(
      int width, int height, double scale, Color ground, List<MapPoint> points, BitSet found) {}

  private BufferedImage image;
  private Key painted;

  /** The field in device pixels: draw it into the component's whole size. */
  BufferedImage image(TimbreMapView map, List<MapPoint> points, BitSet found, double scale) {
    Color ground = Palette.color("MorphPad.base");
    Key key =
        new Key(map.getWidth(), map.getHeight(), scale, ground, points, (BitSet) found.clone());
    if (!key.equals(painted)) {
      painted = key;
      image = paint(map);
    }
    return image;
  }

  private BufferedImage paint(TimbreMapView map) {
    BufferedImage out =
        new BufferedImage(
            Math.max(1, (int) Math.ceil(painted.width() * painted.scale())),
            Math.max(1, (int) Math.ceil(painted.height() * painted.scale())),
            BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = out.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.scale(painted.scale(), painted.scale());
    float arc = UIScale.scale(UIManager.getInt("CornerChip.arc"));
    RoundRectangle2D.Float card =
        new RoundRectangle2D.Float(
            0.5f, 0.5f, painted.width() - 1f, painted.height() - 1f, arc, arc);
    g.setColor(painted.ground());
    g.fill(card);
    g.clip(card);
    float radius = UIScale.scale(GLOW);
    for (int i = 0; i < painted.points().size(); i++) {
      Color color = painted.points().get(i).color();
      Point2D.Float at = map.place(i);
      g.setPaint(
          new RadialGradientPaint(
              at,
              radius,
              new float[] {0, 1},
              new Color[] {
                Palette.withAlpha(color, painted.found().get(i) ? 0.2 : 0.04),
                Palette.withAlpha(color, 0)
              }));
      g.fill(PadPainter.circle(at, radius));
    }
    g.dispose();
    return out;
  }
}
