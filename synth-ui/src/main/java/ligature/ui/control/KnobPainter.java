package ligature.ui.control;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
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
  private static final float TRACK = 3.4f;

  private KnobPainter() {}

  static void paint(Graphics2D g, Knob knob, float value, boolean editing) {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    int width = knob.getWidth();
    int height = knob.getHeight();
    KnobLayout layout = knob.knobLayout();
    g.setFont(Palette.font("small.font"));
    boolean centred = layout != KnobLayout.WIDE;
    String titles = knob.isFaint() ? "Ligature.faint" : "Ligature.muted";
    String figures = knob.isFaint() ? "Ligature.faint" : "Button.foreground";
    text(g, knob.value().title(), layout.title(width, height), centred, titles);
    if (!editing) {
      text(g, knob.value().text(value), layout.figures(width, height), centred, figures);
    }
    Rectangle dial = layout.dial(width, height);
    double position = knob.value().position(value);
    if (layout == KnobLayout.BAR) {
      bar(g, knob, position, dial);
    } else {
      dial(g, knob, position, dial.x, dial.y, dial.width);
    }
    if (knob.isFocusOwner()) {
      g.setColor(Palette.color("MorphPad.focusColor"));
      g.setStroke(new BasicStroke(UIScale.scale(1.2f)));
      int arc = UIScale.scale(8);
      g.drawRoundRect(0, 0, width - 1, height - 1, arc, arc);
    }
  }

  private static void text(Graphics2D g, String text, Rectangle at, boolean centred, String color) {
    int room = at.width - UIScale.scale(4);
    if (room <= 0) {
      return;
    }
    FontMetrics metrics = g.getFontMetrics();
    String shown = text;
    while (metrics.stringWidth(shown) > room && shown.length() > 2) {
      shown = shown.substring(0, shown.length() - 2).strip() + "\u2026";
    }
    g.setColor(UIManager.getColor(color));
    g.drawString(
        shown,
        at.x + (centred ? (at.width - metrics.stringWidth(shown)) / 2f : UIScale.scale(2)),
        at.y + (at.height + metrics.getAscent() - metrics.getDescent()) / 2f);
  }

  /** From where the value is 0 to where it is now. */
  private static void bar(Graphics2D g, Knob knob, double position, Rectangle at) {
    double inset = UIScale.scale(8f);
    double left = at.x + inset;
    double width = at.width - 2 * inset;
    double y = at.getCenterY();
    KnobValue value = knob.value();
    boolean bothWays = value.min() < 0 && value.max() > 0;
    double from = bothWays ? value.position(0) : 0;
    g.setStroke(
        new BasicStroke(UIScale.scale(TRACK), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.setColor(Palette.color("Slider.trackColor"));
    g.draw(new Line2D.Double(left, y, left + width, y));
    g.setColor(Palette.color(knob.isEnabled() ? "Slider.trackValueColor" : "Ligature.faint"));
    g.draw(new Line2D.Double(left + from * width, y, left + position * width, y));
    double thumb = UIScale.scale(9f);
    g.setColor(Palette.color("Slider.thumbColor"));
    g.fill(new Ellipse2D.Double(left + position * width - thumb / 2, y - thumb / 2, thumb, thumb));
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
    g.setColor(knob.isEnabled() && !knob.isFaint() ? color : Palette.color("Ligature.faint"));
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
