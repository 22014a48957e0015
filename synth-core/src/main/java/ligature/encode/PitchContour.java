package ligature.encode;

import java.util.Arrays;
import ligature.units.Pitch;

/**
 * How the pitch of a note moves: vibrato, drift, a scoop.
 *
 * <p>The first harmonics are shifted to zero frequency; the slope of the phase that remains is the
 * deviation. Harmonics that disagree, as those of bells do, are not to be trusted.
 */
final class PitchContour {

  /** Beyond this it is another key. */
  static final double WIDEST_CENTS = 100;

  private static final int HARMONICS = 3;
  private static final double HIGHEST_HZ = 8000;
  private static final double SHORTEST_WINDOW_SECONDS = 0.008;
  private static final int SMOOTH_HOPS = 5;

  private final double[] cents;
  private final double[] trust;

  private PitchContour(double[] cents, double[] trust) {
    this.cents = cents;
    this.trust = trust;
  }

  /**
   * Follows a pitch.
   *
   * @param hz the pitch that the sound has on the whole, within half a semitone
   */
  static PitchContour follow(float[] x, int rateHz, int hopFrames, double hz) {
    int hops = x.length / hopFrames;
    double[] cents = new double[hops];
    double[] weight = new double[hops];
    double[] squares = new double[hops];
    int window = (int) (Math.max(SHORTEST_WINDOW_SECONDS, 3 / hz) * rateHz);
    for (int h = 1; h <= HARMONICS && h * hz < HIGHEST_HZ; h++) {
      addHarmonic(x, rateHz, hopFrames, window, h * hz, cents, weight, squares);
    }
    double loudest = 0;
    for (double w : weight) {
      loudest = Math.max(loudest, w);
    }
    double[] trust = new double[hops];
    for (int i = 0; i < hops; i++) {
      cents[i] /= weight[i] + 1e-30;
      double spread =
          Math.sqrt(Math.max(0, squares[i] / (weight[i] + 1e-30) - cents[i] * cents[i]));
      double loud = Math.min(1, Math.sqrt(weight[i] / (loudest + 1e-30)) * 10);
      // a window that reaches beyond an end has other harmonics in it
      int centre = i * hopFrames;
      boolean whole = centre >= window / 2 && centre + window / 2 <= x.length;
      trust[i] = whole ? loud / (1 + spread * spread / 400) : 0;
    }
    return new PitchContour(smooth(cents), trust);
  }

  private static void addHarmonic(
      float[] x,
      int rateHz,
      int hopFrames,
      int window,
      double hz,
      double[] cents,
      double[] weight,
      double[] squares) {
    double[] re = new double[x.length + 1];
    double[] im = new double[x.length + 1];
    double step = -2 * Math.PI * hz / rateHz;
    double turnRe = Math.cos(step);
    double turnIm = Math.sin(step);
    double c = 1;
    double s = 0;
    for (int i = 0; i < x.length; i++) {
      re[i + 1] = re[i] + x[i] * c;
      im[i + 1] = im[i] + x[i] * s;
      double r = c * turnRe - s * turnIm;
      s = c * turnIm + s * turnRe;
      c = r;
      if ((i & 1023) == 0) { // keeps the length of the turning pointer 1
        double angle = step * (i + 1.0);
        c = Math.cos(angle);
        s = Math.sin(angle);
      }
    }
    double lastRe = 0;
    double lastIm = 0;
    for (int hop = 0; hop < cents.length; hop++) {
      int centre = hop * hopFrames;
      int from = Math.max(0, centre - window / 2);
      int to = Math.min(x.length, centre + window / 2);
      double r = (re[to] - re[from]) / window;
      double m = (im[to] - im[from]) / window;
      double angle = Math.atan2(m * lastRe - r * lastIm, r * lastRe + m * lastIm);
      double slopeHz = angle * rateHz / (2 * Math.PI * hopFrames);
      double deviation = Pitch.ratioToCents(Math.max(0.9, Math.min(1.1, 1 + slopeHz / hz)));
      double power = hop == 0 ? 0 : r * r + m * m;
      cents[hop] += power * deviation;
      squares[hop] += power * deviation * deviation;
      weight[hop] += power;
      lastRe = r;
      lastIm = m;
    }
  }

  private static double[] smooth(double[] values) {
    double[] smooth = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int from = Math.max(0, i - SMOOTH_HOPS / 2);
      int to = Math.min(values.length, i + SMOOTH_HOPS / 2 + 1);
      for (int k = from; k < to; k++) {
        smooth[i] += values[k] / (to - from);
      }
    }
    return smooth;
  }

  /** The median deviation where the pitch can be trusted, in cents; NaN if it nowhere can. */
  double centreCents() {
    double[] trusted = new double[cents.length];
    int n = 0;
    for (int i = 0; i < cents.length; i++) {
      if (trust[i] > 0.5) {
        trusted[n++] = cents[i];
      }
    }
    if (n == 0) {
      return Double.NaN;
    }
    Arrays.sort(trusted, 0, n);
    return trusted[n / 2];
  }

  /**
   * The contour around its centre, averaged over groups of hops; where the pitch cannot be trusted
   * it goes straight from what is before to what is behind.
   *
   * @param count the values wanted; behind the end of the sound they stay as they are there
   */
  float[] values(int hopsPerValue, int count) {
    float[] out = new float[count];
    double centre = centreCents();
    if (Double.isNaN(centre)) {
      return out;
    }
    boolean[] known = new boolean[count];
    for (int v = 0; v < count; v++) {
      double sum = 0;
      double weight = 0;
      for (int h = v * hopsPerValue; h < Math.min(cents.length, (v + 1) * hopsPerValue); h++) {
        sum += trust[h] * cents[h];
        weight += trust[h];
      }
      known[v] = weight > 0.4 * hopsPerValue;
      if (known[v]) {
        out[v] = (float) Math.max(-WIDEST_CENTS, Math.min(WIDEST_CENTS, sum / weight - centre));
      }
    }
    bridge(out, known);
    return out;
  }

  private static void bridge(float[] values, boolean[] known) {
    int last = -1;
    for (int v = 0; v <= values.length; v++) {
      if (v < values.length && !known[v]) {
        continue;
      }
      for (int i = last + 1; i < v; i++) {
        float before = last < 0 ? (v < values.length ? values[v] : 0) : values[last];
        float after = v < values.length ? values[v] : before;
        values[i] = before + (after - before) * (i - last) / (v - last);
      }
      last = v;
    }
  }

  /**
   * Whether the contour is a movement of pitch, and not the flicker of partials that beat: it goes
   * on in one direction for a while, so neighbouring values are alike.
   */
  static boolean isSmooth(float[] values) {
    double moves = 0;
    double turns = 0;
    for (int i = 2; i < values.length; i++) {
      double first = values[i - 1] - values[i - 2];
      double second = values[i] - values[i - 1];
      moves += second * second;
      turns += (second - first) * (second - first);
    }
    return turns < 2.5 * moves || moves < values.length * 4.0;
  }
}
