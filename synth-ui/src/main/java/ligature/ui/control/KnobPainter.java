package ligature.ui.control;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import javax.swing.UIManager;
import ligature.ui.theme.Palette;

/** Draws a knob: its name, an arc for its value, its figures. Threads: {@code [ui-thread]}. */
final class KnobPainter {

  /** The arc is open below, by a quarter. */
  private static final double START = 225;

  private static final double SWEEP = 270;
  private static final float DIAL = 34;
  private static final float TRACK = 3.4f;

  private KnobPainter() {}

  /** How tall the line of the name and that of the figures is. */
  static int line() {
    return UIScale.scale(15);
  }

  static void paint(Graphics2D g, Knob knob, float value, boolean editing) {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    int width = knob.getWidth();
    int height = knob.getHeight();
    g.setFont(Palette.font("small.font"));
    text(g, knob.value().title(), width, 0, "Ligature.muted");
    if (!editing) {
      text(g, knob.value().text(value), width, height - line(), "Button.foreground");
    }
    double dial = Math.min(UIScale.scale(DIAL), height - 2.0 * line());
    double x = (width - dial) / 2;
    double y = line() + (height - 2 * line() - dial) / 2 + UIScale.scale(1);
    dial(g, knob, knob.value().position(value), x, y, dial);
    if (knob.isFocusOwner()) {
      g.setColor(Palette.color("MorphPad.focusColor"));
      g.setStroke(new BasicStroke(UIScale.scale(1.2f)));
      int arc = UIScale.scale(8);
      g.drawRoundRect(0, 0, width - 1, height - 1, arc, arc);
    }
  }

  private static void text(Graphics2D g, String text, int width, int top, String color) {
    FontMetrics metrics = g.getFontMetrics();
    String shown = text;
    int room = width - UIScale.scale(4);
    while (metrics.stringWidth(shown) > room && shown.length() > 2) {
      shown = shown.substring(0, shown.length() - 2).strip() + "\u2026";
    }
    g.setColor(UIManager.getColor(color));
    g.drawString(
        shown,
        (width - metrics.stringWidth(shown)) / 2f,
        top + (line() + metrics.getAscent() - metrics.getDescent()) / 2f);
  }

  private static void dial(
      Graphics2D g, Knob knob, double position, double x, double y, double size) {
    float stroke = UIScale.scale(TRACK);
    double inset = stroke / 2;
    double side = size - stroke;
    g.setStroke(new BasicStroke(stroke, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.setColor(Palette.color("Slider.trackColor"));
    g.draw(new Arc2D.Double(x + inset, y + inset, side, side, START, -SWEEP, Arc2D.OPEN));
    KnobValue value = knob.value();
    boolean bothWays = value.min() < 0 && value.max() > 0;
    double from = bothWays ? value.position(0) : 0;
    Color color = Palette.color("Slider.trackValueColor");
    g.setColor(knob.isEnabled() ? color : Palette.color("Ligature.faint"));
    if (value.choices().isEmpty() && Math.abs(position - from) > 1e-4) {
      g.draw(
          new Arc2D.Double(
              x + inset,
              y + inset,
              side,
              side,
              START - SWEEP * from,
              -SWEEP * (position - from),
              Arc2D.OPEN));
    }
    for (int i = 0; i < value.choices().size(); i++) {
      double at = value.choices().size() < 2 ? 0 : i / (value.choices().size() - 1.0);
      boolean chosen = Math.abs(at - position) < 1e-3;
      spot(g, x + size / 2, y + size / 2, side / 2, at, stroke * (chosen ? 0.75 : 0.35));
    }
    double body = size * 0.62;
    g.setColor(Palette.color("Button.background"));
    g.fill(new Ellipse2D.Double(x + (size - body) / 2, y + (size - body) / 2, body, body));
    double angle = Math.toRadians(START - SWEEP * position);
    double cx = x + size / 2;
    double cy = y + size / 2;
    g.setStroke(
        new BasicStroke(UIScale.scale(2.2f), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.setColor(Palette.color("Slider.thumbColor"));
    g.draw(
        new Line2D.Double(
            cx + Math.cos(angle) * body * 0.18,
            cy - Math.sin(angle) * body * 0.18,
            cx + Math.cos(angle) * body * 0.42,
            cy - Math.sin(angle) * body * 0.42));
  }

  private static void spot(
      Graphics2D g, double cx, double cy, double radius, double position, double size) {
    double angle = Math.toRadians(START - SWEEP * position);
    g.fill(
        new Ellipse2D.Double(
            cx + Math.cos(angle) * radius - size,
            cy - Math.sin(angle) * radius - size,
            2 * size,
            2 * size));
  }
}
