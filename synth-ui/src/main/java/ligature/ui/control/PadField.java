package ligature.ui.control;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Random;
import javax.swing.UIManager;

/**
 * The pad's ground: a blend of the corners' colours, with their letters, names and weights.
 * [ui-thread]
 */
final class PadField {

  /**
   * The blend is smooth: a small image, enlarged, looks the same as a large one and is painted in
   * no time.
   */
  private static final int CELLS = 192;

  /** Noise of a step of 8 bits, or dark blends show bands. */
  private static final float DITHER = 2.5f;

  private static final String[] LETTERS = {"A", "B", "C", "D"};
  private static final int MARGIN = 18;

  private Color[] colors = {Color.GRAY, Color.GRAY};
  private String[] names = {"", ""};
  private BufferedImage image;
  private Object[] paintedFor = {};

  void setCorners(Color[] newColors, String[] newNames) {
    colors = newColors.clone();
    names = newNames.clone();
    image = null;
  }

  /** The weights of the corners at a point, in their order. */
  private float[] weights(float x, float y) {
    return colors.length == 2
        ? new float[] {1 - x, x}
        : new float[] {(1 - x) * (1 - y), x * (1 - y), (1 - x) * y, x * y};
  }

  /** The colour of the sound at a point. */
  Color colorAt(float x, float y) {
    float[] weights = weights(x, y);
    float r = 0;
    float g = 0;
    float b = 0;
    for (int i = 0; i < weights.length; i++) {
      r += weights[i] * colors[i].getRed();
      g += weights[i] * colors[i].getGreen();
      b += weights[i] * colors[i].getBlue();
    }
    return new Color((int) r, (int) g, (int) b);
  }

  void paint(Graphics2D g, int width, int height, Font font, float x, float y) {
    Color shade = UIManager.getColor("Pad.shade");
    Object[] key = {shade, UIManager.get("Pad.depth")};
    if (image == null || !Arrays.equals(key, paintedFor)) {
      image = field(shade);
      paintedFor = key;
    }
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.drawImage(image, 0, 0, width, height, null);
    float[] weights = weights(x, y);
    for (int i = 0; i < weights.length; i++) {
      paintCorner(g, i, weights[i], width, height, font);
    }
  }

  /** Bright at the corners, deep in the middle, so that the puck glows. */
  private BufferedImage field(Color shade) {
    float depth = Float.parseFloat(String.valueOf(UIManager.get("Pad.depth")));
    Random random = new Random(1);
    BufferedImage made = new BufferedImage(CELLS, CELLS, BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < CELLS; row++) {
      for (int column = 0; column < CELLS; column++) {
        float x = column / (CELLS - 1f);
        float y = row / (CELLS - 1f);
        Color color = colorAt(x, y);
        float fromMiddle =
            colors.length == 2
                ? Math.abs(2 * x - 1)
                : Math.min(1, (float) Math.hypot(2 * x - 1, 2 * y - 1) / 1.414f);
        float dark = Math.min(0.93f, depth * (1.25f - 0.75f * fromMiddle * fromMiddle));
        float grain = (random.nextFloat() - 0.5f) * DITHER / 255;
        made.setRGB(column, row, mix(color, shade, dark + grain).getRGB());
      }
    }
    return made;
  }

  private static Color mix(Color a, Color b, float part) {
    return new Color(
        channel(a.getRed(), b.getRed(), part),
        channel(a.getGreen(), b.getGreen(), part),
        channel(a.getBlue(), b.getBlue(), part));
  }

  private static int channel(int a, int b, float part) {
    return Math.max(0, Math.min(255, Math.round(a + part * (b - a))));
  }

  private void paintCorner(
      Graphics2D g, int corner, float weight, int width, int height, Font font) {
    boolean right = corner % 2 == 1;
    boolean bottom = corner >= 2;
    Color ink = UIManager.getColor("Pad.ink");
    Font letter = font.deriveFont(Font.BOLD, font.getSize2D() * 1.9f);
    Font small = font.deriveFont(font.getSize2D() * 1.0f);
    FontMetrics big = g.getFontMetrics(letter);
    FontMetrics fine = g.getFontMetrics(small);
    String text = names[corner] + "  " + Math.round(weight * 100) + " %";
    int block = big.getAscent() + fine.getHeight();
    int top = bottom ? height - MARGIN - block : MARGIN;
    g.setColor(MorphPad.alpha(ink, 90 + (int) (165 * weight)));
    g.setFont(letter);
    g.drawString(
        LETTERS[corner],
        right ? width - MARGIN - big.stringWidth(LETTERS[corner]) : MARGIN,
        top + big.getAscent() - big.getDescent() / 2);
    g.setFont(small);
    g.drawString(text, right ? width - MARGIN - fine.stringWidth(text) : MARGIN, top + block);
  }
}
