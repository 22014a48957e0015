package ligature.ui.control;

import static ligature.ui.theme.Palette.color;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import ligature.ui.theme.Palette;

/** The wave of the last moments, standing still: it begins where the wave does. */
final class ScopePainter implements SoundPainter {

  private static final double SHOWN_SECONDS = 0.02;
  private static final int FRAMES = 6144;

  /** The longest period that stands still, in frames: 25 Hz at 48 kHz. */
  private static final int SEARCHED = 1920;

  private static final float QUIETEST = 0.02f;
  private static final float FALL = 0.96f;

  private final float[] frames = new float[FRAMES];
  private double start;
  private int shown = 960;
  private float peak = QUIETEST;
  private boolean sounded = true;

  @Override
  public String title() {
    return "Scope";
  }

  @Override
  public boolean take(SoundFeed feed) {
    feed.latestFrames(frames);
    shown = (int) Math.min(FRAMES - SEARCHED - 2, SHOWN_SECONDS * feed.sampleRateHz());
    int last = FRAMES - shown - 1;
    start = Trigger.find(frames, last - SEARCHED, last);
    float now = 0;
    for (int i = (int) start; i < start + shown; i++) {
      now = Math.max(now, Math.abs(frames[i]));
    }
    peak = Math.max(Math.max(now, QUIETEST), peak * FALL);
    boolean alive = now > 0 || sounded;
    sounded = now > 0;
    return alive;
  }

  @Override
  public void paint(Graphics2D g, float width, float height, Color light) {
    float middle = height / 2;
    g.setColor(color("Ligature.line"));
    g.setStroke(new BasicStroke(UIScale.scale(1f)));
    g.draw(new Line2D.Float(0, middle, width, middle));
    Path2D.Float wave = new Path2D.Float();
    int points = Math.max(2, (int) Math.min(width * 2, shown));
    for (int i = 0; i < points; i++) {
      double along = i / (points - 1.0);
      double at = start + along * shown;
      int frame = (int) Math.min(FRAMES - 2, at);
      double t = at - frame;
      double value = frames[frame] * (1 - t) + frames[frame + 1] * t;
      float x = (float) (along * width);
      float y = (float) (middle - value / peak * middle * 0.86);
      if (i == 0) {
        wave.moveTo(x, y);
      } else {
        wave.lineTo(x, y);
      }
    }
    g.setStroke(
        new BasicStroke(UIScale.scale(3.5f), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.setColor(Palette.withAlpha(light, 0.22));
    g.draw(wave);
    g.setStroke(
        new BasicStroke(UIScale.scale(1.4f), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.setColor(light);
    g.draw(wave);
  }
}
