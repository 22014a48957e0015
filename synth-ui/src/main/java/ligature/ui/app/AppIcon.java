package ligature.ui.app;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** The program's sign: two waves that become one. */
final class AppIcon {

  private AppIcon() {}

  /** The sign in the sizes that desktops ask for. */
  static List<Image> images() {
    List<Image> images = new ArrayList<>();
    for (int size : new int[] {16, 32, 48, 128}) {
      images.add(paint(size));
    }
    return images;
  }

  private static BufferedImage paint(int size) {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(new Color(0x16181d));
    g.fillRoundRect(0, 0, size, size, size / 4, size / 4);
    g.setStroke(new BasicStroke(size / 11f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.setColor(new Color(0x5aa9e6));
    g.draw(wave(size, -1));
    g.setColor(new Color(0xef5d78));
    g.draw(wave(size, 1));
    g.dispose();
    return image;
  }

  /** Apart on the left, together on the right. */
  private static Path2D wave(int size, int side) {
    Path2D path = new Path2D.Float();
    for (int i = 0; i <= 40; i++) {
      double t = i / 40.0;
      double x = size * (0.16 + 0.68 * t);
      double apart = side * 0.17 * (1 - t) * (1 - t);
      double y = size * (0.5 + apart + 0.2 * Math.sin(2 * Math.PI * t) * (0.4 + 0.6 * t));
      if (i == 0) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    return path;
  }
}
