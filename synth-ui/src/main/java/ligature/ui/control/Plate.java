package ligature.ui.control;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import javax.swing.JPanel;
import ligature.ui.theme.Palette;

/** The rounded ground that a control lies on. Threads: {@code [ui-thread]}. */
public final class Plate extends JPanel {

  private static final int ARC = 10;

  public Plate(Component control) {
    super(new BorderLayout());
    setOpaque(false);
    add(control);
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D g = (Graphics2D) graphics.create();
    paint(g, getWidth(), getHeight());
    g.dispose();
  }

  /** Paints such a ground. */
  static void paint(Graphics2D g, int width, int height) {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    int arc = UIScale.scale(ARC);
    g.setColor(Palette.color("Ligature.panel"));
    g.fillRoundRect(0, 0, width, height, arc, arc);
    g.setColor(Palette.color("Ligature.line"));
    g.drawRoundRect(0, 0, width - 1, height - 1, arc, arc);
  }
}
