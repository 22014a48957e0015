package ligature.latent;

import java.util.Arrays;

/**
 * The weights of the timbres on the pad: not negative (but beyond the pad), and they sum to 1.
 *
 * <p>Of four corners, A (0,0), B (1,0), C (0,1), D (1,1), they are bilinear: at a corner its weight
 * is exactly 1, along an edge only the edge's two corners sound. {@link PointWeights} weighs points
 * that lie elsewhere. Threads: belongs to one; no allocation.
 */
public final class Blend {

  /** The corners of the pad. */
  public static final int CORNERS = 4;

  /** The most timbres on a pad, at points of their own. */
  public static final int MOST = 8;

  private final float[] weights = new float[MOST];

  public Blend() {
    set(0, 0);
  }

  /** Takes the weights of a point of the pad; points outside count as the nearest inside. */
  public void set(float x, float y) {
    float u = Math.max(0, Math.min(1, x));
    float v = Math.max(0, Math.min(1, y));
    setCorners((1 - u) * (1 - v), u * (1 - v), (1 - u) * v, u * v);
  }

  /**
   * Takes weights, each against the sum of all.
   *
   * @return false, and nothing changes, if the sum is 0
   */
  public boolean set(float a, float b, float c, float d) {
    float sum = a + b + c + d;
    if (!(sum > 0)) {
      return false;
    }
    setCorners(a / sum, b / sum, c / sum, d / sum);
    return true;
  }

  /**
   * Takes the weights of a point that may lie beyond the pad: some are negative there, others above
   * 1, and they still sum to 1.
   */
  public void setBeyond(float x, float y) {
    setCorners((1 - x) * (1 - y), x * (1 - y), (1 - x) * y, x * y);
  }

  private void setCorners(float a, float b, float c, float d) {
    weights[0] = a;
    weights[1] = b;
    weights[2] = c;
    weights[3] = d;
    Arrays.fill(weights, CORNERS, MOST, 0);
  }

  /** Becomes another blend. */
  public void set(Blend other) {
    System.arraycopy(other.weights, 0, weights, 0, MOST);
  }

  /** Goes a share of the way to another blend: 0 stays here, 1 is there. */
  public void towards(Blend other, float share) {
    for (int c = 0; c < MOST; c++) {
      weights[c] += share * (other.weights[c] - weights[c]);
    }
  }

  /** Takes each weight so many times, against their sum; nothing changes if that is 0. */
  public void scale(float[] by) {
    float sum = 0;
    for (int c = 0; c < MOST; c++) {
      sum += by[c] * weights[c];
    }
    for (int c = 0; c < MOST && sum > 0; c++) {
      weights[c] *= by[c] / sum;
    }
  }

  /** Takes the first {@code count} of some weights, each against their sum, which is above 0. */
  void set(double[] some, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += some[i];
    }
    for (int i = 0; i < MOST; i++) {
      weights[i] = i < count ? (float) (some[i] / sum) : 0;
    }
  }

  /** The weight of a timbre, in [0, 1] if the place is on the pad. */
  public float weight(int timbre) {
    return weights[timbre];
  }
}
