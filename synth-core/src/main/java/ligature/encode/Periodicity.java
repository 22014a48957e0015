package ligature.encode;

import java.util.Arrays;
import ligature.dsp.Fft;

/**
 * How well a sound repeats itself at each pitch: the normalised square difference function of
 * McLeod and Wyvill (A Smarter Way to Find Pitch, 2005), averaged over the sound by level.
 */
final class Periodicity {

  static final double LOWEST_HZ = 24;
  static final double HIGHEST_HZ = 5200;
  static final double STEP_CENTS = 10;
  static final int STEPS =
      (int) (1200 / STEP_CENTS * Math.log(HIGHEST_HZ / LOWEST_HZ) / Math.log(2));

  private static final int WINDOW = 4096;
  private static final int MOST_FRAMES = 24;

  private Periodicity() {}

  static double hz(double step) {
    return LOWEST_HZ * Math.exp(step * STEP_CENTS * (Math.log(2) / 1200));
  }

  /** The periodicity of {@code x[from, to)} at each step of pitch, -1 to 1. */
  static double[] measure(float[] x, int from, int to, int rateHz) {
    int window = Math.min(WINDOW, to - from);
    int frames = Math.max(1, Math.min(MOST_FRAMES, (to - from) / (WINDOW / 2)));
    Fft fft = new Fft(Fft.sizeFor(2 * window));
    double[] mean = new double[STEPS];
    double weights = 0;
    for (int f = 0; f < frames; f++) {
      int at = from + (frames == 1 ? 0 : (int) ((long) (to - from - window) * f / (frames - 1)));
      double[] similar = similarity(x, at, window, fft);
      double weight = Math.sqrt(similar[similar.length - 1]);
      for (int i = 0; i < STEPS; i++) {
        mean[i] += weight * best(similar, window, i, rateHz);
      }
      weights += weight;
    }
    for (int i = 0; i < STEPS; i++) {
      mean[i] /= Math.max(1e-12, weights);
    }
    return mean;
  }

  /** The most similar lag within 25 cents: a vibrato must not look like noise. */
  private static double best(double[] similar, int window, int step, int rateHz) {
    double best = -1;
    for (int d = -2; d <= 2; d++) {
      double lag = rateHz / hz(step + 1.25 * d);
      int i = (int) lag;
      if (i + 2 < 0.75 * window) {
        double t = lag - i;
        double a = similar[i - 1];
        double b = similar[i];
        double c = similar[i + 1];
        double e = similar[i + 2];
        double value =
            b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - e + t * (3 * (b - c) + e - a)));
        best = Math.max(best, value);
      }
    }
    return best;
  }

  /** By lag, -1 to 1; the frame's power stands behind the last lag. */
  private static double[] similarity(float[] x, int at, int window, Fft fft) {
    double mean = 0;
    for (int i = 0; i < window; i++) {
      mean += x[at + i];
    }
    mean /= window;
    double[] re = new double[fft.size()];
    double[] im = new double[fft.size()];
    double[] squares = new double[window + 1];
    for (int i = 0; i < window; i++) {
      re[i] = x[at + i] - mean;
      squares[i + 1] = squares[i] + re[i] * re[i];
    }
    fft.transform(re, im);
    for (int i = 0; i < re.length; i++) {
      re[i] = re[i] * re[i] + im[i] * im[i];
    }
    Arrays.fill(im, 0);
    fft.transform(re, im);
    double[] similar = new double[window + 1];
    for (int lag = 0; lag < window; lag++) {
      double energy = squares[window - lag] + squares[window] - squares[lag];
      similar[lag] = energy > 1e-12 ? 2 * re[lag] / fft.size() / energy : 0;
    }
    similar[window] = squares[window] / window;
    return similar;
  }
}
