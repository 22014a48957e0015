package ligature.ui.control;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;

/** Where the puck has been in the last second. [ui-thread] */
final class PadTrail {

  private static final int KEPT = 50;

  private final float[] xs = new float[KEPT];
  private final float[] ys = new float[KEPT];
  private long count;
  private int still = KEPT;

  /** Adds this frame's position; says whether there is a trail to see. */
  boolean add(float x, float y) {
    int last = (int) ((count + KEPT - 1) % KEPT);
    still = count > 0 && xs[last] == x && ys[last] == y ? still + 1 : 0;
    xs[(int) (count % KEPT)] = x;
    ys[(int) (count % KEPT)] = y;
    count++;
    return still <= KEPT;
  }

  void paint(Graphics2D g, int width, int height, Color ink) {
    int n = (int) Math.min(KEPT, count);
    for (int i = 1; i < n; i++) {
      int a = (int) ((count - n + i - 1) % KEPT);
      int b = (int) ((count - n + i) % KEPT);
      if (xs[a] != xs[b] || ys[a] != ys[b]) {
        float age = i / (float) n;
        g.setColor(MorphPad.alpha(ink, (int) (130 * age * age)));
        g.setStroke(new BasicStroke(1 + 5 * age, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(new Line2D.Float(xs[a] * width, ys[a] * height, xs[b] * width, ys[b] * height));
      }
    }
  }
}
