package ligature.ui.control;

import static ligature.ui.theme.Palette.color;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import ligature.ui.theme.Palette;

/** Level against frequency, both as the ear measures them: octaves and dB. */
final class SpectrumPainter implements SoundPainter {

  private static final double LOWEST_HZ = 40;
  private static final double HIGHEST_HZ = 20_000;
  private static final double BOTTOM_DB = -90;
  private static final int[] MARKS_HZ = {100, 1000, 10_000};
  private static final String[] MARKS = {"100", "1k", "10k"};
  private static final int STEPS = 240;
  private static final float FALL_DB = 1.2f;

  private final Spectrum spectrum = new Spectrum();
  private final float[] frames = new float[Spectrum.FRAMES];
  private final float[] shownDb = new float[STEPS + 1];

  private boolean sounded = true;

  SpectrumPainter() {
    java.util.Arrays.fill(shownDb, Spectrum.FLOOR_DB);
  }

  @Override
  public String title() {
    return "Spectrum";
  }

  private static double hz(double along) {
    return LOWEST_HZ * Math.pow(HIGHEST_HZ / LOWEST_HZ, along);
  }

  private static double along(double hz) {
    return Math.log(hz / LOWEST_HZ) / Math.log(HIGHEST_HZ / LOWEST_HZ);
  }

  @Override
  public boolean take(SoundFeed feed) {
    feed.latestFrames(frames);
    float[] levels = spectrum.of(frames);
    boolean sounds = false;
    for (int i = 0; i <= STEPS; i++) {
      double from = hz(i / (double) STEPS);
      double to = hz((i + 1) / (double) STEPS);
      shownDb[i] =
          Math.max(Spectrum.levelDb(levels, from, to, feed.sampleRateHz()), shownDb[i] - FALL_DB);
      sounds |= shownDb[i] > BOTTOM_DB;
    }
    boolean alive = sounds || sounded;
    sounded = sounds;
    return alive;
  }

  /** The highest level that is shown, and where: for tests and for people who cannot see it. */
  double loudestHz() {
    int loudest = 0;
    for (int i = 0; i <= STEPS; i++) {
      loudest = shownDb[i] > shownDb[loudest] ? i : loudest;
    }
    return hz(loudest / (double) STEPS);
  }

  @Override
  public void paint(Graphics2D g, float width, float height, Color light) {
    g.setStroke(new BasicStroke(UIScale.scale(1f)));
    g.setFont(Palette.font("mini.font"));
    for (int i = 0; i < MARKS.length; i++) {
      float x = (float) (along(MARKS_HZ[i]) * width);
      g.setColor(color("Ligature.line"));
      g.draw(new Line2D.Float(x, 0, x, height));
      g.setColor(color("Ligature.faint"));
      g.drawString(MARKS[i], x + UIScale.scale(2f), height - UIScale.scale(2f));
    }
    Path2D.Float line = new Path2D.Float();
    for (int i = 0; i <= STEPS; i++) {
      float x = width * i / STEPS;
      float y = (float) (height * Math.min(1.02, shownDb[i] / BOTTOM_DB));
      if (i == 0) {
        line.moveTo(x, y);
      } else {
        line.lineTo(x, y);
      }
    }
    Path2D.Float area = new Path2D.Float(line);
    area.lineTo(width, height * 1.02f);
    area.lineTo(0, height * 1.02f);
    area.closePath();
    g.setPaint(
        new GradientPaint(
            0, 0, Palette.withAlpha(light, 0.5), 0, height, Palette.withAlpha(light, 0.05)));
    g.fill(area);
    g.setStroke(
        new BasicStroke(UIScale.scale(1.3f), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.setColor(light);
    g.draw(line);
  }
}
