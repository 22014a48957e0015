package ligature.effect;

/**
 * Doubles or halves a sample rate: a linear-phase half-band filter, of which every other
 * coefficient is zero.
 *
 * <p>One channel, one direction. Threads: {@code [model-thread]}.
 */
final class HalfBand {

  private final int side;
  private final float[] taps;
  private final float[] history;
  private final float[] waiting;
  private int at;
  private int waitingAt;

  /**
   * @param side coefficients that are not zero on each side of the middle; the filter has 4 side -
   *     1, and delays by 2 side - 1 frames of the higher rate
   * @param beta of Kaiser's window: 8 is about 80 dB, 10 about 100 dB
   */
  HalfBand(int side, double beta) {
    this.side = side;
    taps = new float[2 * side];
    double[] ideal = new double[2 * side];
    double sum = 0;
    for (int i = 0; i < 2 * side; i++) {
      double x = 2 * i - 2 * side + 1; // odd distances from the middle, at the higher rate
      double r = x / (2 * side);
      double window = bessel(beta * Math.sqrt(1 - r * r)) / bessel(beta);
      ideal[i] = Math.sin(Math.PI * x / 2) / (Math.PI * x / 2) * window;
      sum += ideal[i];
    }
    for (int i = 0; i < 2 * side; i++) {
      taps[i] = (float) (ideal[i] / sum); // 1 at DC
    }
    history = new float[2 * 2 * side]; // twice, so that a window of it is in one piece
    waiting = new float[side];
  }

  private static double bessel(double x) {
    double term = 1;
    double sum = 1;
    for (int k = 1; term > 1e-12 * sum; k++) {
      term *= x / 2 / k * (x / 2 / k);
      sum += term;
    }
    return sum;
  }

  void clear() {
    java.util.Arrays.fill(history, 0);
    java.util.Arrays.fill(waiting, 0);
  }

  private void push(float x) {
    history[at] = x;
    history[at + 2 * side] = x;
    at = at + 1 == 2 * side ? 0 : at + 1;
  }

  private float convolved() {
    float sum = 0;
    for (int i = 0; i < 2 * side; i++) {
      sum += taps[i] * history[at + i];
    }
    return sum;
  }

  /** One frame in, two out at {@code to} and after it. Delays by 2 side - 1 frames of these. */
  void up(float x, float[] out, int to) {
    push(x);
    out[to] = convolved();
    out[to + 1] = history[at + side];
  }

  /** Two frames in, one out. Delays by 2 side - 1 frames of the higher rate. */
  float down(float even, float odd) {
    push(even); // the odd ones meet the middle of the filter only, and wait for it
    float middle = waiting[waitingAt];
    waiting[waitingAt] = odd;
    waitingAt = waitingAt + 1 == waiting.length ? 0 : waitingAt + 1;
    return 0.5f * (convolved() + middle);
  }
}
