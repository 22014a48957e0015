package ligature.latent;

/**
 * The weights of the pad's four corners, A (0,0), B (1,0), C (0,1), D (1,1): not negative (but
 * beyond the pad), and they sum to 1.
 *
 * <p>Bilinear: at a corner its weight is exactly 1, along an edge only the edge's two corners
 * sound. Threads: belongs to one; no allocation.
 */
public final class Blend {

  /** The corners of the pad. */
  public static final int CORNERS = 4;

  private final float[] weights = new float[CORNERS];

  public Blend() {
    set(0, 0);
  }

  /** Takes the weights of a point of the pad; points outside count as the nearest inside. */
  public void set(float x, float y) {
    float u = Math.max(0, Math.min(1, x));
    float v = Math.max(0, Math.min(1, y));
    weights[0] = (1 - u) * (1 - v);
    weights[1] = u * (1 - v);
    weights[2] = (1 - u) * v;
    weights[3] = u * v;
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
    weights[0] = a / sum;
    weights[1] = b / sum;
    weights[2] = c / sum;
    weights[3] = d / sum;
    return true;
  }

  /**
   * Takes the weights of a point that may lie beyond the pad: some are negative there, others above
   * 1, and they still sum to 1.
   */
  public void setBeyond(float x, float y) {
    weights[0] = (1 - x) * (1 - y);
    weights[1] = x * (1 - y);
    weights[2] = (1 - x) * y;
    weights[3] = x * y;
  }

  /** Becomes another blend. */
  public void set(Blend other) {
    System.arraycopy(other.weights, 0, weights, 0, CORNERS);
  }

  /** Goes a share of the way to another blend: 0 stays here, 1 is there. */
  public void towards(Blend other, float share) {
    for (int c = 0; c < CORNERS; c++) {
      weights[c] += share * (other.weights[c] - weights[c]);
    }
  }

  /** The weight of a corner, in [0, 1] if the point is on the pad. */
  public float weight(int corner) {
    return weights[corner];
  }
}
