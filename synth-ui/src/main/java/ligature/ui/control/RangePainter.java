package ligature.ui.control;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.BitSet;
import ligature.ui.theme.Palette;

/** Draws a strip of ranges. Threads: {@code [ui-thread]}. */
final class RangePainter {

  private static final float ARC = 6;

  private final RangeStrip strip;
  private final RangeStrip.Ranges ranges;

  RangePainter(RangeStrip strip, RangeStrip.Ranges ranges) {
    this.strip = strip;
    this.ranges = ranges;
  }

  void paintBar(Graphics2D g, int index) {
    boolean chosen = index == ranges.chosen();
    Rectangle2D bar = strip.bar(index);
    double arc = UIScale.scale(ARC);
    g.setColor(Palette.color("CornerChip.background"));
    g.fill(new RoundRectangle2D.Double(0, bar.getY(), strip.getWidth(), bar.getHeight(), arc, arc));
    Color color = ranges.color(index);
    g.setColor(Palette.withAlpha(color, chosen ? 0.9 : 0.35));
    g.fill(
        new RoundRectangle2D.Double(
            bar.getX(), bar.getY(), bar.getWidth(), bar.getHeight(), arc, arc));
    String text = "Part " + (index + 1);
    g.setFont(Palette.font("small.font"));
    FontMetrics metrics = g.getFontMetrics();
    if (metrics.stringWidth(text) + UIScale.scale(12) < bar.getWidth()) {
      g.setColor(chosen ? Palette.textOn(color) : Palette.color("Button.foreground"));
      float base =
          (float) (bar.getY() + (bar.getHeight() + metrics.getAscent() - metrics.getDescent()) / 2);
      g.drawString(text, (float) bar.getX() + UIScale.scale(7f), base);
    }
  }

  void paintKeys(Graphics2D g, KeyLayout layout) {
    g.setColor(Palette.color("Keyboard.gap"));
    g.fillRect(0, 0, strip.getWidth(), strip.below());
    Color accent = ranges.color(ranges.chosen());
    BitSet marked = ranges.marked();
    for (int pass = 0; pass < 2; pass++) {
      for (int key = 0; key <= RangeStrip.MOST; key++) {
        if (KeyLayout.isBlack(key) != (pass == 1)) {
          continue;
        }
        Rectangle2D.Double at = layout.bounds(key);
        Color plain = Palette.color(pass == 1 ? "Keyboard.black" : "Keyboard.white");
        boolean played =
            key >= ranges.low(ranges.chosen())
                && key <= ranges.high(ranges.chosen())
                && (marked.isEmpty() || marked.get(key));
        g.setColor(
            marked.get(key) && played
                ? Palette.between(accent, Palette.color("Ligature.ink"), pass == 1 ? 0.4 : 0)
                : played ? plain : Palette.withAlpha(plain, pass == 1 ? 0.8 : 0.35));
        g.fill(new Rectangle2D.Double(at.x, 0, Math.max(1, at.width - 1), at.height));
      }
    }
  }

  void paintVelocities(Graphics2D g) {
    g.setFont(Palette.font("small.font"));
    FontMetrics metrics = g.getFontMetrics();
    for (int value = 0; value <= RangeStrip.MOST + 1; value += 16) {
      double x = value * strip.getWidth() / (RangeStrip.MOST + 1.0);
      double dot = UIScale.scale(3f);
      g.setColor(Palette.color("Ligature.faint"));
      g.fill(
          new Ellipse2D.Double(Math.min(strip.getWidth() - dot, x), UIScale.scale(2f), dot, dot));
      if (value % 32 == 0) {
        String text = Integer.toString(Math.min(RangeStrip.MOST, value));
        double at = Math.max(0, Math.min(strip.getWidth() - metrics.stringWidth(text), x - 6));
        g.setColor(Palette.color("Ligature.muted"));
        g.drawString(text, (float) at, UIScale.scale(5f) + metrics.getAscent());
      }
    }
  }

  /** Frames what the keys move. */
  void paintChosen(Graphics2D g, Rectangle2D part) {
    double line = UIScale.scale(2f);
    double arc = UIScale.scale(ARC);
    g.setStroke(new BasicStroke((float) line));
    g.setColor(Palette.color("MorphPad.focusColor"));
    g.draw(
        new RoundRectangle2D.Double(
            part.getX() + line / 2,
            part.getY() + line / 2,
            part.getWidth() - line,
            part.getHeight() - line,
            arc,
            arc));
  }
}
