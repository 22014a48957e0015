package ligature.ui.control;

import com.formdev.flatlaf.util.UIScale;
import java.awt.geom.Point2D;

/**
 * Where values lie on a pad of some size: x to the right, y upwards, A at the bottom left. The puck
 * may reach every value, so a margin stays around them. In pixels of the component. Immutable.
 */
record PadGeometry(int width, int height, boolean twoCorners) {

  private static final float MARGIN = 34;
  private static final float DOT_SPACING = 25;

  /** The height at which the puck runs while y has no meaning. */
  private static final float MIDDLE = 0.5f;

  float margin() {
    return UIScale.scale(MARGIN);
  }

  float spanX() {
    return Math.max(1, width - 2 * margin());
  }

  float spanY() {
    return Math.max(1, height - 2 * margin());
  }

  Point2D.Float point(float x, float y) {
    float v = twoCorners ? MIDDLE : y;
    return new Point2D.Float(margin() + x * spanX(), margin() + (1 - v) * spanY());
  }

  float xAt(double pixel) {
    return (float) (pixel - margin()) / spanX();
  }

  float yAt(double pixel) {
    return 1 - (float) (pixel - margin()) / spanY();
  }

  /** Columns of the lattice of dots. */
  int dotColumns() {
    return Math.max(2, Math.round(spanX() / UIScale.scale(DOT_SPACING)));
  }

  /** Rows of the lattice of dots. */
  int dotRows() {
    return Math.max(2, Math.round(spanY() / UIScale.scale(DOT_SPACING)));
  }

  Point2D.Float dot(int column, int row) {
    return new Point2D.Float(
        margin() + spanX() * column / dotColumns(), margin() + spanY() * row / dotRows());
  }
}
