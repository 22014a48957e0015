package ligature.ui.control;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import javax.swing.UIManager;
import ligature.ui.theme.Palette;

/**
 * The still part of the pad: the blend of the timbres' colours at every place, and the lattice of
 * dots.
 *
 * <p>Painted once for a size and a set of timbres, at the screen's own resolution, and kept.
 */
final class PadField {

  private static final int GRID_COLUMNS = 40;
  private static final int GRID_ROWS = 28;
  private static final float DOT_RADIUS = 1.1f;
  private static final double DOT_ALPHA = 0.13;

  private BufferedImage image;
  private PadGeometry paintedGeometry;
  private PadMix paintedMix;
  private double paintedScale;
  private Color paintedBase;

  /** The field in device pixels: draw it into the component's whole size. */
  BufferedImage image(PadGeometry geometry, PadMix mix, double scale) {
    Color base = Palette.color("MorphPad.base");
    if (image == null
        || !geometry.equals(paintedGeometry)
        || mix != paintedMix
        || scale != paintedScale
        || !base.equals(paintedBase)) {
      paintedGeometry = geometry;
      paintedMix = mix;
      paintedScale = scale;
      paintedBase = base;
      image = paint();
    }
    return image;
  }

  private BufferedImage paint() {
    int width = Math.max(1, (int) Math.ceil(paintedGeometry.width() * paintedScale));
    int height = Math.max(1, (int) Math.ceil(paintedGeometry.height() * paintedScale));
    BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    fill(out, grid());
    Graphics2D g = out.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.scale(paintedScale, paintedScale);
    paintDots(g);
    g.dispose();
    return out;
  }

  /**
   * Colours at the knots of a coarse grid, [row][column][channel]: exact enough between them, and
   * quick.
   */
  private float[][][] grid() {
    float low = number("MorphPad.fieldLow");
    float high = number("MorphPad.fieldHigh");
    float[][][] knots = new float[GRID_ROWS + 1][GRID_COLUMNS + 1][3];
    for (int row = 0; row <= GRID_ROWS; row++) {
      for (int column = 0; column <= GRID_COLUMNS; column++) {
        float x =
            clamp(paintedGeometry.xAt((double) paintedGeometry.width() * column / GRID_COLUMNS));
        float y = clamp(paintedGeometry.yAt((double) paintedGeometry.height() * row / GRID_ROWS));
        Color blend = paintedMix.colorAt(x, y);
        double amount = low + (high - low) * paintedMix.purityAt(x, y);
        Palette.between(paintedBase, blend, amount).getColorComponents(knots[row][column]);
      }
    }
    return knots;
  }

  /** Interpolates the knots, with a noise of one step so that no bands show in the dark. */
  private static void fill(BufferedImage out, float[][][] knots) {
    int[] line = new int[out.getWidth()];
    int seed = 1;
    for (int py = 0; py < out.getHeight(); py++) {
      float gy = (float) py / out.getHeight() * GRID_ROWS;
      int row = (int) gy;
      float fy = gy - row;
      for (int px = 0; px < line.length; px++) {
        float gx = (float) px / line.length * GRID_COLUMNS;
        int column = (int) gx;
        float fx = gx - column;
        seed = seed * 1664525 + 1013904223;
        float noise = (seed >>> 8) * 0x1p-24f;
        int rgb = 0;
        for (int c = 0; c < 3; c++) {
          float top = knots[row][column][c] * (1 - fx) + knots[row][column + 1][c] * fx;
          float bottom = knots[row + 1][column][c] * (1 - fx) + knots[row + 1][column + 1][c] * fx;
          float value = top * (1 - fy) + bottom * fy;
          rgb = rgb << 8 | Math.min(255, (int) (value * 255 + noise));
        }
        line[px] = rgb;
      }
      out.setRGB(0, py, line.length, 1, line, 0, line.length);
    }
  }

  private void paintDots(Graphics2D g) {
    g.setColor(Palette.withAlpha(Palette.color("MorphPad.dot"), DOT_ALPHA));
    float radius = UIScale.scale(DOT_RADIUS);
    for (int row = 0; row <= paintedGeometry.dotRows(); row++) {
      for (int column = 0; column <= paintedGeometry.dotColumns(); column++) {
        Point2D.Float dot = paintedGeometry.dot(column, row);
        g.fill(new Ellipse2D.Float(dot.x - radius, dot.y - radius, 2 * radius, 2 * radius));
      }
    }
  }

  private static float number(String key) {
    return UIManager.get(key) instanceof Number n ? n.floatValue() : 0.5f;
  }

  private static float clamp(float value) {
    return Math.max(0, Math.min(1, value));
  }
}
