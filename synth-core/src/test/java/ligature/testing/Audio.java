package ligature.testing;

import java.util.Arrays;

/** Measures of mono audio. */
public final class Audio {

  private Audio() {}

  /** The left channel of interleaved stereo. */
  public static float[] left(float[] stereo) {
    float[] mono = new float[stereo.length / 2];
    for (int i = 0; i < mono.length; i++) {
      mono[i] = stereo[2 * i];
    }
    return mono;
  }

  /** Root mean square of {@code x[from, to)} in dB, -200 for silence. */
  public static double rmsDb(float[] x, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) x[i] * x[i];
    }
    return 10 * Math.log10(sum / Math.max(1, to - from) + 1e-20);
  }

  public static float peak(float[] x) {
    float peak = 0;
    for (float v : x) {
      peak = Math.max(peak, Math.abs(v));
    }
    return peak;
  }

  /** The largest change of slope from one sample to the next: what a click shows first. */
  public static float largestKink(float[] x, int from, int to) {
    float largest = 0;
    for (int i = Math.max(2, from); i < to; i++) {
      largest = Math.max(largest, Math.abs(x[i] - 2 * x[i - 1] + x[i - 2]));
    }
    return largest;
  }

  /** The first frame whose amplitude is above the threshold, -1 if none is. */
  public static int firstAbove(float[] x, float threshold) {
    for (int i = 0; i < x.length; i++) {
      if (Math.abs(x[i]) > threshold) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The deviation from an expected pitch in cents: the median of the phase's slope after
   * heterodyning to it, of the strongest of the first three harmonics.
   */
  public static double centsFrom(float[] x, int rateHz, double expectedHz) {
    double best = -1;
    double cents = Double.NaN;
    for (int h = 1; h <= 3; h++) {
      double[] found =
          heterodyne(
              x, rateHz, expectedHz * h, (int) Math.max(0.05 * rateHz, 4 * rateHz / expectedHz));
      if (found[0] > best) {
        best = found[0];
        cents = found[1];
      }
    }
    return cents;
  }

  /** What is left of a sine after the best one of this pitch was taken away, in dB against it. */
  public static double residualDb(float[] x, int rateHz, double hz) {
    double cc = 0;
    double ss = 0;
    double cs = 0;
    double xc = 0;
    double xs = 0;
    double xx = 0;
    for (int i = 0; i < x.length; i++) {
      double c = Math.cos(2 * Math.PI * hz * i / rateHz);
      double s = Math.sin(2 * Math.PI * hz * i / rateHz);
      cc += c * c;
      ss += s * s;
      cs += c * s;
      xc += x[i] * c;
      xs += x[i] * s;
      xx += (double) x[i] * x[i];
    }
    double determinant = cc * ss - cs * cs;
    double a = (xc * ss - xs * cs) / determinant;
    double b = (xs * cc - xc * cs) / determinant;
    double rest = xx - a * xc - b * xs;
    return 10 * Math.log10(Math.max(1e-30, rest) / xx);
  }

  /** Mean magnitude and median deviation in cents at one frequency. */
  private static double[] heterodyne(float[] x, int rateHz, double hz, int window) {
    double[] re = new double[x.length + 1];
    double[] im = new double[x.length + 1];
    for (int i = 0; i < x.length; i++) {
      double phase = -2 * Math.PI * ((hz / rateHz * i) % 1.0);
      re[i + 1] = re[i] + x[i] * Math.cos(phase);
      im[i + 1] = im[i] + x[i] * Math.sin(phase);
    }
    int step = 256;
    int count = (x.length - window) / step;
    double[] magnitude = new double[count];
    double[] angle = new double[count];
    double loudest = 0;
    double sum = 0;
    for (int k = 0; k < count; k++) {
      double r = re[k * step + window] - re[k * step];
      double i = im[k * step + window] - im[k * step];
      magnitude[k] = Math.hypot(r, i) / window;
      angle[k] = Math.atan2(i, r);
      loudest = Math.max(loudest, magnitude[k]);
      sum += magnitude[k];
    }
    double limit = 0.3 * loudest;
    double[] cents =
        java.util.stream.IntStream.range(1, count)
            .filter(k -> magnitude[k] > limit)
            .mapToDouble(
                k ->
                    Math.IEEEremainder(angle[k] - angle[k - 1], 2 * Math.PI)
                        * rateHz
                        / (2 * Math.PI * step))
            .map(
                deviation ->
                    1200 / Math.log(2) * Math.log(Math.max(0.5, Math.min(2, 1 + deviation / hz))))
            .sorted()
            .toArray();
    return new double[] {
      sum / Math.max(1, count), cents.length == 0 ? Double.NaN : cents[cents.length / 2]
    };
  }

  /** The autocorrelation of a series at a lag, in [-1, 1]. */
  public static double autocorrelation(double[] series, int lag) {
    double mean = Arrays.stream(series).average().orElseThrow();
    double sum = 0;
    double power = 0;
    for (int i = 0; i < series.length; i++) {
      power += (series[i] - mean) * (series[i] - mean);
      if (i + lag < series.length) {
        sum += (series[i] - mean) * (series[i + lag] - mean);
      }
    }
    return sum / power * series.length / (series.length - lag);
  }
}
