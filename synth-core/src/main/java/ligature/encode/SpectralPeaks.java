package ligature.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ligature.dsp.Fft;

/**
 * The partials of a sound: the peaks of its mean power spectrum that stand out of what is around
 * them.
 */
final class SpectralPeaks {

  /**
   * One peak.
   *
   * @param hz its frequency, interpolated
   * @param level 0 (at the bottom of the range) to 1 (the loudest)
   */
  record Peak(double hz, double level) {}

  private static final int SIZE = 16_384;
  private static final int MOST_FRAMES = 8;

  /** What is this much below the loudest partial does not count. */
  private static final double RANGE_DB = 50;

  private static final double PROMINENCE_DB = 10;
  private static final double HIGHEST_HZ = 10_000;

  private SpectralPeaks() {}

  /** The peaks of {@code x[from, to)} in the order of their frequencies. */
  static List<Peak> find(float[] x, int from, int to, int rateHz) {
    double[] power = meanPower(x, from, to);
    double binHz = (double) rateHz / SIZE;
    int bins = (int) Math.min(SIZE / 2 - 2, HIGHEST_HZ / binHz);
    double[] db = new double[bins];
    double loudest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < bins; i++) {
      db[i] = 10 * Math.log10(power[i] + 1e-20);
      loudest = i * binHz < 20 ? loudest : Math.max(loudest, db[i]);
    }
    double[] floor = surroundings(db);
    List<Peak> peaks = new ArrayList<>();
    for (int i = Math.max(2, (int) (20 / binHz)); i < bins - 2; i++) {
      boolean top =
          db[i] >= db[i - 1] && db[i] > db[i + 1] && db[i] > db[i - 2] && db[i] > db[i + 2];
      if (top && db[i] > loudest - RANGE_DB && db[i] > floor[i] + PROMINENCE_DB) {
        double curve = db[i - 1] - 2 * db[i] + db[i + 1];
        double shift = curve == 0 ? 0 : 0.5 * (db[i - 1] - db[i + 1]) / curve;
        peaks.add(new Peak((i + shift) * binHz, (db[i] - loudest + RANGE_DB) / RANGE_DB));
      }
    }
    return peaks;
  }

  private static double[] meanPower(float[] x, int from, int to) {
    int width = Math.min(SIZE, to - from);
    int frames = Math.max(1, Math.min(MOST_FRAMES, 2 * (to - from) / SIZE - 1));
    Fft fft = new Fft(SIZE);
    double[] power = new double[SIZE / 2 + 1];
    double[] re = new double[SIZE];
    double[] im = new double[SIZE];
    for (int f = 0; f < frames; f++) {
      int at = from + (frames == 1 ? 0 : (int) ((long) (to - from - width) * f / (frames - 1)));
      Arrays.fill(re, 0);
      Arrays.fill(im, 0);
      for (int i = 0; i < width; i++) {
        re[i] = x[at + i] * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / width));
      }
      fft.transform(re, im);
      for (int i = 0; i < power.length; i++) {
        power[i] += (re[i] * re[i] + im[i] * im[i]) / frames;
      }
    }
    return power;
  }

  /** The lower third of what lies around each bin. */
  private static double[] surroundings(double[] db) {
    int half = 24;
    int stride = 8;
    double[] floor = new double[db.length];
    for (int i = 0; i < db.length; i += stride) {
      double[] around =
          Arrays.copyOfRange(db, Math.max(0, i - half), Math.min(db.length, i + half));
      Arrays.sort(around);
      Arrays.fill(floor, i, Math.min(db.length, i + stride), around[around.length / 3]);
    }
    return floor;
  }
}
