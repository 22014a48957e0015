package ligature.dsp;

/**
 * The colour of a sound, whatever its level: how loud bands are that are equally wide on the mel
 * scale (O'Shaughnessy: Speech Communication, 1987), in dB, against their mean. Any thread.
 */
public final class MelColour {

  private static final int BANDS = 40;
  private static final double LOWEST_HZ = 60;
  private static final double HIGHEST_HZ = 12_000;

  /** What is so far below the loudest band is not heard beside it. */
  private static final double FLOOR_DB = 60;

  private MelColour() {}

  /**
   * The colour of {@code x[from, from + frames)}.
   *
   * @param frames a power of two
   */
  public static double[] of(float[] x, int from, int frames, int rateHz) {
    double[] re = new double[frames];
    for (int i = 0; i < frames; i++) {
      re[i] = x[from + i] * 0.5 * (1 - Math.cos(2 * Math.PI * (i + 0.5) / frames));
    }
    double[] im = new double[frames];
    new Fft(frames).transform(re, im);
    double binHz = (double) rateHz / frames;
    double low = mel(LOWEST_HZ);
    double width = (mel(HIGHEST_HZ) - low) / BANDS;
    double[] bands = new double[BANDS];
    for (int bin = (int) (LOWEST_HZ / binHz); bin < frames / 2 && bin * binHz < HIGHEST_HZ; bin++) {
      double at = (mel(bin * binHz) - low) / width;
      double power = re[bin] * re[bin] + im[bin] * im[bin];
      for (int b = Math.max(0, (int) at - 1); b <= Math.min(BANDS - 1, (int) at + 1); b++) {
        bands[b] += Math.max(0, 1 - Math.abs(at - b - 0.5)) * power;
      }
    }
    return againstMean(bands);
  }

  private static double[] againstMean(double[] power) {
    double loudest = 0;
    for (double p : power) {
      loudest = Math.max(loudest, p);
    }
    double floor = loudest * Math.pow(10, -FLOOR_DB / 10) + 1e-20;
    double[] db = new double[BANDS];
    double mean = 0;
    for (int b = 0; b < BANDS; b++) {
      db[b] = 10 * Math.log10(power[b] + floor);
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
