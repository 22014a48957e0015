package ligature.ui.control;

import com.formdev.flatlaf.icons.FlatAbstractIcon;
import java.awt.BasicStroke;
import java.awt.Component;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import javax.swing.Icon;

/** The signs on buttons, drawn in the button's own text colour on a square of 16. */
public enum Glyph {
  PREVIOUS,
  NEXT,
  PANIC,
  MENU,
  TWO_CORNERS,
  FOUR_CORNERS;

  private static final int SIZE = 16;

  /** The sign as an icon that grows with the scale. */
  public Icon icon() {
    return new FlatAbstractIcon(SIZE, SIZE, null) {
      @Override
      protected void paintIcon(Component c, Graphics2D g) {
        g.setColor(
            c.isEnabled()
                ? c.getForeground()
                : javax.swing.UIManager.getColor("Button.disabledText"));
        g.setStroke(new BasicStroke(1.7f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        draw(g);
      }
    };
  }

  private void draw(Graphics2D g) {
    switch (this) {
      case PREVIOUS -> chevron(g, 10, 6);
      case NEXT -> chevron(g, 6, 10);
      case PANIC -> {
        g.draw(new Ellipse2D.Float(2, 2, 12, 12));
        g.fill(new RoundRectangle2D.Float(5.5f, 5.5f, 5, 5, 1.5f, 1.5f));
      }
      case MENU -> {
        for (int y = 4; y <= 12; y += 4) {
          g.draw(new Line2D.Float(3, y, 13, y));
        }
      }
      case TWO_CORNERS -> {
        g.draw(new Line2D.Float(5, 8, 11, 8));
        dot(g, 2.8f, 8);
        dot(g, 13.2f, 8);
      }
      case FOUR_CORNERS -> {
        g.draw(new RoundRectangle2D.Float(3, 3, 10, 10, 1, 1));
        dot(g, 3, 3);
        dot(g, 13, 3);
        dot(g, 3, 13);
        dot(g, 13, 13);
      }
    }
  }

  private static void dot(Graphics2D g, float x, float y) {
    g.fill(new Ellipse2D.Float(x - 2.2f, y - 2.2f, 4.4f, 4.4f));
  }

  private static void chevron(Graphics2D g, float back, float tip) {
    Path2D.Float path = new Path2D.Float();
    path.moveTo(back, 3.5f);
    path.lineTo(tip, 8);
    path.lineTo(back, 12.5f);
    g.draw(path);
  }
}
