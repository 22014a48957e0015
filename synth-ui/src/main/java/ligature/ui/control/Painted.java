package ligature.ui.control;

import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Area;
import javax.swing.AbstractButton;
import javax.swing.JComponent;
import javax.swing.SwingUtilities;

/** What components share that paint themselves. Threads: {@code [ui-thread]}. */
public final class Painted {

  private Painted() {}

  /** A copy that draws smooth lines and letters; whoever asks disposes of it. */
  public static Graphics2D smooth(Graphics graphics) {
    Graphics2D g = (Graphics2D) graphics.create();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    return g;
  }

  /** A text as far as there is room for it, with an ellipsis where there is not. */
  public static String fitted(FontMetrics metrics, String text, float width) {
    return SwingUtilities.layoutCompoundLabel(
        metrics,
        text,
        null,
        0,
        0,
        0,
        0,
        new Rectangle(0, 0, (int) width, 100),
        new Rectangle(),
        new Rectangle(),
        0);
  }

  /** A clip has hard edges: what lies outside of a shape is painted over instead. */
  static void roundCorners(Graphics2D g, JComponent component, Shape shape) {
    if (component.getParent() != null) {
      Area outside = new Area(new Rectangle(0, 0, component.getWidth(), component.getHeight()));
      outside.subtract(new Area(shape));
      g.setColor(component.getParent().getBackground());
      g.fill(outside);
    }
  }

  /** Takes all from a button that its look would paint. */
  static void bare(AbstractButton button) {
    button.setContentAreaFilled(false);
    button.setBorderPainted(false);
    button.setFocusPainted(false);
    button.setOpaque(false);
  }
}
