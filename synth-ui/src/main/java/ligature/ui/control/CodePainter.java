package ligature.ui.control;

import static ligature.ui.theme.Palette.color;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import ligature.ui.theme.Palette;

/**
 * The numbers that the network is told, a row each, over the last seconds: the blended code of the
 * note that began last. Below, where all notes are in their timbres: that one with a line and a
 * large dot, the others with small ones.
 */
final class CodePainter implements SoundPainter {

  private static final int COLUMNS = 190;
  private static final int MOST_NOTES = 64;
  private static final int SHADES = 64;
  private static final float SOFTEST = 0.5f;

  private final float[][] columns; // [column][row], the newest last
  private final boolean[] begins = new boolean[COLUMNS];
  private final boolean[] sounds = new boolean[COLUMNS];
  private final int rows;
  private final float[] code;
  private final BufferedImage image;
  private final int[] shades = new int[2 * SHADES + 1];
  private long taken = -1;
  private long note = -1;
  private float position;
  private final float[] all = new float[MOST_NOTES];
  private int notes;
  private int silentColumns;
  private float loudest = SOFTEST;

  CodePainter(int rows) {
    this.rows = rows;
    columns = new float[COLUMNS][rows];
    code = new float[rows + 1];
    image = new BufferedImage(COLUMNS, rows, BufferedImage.TYPE_INT_RGB);
  }

  @Override
  public String title() {
    return "Code";
  }

  @Override
  public boolean take(SoundFeed feed) {
    long written = feed.codesWritten();
    if (taken < 0 || taken > written || written - taken > COLUMNS) {
      taken = Math.max(0, written - COLUMNS);
    }
    notes = feed.positions(all);
    boolean alive = false;
    for (; taken < written; taken++) {
      long now = feed.code(taken, code);
      if (now != Long.MIN_VALUE) {
        append(now);
        silentColumns = now >= 0 ? 0 : silentColumns + 1;
        alive |= silentColumns <= COLUMNS;
      }
    }
    return alive;
  }

  private void append(long now) {
    float[] oldest = columns[0];
    System.arraycopy(columns, 1, columns, 0, COLUMNS - 1);
    System.arraycopy(begins, 1, begins, 0, COLUMNS - 1);
    System.arraycopy(sounds, 1, sounds, 0, COLUMNS - 1);
    columns[COLUMNS - 1] = oldest;
    System.arraycopy(code, 0, oldest, 0, rows);
    sounds[COLUMNS - 1] = now >= 0;
    begins[COLUMNS - 1] = now >= 0 && now != note;
    note = now;
    position = now >= 0 ? code[rows] : 0;
    float most = SOFTEST;
    for (float value : oldest) {
      most = Math.max(most, Math.abs(value));
    }
    loudest = Math.max(most, loudest * 0.998f);
  }

  /** A number of the newest code. */
  float newest(int row) {
    return columns[COLUMNS - 1][row];
  }

  /** The note that is shown, negative if none sounds. */
  long note() {
    return note;
  }

  /** Where the note is in its timbre, in [0, 1]. */
  float position() {
    return position;
  }

  /** Where each note that sounds is in its timbre, in [0, 1]. */
  float[] positions() {
    return Arrays.copyOf(all, notes);
  }

  @Override
  public void paint(Graphics2D g, float width, float height, Color light) {
    float foot = UIScale.scale(7f);
    fillShades();
    for (int x = 0; x < COLUMNS; x++) {
      for (int row = 0; row < rows; row++) {
        int shade = Math.round(columns[x][row] / loudest * SHADES);
        image.setRGB(
            x, row, shades[SHADES + (sounds[x] ? Math.max(-SHADES, Math.min(SHADES, shade)) : 0)]);
      }
    }
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    g.drawImage(image, 0, 0, (int) width, (int) (height - foot), null);
    g.setColor(Palette.withAlpha(color("MorphPad.puck"), 0.7));
    for (int x = 0; x < COLUMNS; x++) {
      if (begins[x]) {
        g.fill(new Rectangle2D.Float(width * x / COLUMNS, 0, UIScale.scale(1f), height - foot));
      }
    }
    g.setColor(color("Ligature.line"));
    float line = UIScale.scale(2f);
    g.fill(new Rectangle2D.Float(0, height - foot / 2 - line / 2, width, line));
    if (note >= 0) {
      g.setColor(color("MorphPad.puck"));
      for (int i = 0; i < notes; i++) {
        paintDot(g, width, height - foot / 2, all[i], UIScale.scale(4f));
      }
      g.setColor(light);
      g.fill(new Rectangle2D.Float(0, height - foot / 2 - line / 2, width * position, line));
      paintDot(g, width, height - foot / 2, position, foot - UIScale.scale(1f));
    }
  }

  private static void paintDot(Graphics2D g, float width, float y, float position, float size) {
    g.fill(new Ellipse2D.Float(Math.min(width - size, width * position), y - size / 2, size, size));
  }

  private void fillShades() {
    Color still = color("MorphPad.base");
    Color above = color("Ligature.codeAbove");
    Color below = color("Ligature.codeBelow");
    for (int i = 0; i <= SHADES; i++) {
      double amount = Math.pow(i / (double) SHADES, 0.8);
      shades[SHADES + i] = Palette.between(still, above, amount).getRGB();
      shades[SHADES - i] = Palette.between(still, below, amount).getRGB();
    }
  }
}
