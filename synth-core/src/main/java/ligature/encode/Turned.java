package ligature.encode;

/**
 * A sound turned back by multiples of a phase, one after the other: what is at the multiple's
 * frequency stands still, and its mean under a window is its amplitude. Threads: one.
 */
final class Turned {

  private final float[] x;
  private final double[] window;
  private final double sum;
  private final double[] stepCos;
  private final double[] stepSin;
  private final double[] cos;
  private final double[] sin;

  /**
   * Begins before the first multiple.
   *
   * @param cycles [frame] the phase
   * @param step from one multiple to the next
   */
  Turned(float[] x, double[] cycles, double step, double[] window) {
    this.x = x;
    this.window = window;
    double total = 0;
    for (double w : window) {
      total += w;
    }
    sum = total;
    stepCos = new double[x.length];
    stepSin = new double[x.length];
    cos = new double[x.length];
    sin = new double[x.length];
    for (int n = 0; n < x.length; n++) {
      double angle = -2 * Math.PI * step * cycles[n];
      stepCos[n] = Math.cos(angle);
      stepSin[n] = Math.sin(angle);
      cos[n] = x[n];
    }
  }

  static double[] hann(int frames) {
    double[] window = new double[frames];
    for (int i = 0; i < frames; i++) {
      window[i] = 0.5 * (1 - Math.cos(2 * Math.PI * (i + 0.5) / frames));
    }
    return window;
  }

  /** Goes on to the next multiple. */
  void next() {
    for (int n = 0; n < x.length; n++) {
      double real = cos[n] * stepCos[n] - sin[n] * stepSin[n];
      sin[n] = cos[n] * stepSin[n] + sin[n] * stepCos[n];
      cos[n] = real;
    }
  }

  /**
   * Reads complex amplitudes: of a sine of amplitude 1, of length 1.
   *
   * @param first the frame in the middle of the first window
   * @param hop from one to the next
   */
  void read(int first, int hop, double[] re, double[] im) {
    for (int p = 0; p < re.length; p++) {
      int from = first + p * hop - window.length / 2;
      double real = 0;
      double imaginary = 0;
      int to = Math.min(window.length, x.length - from);
      for (int i = Math.max(0, -from); i < to; i++) {
        real += window[i] * cos[from + i];
        imaginary += window[i] * sin[from + i];
      }
      re[p] = 2 * real / sum;
      im[p] = 2 * imaginary / sum;
    }
  }
}
