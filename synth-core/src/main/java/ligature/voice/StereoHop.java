package ligature.voice;

import java.util.Arrays;

/** The frames of one hop, a channel each. Belongs to one thread. */
public final class StereoHop {

  public final float[] left;
  public final float[] right;

  public StereoHop(int hopFrames) {
    left = new float[hopFrames];
    right = new float[hopFrames];
  }

  /** Silence. */
  public void clear() {
    Arrays.fill(left, 0);
    Arrays.fill(right, 0);
  }

  /** The highest amplitude of both channels. */
  public float peak() {
    float peak = 0;
    for (int i = 0; i < left.length; i++) {
      peak = Math.max(peak, Math.max(Math.abs(left[i]), Math.abs(right[i])));
    }
    return peak;
  }
}
