package ligature.ui.control;

import static ligature.ui.theme.Palette.color;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import javax.swing.JPanel;
import ligature.ui.theme.Palette;
import ligature.units.Decibels;

/**
 * A stereo peak meter in dB below full scale: the highest peak stays for a while, a lamp lights
 * when the limiter works and turns red when full scale is reached; a click puts it out. Threads:
 * {@code [ui-thread]}.
 */
public final class LevelMeter extends JPanel {

  /** The lowest level that shows. */
  static final double FLOOR_DB = -60;

  private static final int[] MARKS_DB = {0, -6, -12, -24, -36, -48, -60};
  private static final double FALL_DB_PER_SECOND = 26;
  private static final double HOLD_SECONDS = 1.6;
  private static final double LAMP_SECONDS = 1.0;
  private static final double LIMITING_DB = -0.1;
  private static final double HIGH_DB = -6;
  private static final double MIDDLE_DB = -18;
  private static final float TOP = 26;
  private static final float BOTTOM = 8;
  private static final float BAR = 8;
  private static final float BAR_GAP = 3;

  private final double[] shownDb = {FLOOR_DB, FLOOR_DB};
  private final double[] heldDb = {FLOOR_DB, FLOOR_DB};
  private final double[] heldSince = new double[2];
  private double lastSeconds;
  private double limitedAt = Double.NEGATIVE_INFINITY;
  private boolean limiting;
  private boolean clipped;

  public LevelMeter() {
    setOpaque(false);
    setName("meter");
    getAccessibleContext().setAccessibleName("Output level");
    setToolTipText(
        "Peak level in dB. LIM: the limiter works; red: full scale was reached (click, or enter, to"
            + " clear)");
    addMouseListener(
        new MouseAdapter() {
          @Override
          public void mousePressed(MouseEvent e) {
            clear();
          }
        });
    KeyActions.onKey(this, "ENTER", this::clear);
    addFocusListener(new RepaintOnFocus());
  }

  private void clear() {
    clipped = false;
    repaint();
  }

  /**
   * Takes the peaks since the last call.
   *
   * @param left amplitude, full scale 1
   * @param limiterDb how far the limiter holds the level down, 0 or less
   */
  public void tick(double seconds, float left, float right, float limiterDb) {
    double passed = Math.max(0, Math.min(0.2, seconds - lastSeconds));
    lastSeconds = seconds;
    boolean changed = follow(0, left, seconds, passed) | follow(1, right, seconds, passed);
    if (limiterDb < LIMITING_DB) {
      limitedAt = seconds;
    }
    boolean limits = seconds - limitedAt < LAMP_SECONDS;
    boolean clips = clipped || Math.max(left, right) >= 1;
    if (changed || limits != limiting || clips != clipped) {
      limiting = limits;
      clipped = clips;
      repaint();
    }
  }

  private boolean follow(int channel, float peak, double seconds, double passed) {
    double db = Math.max(FLOOR_DB, Decibels.fromFactor(peak));
    double shown = Math.max(db, Math.max(FLOOR_DB, shownDb[channel] - FALL_DB_PER_SECOND * passed));
    double held = heldDb[channel];
    if (db >= held) {
      held = db;
      heldSince[channel] = seconds;
    } else if (seconds - heldSince[channel] > HOLD_SECONDS) {
      held = Math.max(shown, held - FALL_DB_PER_SECOND * passed);
    }
    boolean changed = shown != shownDb[channel] || held != heldDb[channel];
    shownDb[channel] = shown;
    heldDb[channel] = held;
    return changed;
  }

  /** What a channel shows now, in dB: 0 is left, 1 is right. */
  public double shownDb(int channel) {
    return shownDb[channel];
  }

  /** The held peak of a channel, in dB. */
  public double heldDb(int channel) {
    return heldDb[channel];
  }

  /** Whether full scale was reached since it was cleared. */
  public boolean isClipped() {
    return clipped;
  }

