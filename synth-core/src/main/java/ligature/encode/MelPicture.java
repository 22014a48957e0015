package ligature.encode;

import java.util.ArrayList;
import java.util.List;
import ligature.dsp.Fft;

/**
 * What a note sounds like over time: the levels of bands that are equally wide on the mel scale, in
 * dB. The beginning is seen code by code, what follows in ever longer stretches, over which noise
 * evens out. How loud the whole is plays no part in it. Immutable.
 */
final class MelPicture {

  private static final int BANDS = 48;
  private static final double LOWEST_HZ = 50;
  private static final double HIGHEST_HZ = 14_000;

  /** What is further below the loudest is not heard beside it. */
  private static final double FLOOR_DB = 60;

  private static final int WINDOW = 4096;
  private static final Fft FFT = new Fft(WINDOW);

  /** Each stretch is longer than the one before by this part of its place. */
  private static final int SHARE = 3;

  private final double[][] db; // [stretch][band]

  private MelPicture(double[][] db) {
    this.db = db;
  }

  /**
   * Looks at a note.
   *
   * @param stepFrames from one row to the next
   */
  static MelPicture of(float[] x, int rateHz, int stepFrames, int steps) {
    return of(x, 0, x.length, rateHz, stepFrames, steps);
  }

  /** Looks at the note that is {@code x[begin, end)}. */
  static MelPicture of(float[] x, int begin, int end, int rateHz, int stepFrames, int steps) {
    List<double[]> rows = new ArrayList<>();
    double loudest = 1e-20;
    for (int from = 0; from < steps; ) {
      int to = Math.min(steps, from + 1 + from / SHARE);
      double[] row = new double[BANDS];
      for (int step = from; step < to; step++) {
        int middle = begin + step * stepFrames + stepFrames / 2;
        look(x, begin, end, middle - WINDOW / 2, rateHz, row);
      }
      for (int b = 0; b < BANDS; b++) {
        row[b] /= to - from;
        loudest = Math.max(loudest, row[b]);
      }
      rows.add(row);
      from = to;
    }
    return new MelPicture(levels(rows, loudest));
  }

  private static double[][] levels(List<double[]> rows, double loudest) {
    double floor = loudest * Math.pow(10, -FLOOR_DB / 10);
    double[][] db = rows.toArray(double[][]::new);
    double mean = 0;
    for (double[] row : db) {
      for (int b = 0; b < BANDS; b++) {
        row[b] = 10 * Math.log10(row[b] + floor);
        mean += row[b] / (db.length * BANDS);
      }
    }
    for (double[] row : db) {
      for (int b = 0; b < BANDS; b++) {
        row[b] -= mean;
      }
    }
    return db;
  }

  private static void look(float[] x, int begin, int end, int from, int rateHz, double[] power) {
    double[] re = new double[WINDOW];
    double[] im = new double[WINDOW];
    for (int i = 0; i < WINDOW; i++) {
      int at = from + i;
      double window = 0.5 * (1 - Math.cos(2 * Math.PI * (i + 0.5) / WINDOW));
      re[i] = at >= begin && at < end ? x[at] * window : 0;
    }
    FFT.transform(re, im);
    double low = mel(LOWEST_HZ);
    double width = (mel(HIGHEST_HZ) - low) / BANDS;
    double binHz = (double) rateHz / WINDOW;
    for (int bin = (int) Math.ceil(LOWEST_HZ / binHz); bin * binHz < HIGHEST_HZ; bin++) {
      double at = (mel(bin * binHz) - low) / width;
      double square = re[bin] * re[bin] + im[bin] * im[bin];
      for (int b = Math.max(0, (int) at - 1); b <= Math.min(BANDS - 1, (int) at + 1); b++) {
        power[b] += Math.max(0, 1 - Math.abs(at - b - 0.5)) * square;
      }
    }
  }

  private static double mel(double hz) {
    return 2595 * Math.log10(1 + hz / 700);
  }

  /** All its numbers in a row. */
  double[] vector() {
    double[] vector = new double[db.length * BANDS];
    for (int step = 0; step < db.length; step++) {
      System.arraycopy(db[step], 0, vector, step * BANDS, BANDS);
    }
    return vector;
  }

  /** How far two notes of the same length are apart: root mean square, in dB. */
  double distanceDb(MelPicture other) {
    double sum = 0;
    for (int step = 0; step < db.length; step++) {
      for (int b = 0; b < BANDS; b++) {
        double d = db[step][b] - other.db[step][b];
        sum += d * d;
      }
    }
    return Math.sqrt(sum / (db.length * BANDS));
  }
}
