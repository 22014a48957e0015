package ligature.testing;

/**
 * The colour of a piece of audio: the levels of bands that are equally wide on the mel scale, in
 * dB, against their mean. Loudness plays no part in it.
 */
public final class LogMel {

  private static final int BANDS = 40;
  private static final double LOWEST_HZ = 60;
  private static final double HIGHEST_HZ = 12_000;

  /** What is so far below the loudest band is not compared. */
  private static final double FLOOR_DB = 60;

  private LogMel() {}

  /** The colour of {@code x[from, to)} at 48 kHz. */
  public static double[] of(float[] x, int from, int to) {
    int n = to - from;
    double[] power = new double[BANDS];
    double low = mel(LOWEST_HZ);
    double width = (mel(HIGHEST_HZ) - low) / BANDS;
    double[] windowed = new double[n];
    for (int i = 0; i < n; i++) {
      windowed[i] = x[from + i] * 0.5 * (1 - Math.cos(2 * Math.PI * (i + 0.5) / n));
    }
    double binHz = 48_000.0 / n;
    for (int bin = (int) (LOWEST_HZ / binHz); bin * binHz < HIGHEST_HZ; bin++) {
      double re = 0;
      double im = 0;
      double turn = 2 * Math.PI * bin / n;
      double stepRe = Math.cos(turn);
      double stepIm = -Math.sin(turn);
      double c = 1;
      double s = 0;
      for (int i = 0; i < n; i++) {
        re += windowed[i] * c;
        im += windowed[i] * s;
        double next = c * stepRe - s * stepIm;
        s = c * stepIm + s * stepRe;
        c = next;
      }
      double at = (mel(bin * binHz) - low) / width;
      for (int b = Math.max(0, (int) at - 1); b <= Math.min(BANDS - 1, (int) at + 1); b++) {
        power[b] += Math.max(0, 1 - Math.abs(at - b - 0.5)) * (re * re + im * im);
      }
    }
    return normalised(power);
  }

  private static double[] normalised(double[] power) {
    double loudest = 0;
    for (double p : power) {
      loudest = Math.max(loudest, p);
    }
    double[] db = new double[BANDS];
    double mean = 0;
    for (int b = 0; b < BANDS; b++) {
      db[b] = 10 * Math.log10(power[b] + loudest * Math.pow(10, -FLOOR_DB / 10) + 1e-20);
      mean += db[b] / BANDS;
    }
    for (int b = 0; b < BANDS; b++) {
      db[b] -= mean;
    }
    return db;
  }

  private static double mel(double hz) {
    return 2595 * Math.log10(1 + hz / 700);
  }

  /** How far two colours are apart: root mean square over the bands, in dB. */
  public static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum / a.length);
  }
}
