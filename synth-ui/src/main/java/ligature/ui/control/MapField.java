package ligature.ui.control;

import com.formdev.flatlaf.util.UIScale;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    AffineTransform scaled = g.getTransform();
    g.setTransform(new AffineTransform());
    paintGlows(g, map);
    g.setTransform(scaled);
    g.setComposite(AlphaComposite.DstIn); // what shines over the card's edge is cut off
    g.fill(card);
    g.dispose();
    return out;
  }

  /** In device pixels: one picture for all points of a colour. */
  private void paintGlows(Graphics2D g, TimbreMapView map) {
    int radius = (int) Math.round(UIScale.scale(GLOW) * painted.scale());
    Map<Color, BufferedImage> glows = new HashMap<>();
    for (int i = 0; i < painted.points().size(); i++) {
      Color color =
          Palette.withAlpha(painted.points().get(i).color(), painted.found().get(i) ? 0.2 : 0.04);
      BufferedImage glow = glows.computeIfAbsent(color, c -> glow(c, radius));
      Point2D.Float at = map.place(i);
      g.drawImage(
          glow,
          (int) Math.round(at.x * painted.scale()) - radius,
          (int) Math.round(at.y * painted.scale()) - radius,
          null);
    }
  }

  /** Fades straight from its middle to nothing at the radius. */
  private static BufferedImage glow(Color color, int radius) {
    int size = Math.max(1, 2 * radius);
    BufferedImage out = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    int[] pixels = ((DataBufferInt) out.getRaster().getDataBuffer()).getData();
    int rgb = color.getRGB() & 0xffffff;
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        double away = Math.hypot(x + 0.5 - radius, y + 0.5 - radius) / Math.max(1, radius);
        int alpha = (int) Math.round(color.getAlpha() * Math.max(0, 1 - away));
        pixels[y * size + x] = alpha << 24 | rgb;
      }
    }
    return out;
  }
}
