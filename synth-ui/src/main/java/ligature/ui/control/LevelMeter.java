package ligature.ui.control;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import javax.swing.JPanel;
import javax.swing.UIManager;

/** A stereo meter in dB with peak hold; its end lights up while the limiter works. [ui-thread] */
public final class LevelMeter extends JPanel {

  private static final long serialVersionUID = 1;
  private static final float LOWEST_DB = -60;
  private static final float FALL_DB = 0.6f;
  private static final int HOLD_FRAMES = 75;

  private final float[] shownDb = {LOWEST_DB, LOWEST_DB};
  private final float[] heldDb = {LOWEST_DB, LOWEST_DB};
  private final int[] holding = new int[2];
  private boolean limiting;

  public LevelMeter() {
    setName("meter");
    setOpaque(false);
    setPreferredSize(new Dimension(150, 18));
    setMinimumSize(new Dimension(60, 14));
    getAccessibleContext().setAccessibleName("Level meter");
  }

  /** Takes this frame's peaks, full scale 1, and by how much the limiter works, in dB. */
  public void set(float left, float right, float limiterDb) {
    limiting = limiterDb < -0.1f;
    take(0, left);
    take(1, right);
    repaint();
  }

  private void take(int channel, float peak) {
    float db = peak <= 0.001f ? LOWEST_DB : (float) (20 * Math.log10(peak));
    shownDb[channel] = Math.max(db, shownDb[channel] - FALL_DB);
    if (db >= heldDb[channel]) {
      heldDb[channel] = db;
      holding[channel] = HOLD_FRAMES;
    } else if (--holding[channel] < 0) {
      heldDb[channel] = Math.max(LOWEST_DB, heldDb[channel] - FALL_DB);
    }
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D g = (Graphics2D) graphics.create();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    int lamp = 8;
    int width = getWidth() - lamp - 4;
    float bar = (getHeight() - 2) / 2f;
    for (int c = 0; c < 2; c++) {
      float top = c * (bar + 2);
      g.setColor(UIManager.getColor("Meter.track"));
      g.fill(new RoundRectangle2D.Float(0, top, width, bar, 5, 5));
      g.setColor(color(shownDb[c]));
      g.fill(new RoundRectangle2D.Float(0, top, width * part(shownDb[c]), bar, 5, 5));
      if (heldDb[c] > LOWEST_DB) {
        g.setColor(color(heldDb[c]));
        g.fill(new RoundRectangle2D.Float(width * part(heldDb[c]) - 2, top, 2, bar, 1, 1));
      }
    }
    g.setColor(UIManager.getColor(limiting ? "Meter.over" : "Meter.track"));
    g.fill(new RoundRectangle2D.Float(width + 4, 0, lamp, getHeight(), 5, 5));
    g.dispose();
  }

  private static float part(float db) {
    return Math.max(0, Math.min(1, 1 - db / LOWEST_DB));
  }

  private static Color color(float db) {
    return UIManager.getColor(db > -3 ? "Meter.over" : db > -12 ? "Meter.high" : "Meter.low");
  }
}