  /** Whether the limiter lamp is lit. */
  public boolean isLimiting() {
    return limiting;
  }

  @Override
  public Dimension getPreferredSize() {
    return isPreferredSizeSet() ? super.getPreferredSize() : UIScale.scale(new Dimension(52, 180));
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D g = Painted.smooth(graphics);
    g.setFont(Palette.font("small.font"));
    paintLamp(g);
    float bar = UIScale.scale(BAR);
    float gap = UIScale.scale(BAR_GAP);
    float left = (getWidth() - UIScale.scale(52f)) / 2 + UIScale.scale(2f);
    for (int channel = 0; channel < 2; channel++) {
      paintBar(g, channel, left + channel * (bar + gap), bar);
    }
    FontMetrics metrics = g.getFontMetrics();
    float textLeft = left + 2 * (bar + gap) + UIScale.scale(5f);
    double lastY = -100;
    for (int db : MARKS_DB) {
      double y = yOf(db);
      if (y - lastY >= metrics.getAscent()) {
        lastY = y;
        g.setColor(color("Ligature.muted"));
        g.drawString(
            Integer.toString(db).replace('-', '\u2212'),
            textLeft,
            (float) y + metrics.getAscent() * 0.36f);
      }
    }
    g.dispose();
  }

  private void paintLamp(Graphics2D g) {
    FontMetrics metrics = g.getFontMetrics();
    String text = clipped ? "CLIP" : "LIM";
    float width = UIScale.scale(38f);
    float height = UIScale.scale(16f);
    float left = (getWidth() - width) / 2;
    Color lamp =
        clipped
            ? color("LevelMeter.high")
            : limiting ? color("LevelMeter.limiter") : color("LevelMeter.off");
    RoundRectangle2D round = new RoundRectangle2D.Float(left, 0, width, height, height, height);
    g.setColor(lamp);
    g.fill(round);
    if (isFocusOwner()) {
      g.setColor(color("MorphPad.focusColor"));
      g.draw(round);
    }
    g.setColor(clipped || limiting ? color("Keyboard.blackLow") : color("Ligature.faint"));
    g.drawString(
        text,
        left + (width - metrics.stringWidth(text)) / 2f,
        (height + metrics.getAscent() - metrics.getDescent()) / 2f);
  }

  private void paintBar(Graphics2D g, int channel, float x, float width) {
    double top = yOf(0);
    double bottom = yOf(FLOOR_DB);
    RoundRectangle2D.Double whole =
        new RoundRectangle2D.Double(
            x, top, width, bottom - top, UIScale.scale(4f), UIScale.scale(4f));
    g.setColor(color("LevelMeter.off"));
    g.fill(whole);
    Graphics2D lit = (Graphics2D) g.create();
    double y = yOf(shownDb[channel]);
    lit.clip(new Rectangle2D.Double(x, y, width, bottom - y));
    lit.setPaint(
        new LinearGradientPaint(
            0,
            (float) top,
            0,
            (float) bottom,
            new float[] {share(HIGH_DB) * 0.5f, share(HIGH_DB), share(MIDDLE_DB)},
            new Color[] {
              color("LevelMeter.high"), color("LevelMeter.middle"), color("LevelMeter.low")
            }));
    lit.fill(whole);
    lit.dispose();
    if (heldDb[channel] > FLOOR_DB) {
      g.setColor(color(heldDb[channel] >= HIGH_DB / 2 ? "LevelMeter.high" : "LevelMeter.hold"));
      g.fill(new Rectangle2D.Double(x, yOf(heldDb[channel]), width, UIScale.scale(1.5f)));
    }
  }

  /** How far below the top of the bars a level lies, in [0, 1]. */
  private static float share(double db) {
    return (float) Math.max(0, Math.min(1, db / FLOOR_DB));
  }

  private double yOf(double db) {
    double top = UIScale.scale(TOP);
    return top + share(db) * (getHeight() - top - UIScale.scale(BOTTOM));
  }
}
