package ligature.ui.control;

import com.formdev.flatlaf.icons.FlatAbstractIcon;
import java.awt.BasicStroke;
import java.awt.Component;
import java.awt.Graphics2D;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import javax.swing.Icon;
import ligature.ui.theme.Palette;

/** The signs on buttons, drawn in the button's own text colour on a square of 16. */
public enum Glyph {
  PREVIOUS,
  NEXT,
  DOWN,
  PANIC,
  MENU,
  TWO_CORNERS,
  FOUR_CORNERS,
  FREE_POINTS,
  UNDO,
  REDO,
  SAVE,
  STAR,
  STAR_OUTLINE,
  RECORD,
  LOOP,
  EDIT_PATH,
  CLEAR,
  MICROPHONE,
  SETTINGS;

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
      case DOWN -> {
        Path2D.Float path = new Path2D.Float();
        path.moveTo(4, 6);
        path.lineTo(8, 10);
        path.lineTo(12, 6);
        g.draw(path);
      }
      case PANIC -> {
        g.draw(new Ellipse2D.Float(2, 2, 12, 12));
        g.fill(new RoundRectangle2D.Float(5.5f, 5.5f, 5, 5, 1.5f, 1.5f));
      }
      case MENU -> {
        for (int y = 4; y <= 12; y += 4) {
          g.draw(new Line2D.Float(3, y, 13, y));
        }
      }
      case UNDO -> turn(g, 1);
      case REDO -> turn(g, -1);
      case SAVE -> {
        g.draw(new Line2D.Float(8, 2.5f, 8, 9.5f));
        Path2D.Float tip = new Path2D.Float();
        tip.moveTo(4.8f, 6.6f);
        tip.lineTo(8, 9.8f);
        tip.lineTo(11.2f, 6.6f);
        g.draw(tip);
        Path2D.Float tray = new Path2D.Float();
        tray.moveTo(2.5f, 10.5f);
        tray.lineTo(2.5f, 13.5f);
        tray.lineTo(13.5f, 13.5f);
        tray.lineTo(13.5f, 10.5f);
        g.draw(tray);
      }
      case STAR -> {
        g.fill(star());
        g.draw(star());
      }
      case STAR_OUTLINE -> {
        g.setStroke(new BasicStroke(1.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(star());
      }
      case RECORD -> {
        g.setColor(Palette.color("LevelMeter.high"));
        g.fill(new Ellipse2D.Float(3, 3, 10, 10));
      }
      case LOOP -> {
        g.draw(new Arc2D.Float(2.5f, 2.5f, 11, 11, 70, 250, Arc2D.OPEN));
        Path2D.Float tip = new Path2D.Float();
        tip.moveTo(8.1f, 0.4f);
        tip.lineTo(10.6f, 2.9f);
        tip.lineTo(7.7f, 5f);
        g.draw(tip);
      }
      case FREE_POINTS -> {
        dot(g, 3.5f, 4.5f);
        dot(g, 11, 3);
        dot(g, 8, 8);
        dot(g, 4, 12.5f);
        dot(g, 13, 11.5f);
      }
      case EDIT_PATH -> {
        Path2D.Float line = new Path2D.Float();
        line.moveTo(3, 12);
        line.lineTo(6.5f, 4.5f);
        line.lineTo(13, 9);
        g.draw(line);
        dot(g, 3, 12);
        dot(g, 6.5f, 4.5f);
        dot(g, 13, 9);
      }
      case CLEAR -> {
        g.draw(new Line2D.Float(4, 4, 12, 12));
        g.draw(new Line2D.Float(12, 4, 4, 12));
      }
      case MICROPHONE -> {
        g.fill(new RoundRectangle2D.Float(5.8f, 1.5f, 4.4f, 8, 4.4f, 4.4f));
        g.draw(new Arc2D.Float(3.4f, 3.4f, 9.2f, 8.4f, 190, 160, Arc2D.OPEN));
        g.draw(new Line2D.Float(8, 11.8f, 8, 14));
        g.draw(new Line2D.Float(5.6f, 14, 10.4f, 14));
      }
      case SETTINGS -> {
        for (int i = 0; i < 3; i++) {
          float y = 3.5f + 4.5f * i;
          float knob = i == 1 ? 10.5f : 5.5f;
          g.draw(new Line2D.Float(2.5f, y, knob - 2.6f, y));
          g.draw(new Line2D.Float(knob + 2.6f, y, 13.5f, y));
          g.draw(new Ellipse2D.Float(knob - 1.7f, y - 1.7f, 3.4f, 3.4f));
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

  /** An arrow that turns back: to the left for 1, to the right for -1. */
  private static void turn(Graphics2D g, int side) {
    Graphics2D turned = (Graphics2D) g.create();
    if (side < 0) {
      turned.translate(SIZE, 0);
      turned.scale(-1, 1);
    }
    Path2D.Float path = new Path2D.Float();
    path.moveTo(6, 2.8f);
    path.lineTo(2.8f, 6);
    path.lineTo(6, 9.2f);
    path.moveTo(2.8f, 6);
    path.lineTo(9.3f, 6);
    path.curveTo(14.6f, 6, 14.6f, 13.2f, 9.3f, 13.2f);
    path.lineTo(6.5f, 13.2f);
    turned.draw(path);
    turned.dispose();
  }

  private static Path2D star() {
    Path2D.Float path = new Path2D.Float();
    for (int i = 0; i < 10; i++) {
      double angle = Math.PI * (i / 5.0 - 0.5);
      double radius = i % 2 == 0 ? 6.6 : 2.9;
      double x = 8 + radius * Math.cos(angle);
      double y = 8.4 + radius * Math.sin(angle);
      if (i == 0) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    path.closePath();
    return path;
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
