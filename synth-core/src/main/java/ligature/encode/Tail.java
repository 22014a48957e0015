package ligature.encode;

/** Lets a recording that was cut off ring on, so that its zone can be as long as its neighbours. */
final class Tail {

  private static final double GRAIN_SECONDS = 0.12;

  private Tail() {}

  /**
   * Fills {@code x} from frame {@code from} on with what came last, over and over, each time
   * softer. The seams do not matter: the encoder hears spectra, not waves.
   */
  static void extend(float[] x, int from, double dbPerSecond, int rateHz) {
    int grain = (int) Math.min(GRAIN_SECONDS * rateHz, from / 2) / 2 * 2;
    if (grain < 2) {
      return;
    }
    float[] last = java.util.Arrays.copyOfRange(x, from - grain, from);
    int hop = grain / 2;
    // the second half of the recording's last grain fades into the first copy
    for (int i = 0; i < hop; i++) {
      x[from - hop + i] *= (float) (1 - (double) i / hop);
    }
    for (int at = from - hop; at < x.length; at += hop) {
      double gain = Math.pow(10, -dbPerSecond * (at + hop - from) / rateHz / 20);
      for (int i = 0; i < grain && at + i < x.length; i++) {
        double window = i < hop ? (double) i / hop : (double) (grain - i) / hop;
        x[at + i] += (float) (gain * window * last[i]);
      }
    }
  }
}
