package ligature.ui.app;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Component;
import java.awt.GradientPaint;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import javax.swing.Icon;
import ligature.ui.theme.Palette;

/** The product's sign: two waves of two timbres, tied into one. */
final class AppSign {

  private static final Color GROUND_TOP = new Color(0x2a2d3f);
  private static final Color GROUND_BOTTOM = new Color(0x12131a);
  private static final double SWING = 0.24;

  private AppSign() {}

  /** The sign in the sizes that desktops ask for. */
  static List<Image> images() {
    return IntStream.of(16, 24, 32, 48, 64, 128, 256).<Image>mapToObj(AppSign::image).toList();
  }

  private static BufferedImage image(int size) {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = image.createGraphics();
    paint(g, size);
    g.dispose();
    return image;
  }

  /** The sign as an icon that grows with the scale. */
  static Icon icon(int size) {
    return new Icon() {
      @Override
      public void paintIcon(Component c, Graphics graphics, int x, int y) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.translate(x, y);
        paint(g, getIconWidth());
        g.dispose();
      }

      @Override
      public int getIconWidth() {
        return UIScale.scale(size);
      }

      @Override
      public int getIconHeight() {
        return UIScale.scale(size);
      }
    };
  }

  private static void paint(Graphics2D g, int size) {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setPaint(new GradientPaint(0, 0, GROUND_TOP, 0, size, GROUND_BOTTOM));
    g.fill(new RoundRectangle2D.Double(0, 0, size, size, size * 0.44, size * 0.44));
    Color one = Palette.family("brass");
    Color other = Palette.family("strings");
    g.setStroke(new BasicStroke(size * 0.085f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.setPaint(
        new GradientPaint(0, 0, Palette.family("organ"), size, 0, Palette.family("keyboard")));
    g.draw(wave(size, -1));
    g.setPaint(new GradientPaint(0, 0, one, size, 0, other));
    g.draw(wave(size, 1));
  }

  /** One period of a sine across the sign, from its left to its right. */
  private static Path2D wave(double size, int sign) {
    Path2D.Double path = new Path2D.Double();
    int steps = 48;
    for (int i = 0; i <= steps; i++) {
      double along = (double) i / steps;
      double x = size * (0.17 + 0.66 * along);
      double y = size * (0.5 - sign * SWING * Math.sin(2 * Math.PI * along));
      if (i == 0) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    return path;
  }
}
