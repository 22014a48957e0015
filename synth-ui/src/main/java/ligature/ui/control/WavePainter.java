package ligature.ui.control;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.RoundRectangle2D;
import ligature.ui.theme.Palette;

/** Paints a recording, the part of it that is used, and where it is heard. */
final class WavePainter {

  private static final double ARC = 10;
  private static final double GRIP_WIDTH = 7;
  private static final double GRIP_HEIGHT = 26;

  private float[] samples;
  private double place = Double.NaN;
  private float[] peaks = new float[0];
  private float loudest;

  void setSamples(float[] next) {
    if (next != samples) {
      samples = next;
      peaks = new float[0];
    }
  }

  /** Returns whether that is another place. */
  boolean setPlace(double seconds) {
    boolean other = Double.compare(seconds, place) != 0;
    place = seconds;
    return other;
  }

  /** The largest magnitude of each of so many columns. */
  private void measure(int columns) {
    peaks = new float[columns];
    loudest = 1e-6f;
    for (int i = 0; i < samples.length; i++) {
      int column = (int) ((long) i * columns / samples.length);
      peaks[column] = Math.max(peaks[column], Math.abs(samples[i]));
      loudest = Math.max(loudest, peaks[column]);
    }
  }

  /**
   * Paints it.
   *
   * @param edge what is left free at both sides, for the grips
   * @param trim the part; null for nothing to show
   * @param focused whether keys move a handle
   * @param atEnd which of both
   */
  void paint(
      Graphics2D g,
      int width,
      int height,
      int edge,
      TrimValue trim,
      boolean focused,
      boolean atEnd) {
    double arc = UIScale.scale((float) ARC);
    g.setColor(Palette.color("MorphPad.base"));
    g.fill(new RoundRectangle2D.Double(0, 0, width, height, arc, arc));
    if (trim != null && samples != null) {
      paintWave(g, width, height, edge, trim);
      Color accent = Palette.color("MorphPad.focusColor");
      paintHandle(g, edge, width, height, trim, false, focused && !atEnd, accent);
      paintHandle(g, edge, width, height, trim, true, focused && atEnd, accent);
    }
    g.setColor(Palette.color(focused ? "MorphPad.focusColor" : "MorphPad.outline"));
    g.draw(new RoundRectangle2D.Double(0.5, 0.5, width - 1, height - 1, arc, arc));
  }

  private void paintWave(Graphics2D g, int width, int height, int edge, TrimValue trim) {
    int columns = Math.max(1, width - 2 * edge);
    if (peaks.length != columns) {
      measure(columns);
    }
    Color inside = Palette.color("MorphPad.focusColor");
    Color outside = Palette.withAlpha(Palette.color("Ligature.muted"), 0.4);
    double first = trim.start() / trim.seconds() * columns;
    double last = trim.end() / trim.seconds() * columns;
    g.setColor(Palette.withAlpha(inside, 0.12));
    g.fill(new java.awt.geom.Rectangle2D.Double(edge + first, 1, last - first, height - 2));
    double half = 0.42 * height;
    for (int x = 0; x < columns; x++) {
      double y = Math.max(0.5, half * peaks[x] / loudest);
      g.setColor(x >= first && x < last ? inside : outside);
      g.draw(new Line2D.Double(edge + x + 0.5, height / 2.0 - y, edge + x + 0.5, height / 2.0 + y));
    }
    if (!Double.isNaN(place)) {
      double x = edge + Math.min(1, place / trim.seconds()) * columns;
      g.setColor(Palette.color("Ligature.favourite"));
      g.setStroke(new BasicStroke(UIScale.scale(1.5f)));
      g.draw(new Line2D.Double(x, 2, x, height - 2));
    }
  }

  private static void paintHandle(
      Graphics2D g,
      int edge,
      int width,
      int height,
      TrimValue trim,
      boolean end,
      boolean chosen,
      Color accent) {
    double x =
        edge + (end ? trim.end() : trim.start()) / trim.seconds() * Math.max(1, width - 2 * edge);
    double gripWidth = UIScale.scale((float) GRIP_WIDTH);
    double gripHeight = Math.min(height - 8, UIScale.scale((float) GRIP_HEIGHT));
    g.setStroke(new BasicStroke(UIScale.scale(1.5f)));
    g.setColor(accent);
    g.draw(new Line2D.Double(x, 2, x, height - 2));
    RoundRectangle2D grip =
        new RoundRectangle2D.Double(
            x - gripWidth / 2,
            (height - gripHeight) / 2.0,
            gripWidth,
            gripHeight,
            gripWidth,
            gripWidth);
    g.setColor(chosen ? accent : Palette.color("Ligature.panel"));
    g.fill(grip);
    g.setColor(accent);
    g.draw(grip);
    g.setStroke(new BasicStroke(1));
  }
}
