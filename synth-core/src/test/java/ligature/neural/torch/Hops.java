package ligature.neural.torch;

import java.util.Random;
import ligature.plugin.Plugin;

/** Sound for models, and their plugins' way through it, in hops. */
final class Hops {

  static final int RATE_HZ = 48_000;
  static final int HOP = 128;

  private Hops() {}

  static float[] noise(int frames, int seed) {
    Random random = new Random(seed);
    float[] noise = new float[frames];
    for (int i = 0; i < frames; i++) {
      noise[i] = 0.2f * (float) random.nextGaussian();
    }
    return noise;
  }

  /** Processes in place. */
  static void run(Plugin plugin, float[] left, float[] right) {
    float[] l = new float[HOP];
    float[] r = new float[HOP];
    for (int at = 0; at < left.length; at += HOP) {
      System.arraycopy(left, at, l, 0, HOP);
      System.arraycopy(right, at, r, 0, HOP);
      plugin.process(l, r, HOP);
      System.arraycopy(l, 0, left, at, HOP);
      System.arraycopy(r, 0, right, at, HOP);
    }
  }
}
