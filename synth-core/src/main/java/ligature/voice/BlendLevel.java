package ligature.voice;

import ligature.latent.Blend;
import ligature.latent.Timbre;

/**
 * What the blend of a note's timbres lacks against the blend of their levels, as far as their bank
 * has measured it: {@code sum over pairs of 4 w_a w_b d_ab}, the quadratic mixture model (H.
 * Scheffé, 1958), which is 0 at each timbre and {@code d_ab} half way between two. Threads: {@code
 * [model-thread]}, no allocation after the constructor.
 */
final class BlendLevel {

  private static final float SETTLED_DB = 1e-3f;

  private final float[] aim = new float[Blend.MOST * Blend.MOST];
  private final float[] now = new float[Blend.MOST * Blend.MOST];
  private final float smoothing;
  private int count;
  private boolean settled;

  /**
   * @param smoothing the share of its way that a changed value goes in a hop
   */
  BlendLevel(float smoothing) {
    this.smoothing = smoothing;
  }

  /** Begins a note of so many timbres. */
  void begin(Timbre[] timbres, int timbreCount, int key) {
    count = timbreCount;
    aimAt(timbres, key);
    System.arraycopy(aim, 0, now, 0, aim.length);
    settled = true;
  }

  /** Goes to what other timbres or another key want. */
  void aimAt(Timbre[] timbres, int key) {
    for (int a = 0; a < count; a++) {
      for (int b = a + 1; b < count; b++) {
        aim[a * Blend.MOST + b] = timbres[a].blendLackDb(timbres[b], key);
      }
    }
    settled = false;
  }

  /** What is missing in this hop, in dB. */
  float nextDb(Blend blend) {
    boolean all = true;
    float sum = 0;
    for (int a = 0; a < count; a++) {
      for (int b = a + 1; b < count; b++) {
        int at = a * Blend.MOST + b;
        if (!settled) {
          now[at] += smoothing * (aim[at] - now[at]);
          all &= Math.abs(aim[at] - now[at]) < SETTLED_DB;
        }
        sum += blend.weight(a) * blend.weight(b) * now[at];
      }
    }
    settled = settled || all;
    return 4 * sum;
  }
}
