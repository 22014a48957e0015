package ligature.ui.control;

import java.util.Arrays;

/**
 * Levels by frequency: a Hann window and a Fourier transform. A sine of full scale reads 0 dB at
 * its frequency.
 */
final class Spectrum {

  static final int FRAMES = 4096;

  /** The lowest level that comes out. */
  static final float FLOOR_DB = -100;

  private final double[] window = new double[FRAMES];
  private final double[] cosines = new double[FRAMES / 2];
  private final double[] sines = new double[FRAMES / 2];
  private final double[] real = new double[FRAMES];
  private final double[] imaginary = new double[FRAMES];
  private final float[] levelsDb = new float[FRAMES / 2];

  Spectrum() {
    for (int i = 0; i < FRAMES; i++) {
      window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / FRAMES);
    }
    for (int i = 0; i < FRAMES / 2; i++) {
      cosines[i] = Math.cos(2 * Math.PI * i / FRAMES);
      sines[i] = Math.sin(2 * Math.PI * i / FRAMES);
    }
  }

  /**
   * The levels of the last {@link #FRAMES} frames.
   *
   * @return [FRAMES / 2] in dB, the same array every time; entry k stands for k / FRAMES of the
   *     sample rate
   */
  float[] of(float[] frames) {
    int offset = frames.length - FRAMES;
    for (int i = 0; i < FRAMES; i++) {
      int at = Integer.reverse(i) >>> 32 - 12;
      real[at] = frames[offset + i] * window[i];
    }
    Arrays.fill(imaginary, 0);
    transform();
    // the window's mean is one half, and half of a sine's level lies at the negative frequency
    double scale = 4.0 / FRAMES;
    for (int k = 0; k < FRAMES / 2; k++) {
      double level = scale * Math.hypot(real[k], imaginary[k]);
      levelsDb[k] = (float) Math.max(FLOOR_DB, 20 * Math.log10(level + 1e-9));
    }
    return levelsDb;
  }

  /** Radix 2, in place; the input lies in bit-reversed order. */
  private void transform() {
    for (int half = 1; half < FRAMES; half *= 2) {
      int stride = FRAMES / (2 * half);
      for (int start = 0; start < FRAMES; start += 2 * half) {
        for (int k = 0; k < half; k++) {
          int even = start + k;
          int odd = even + half;
          double c = cosines[k * stride];
          double s = sines[k * stride];
          double re = real[odd] * c + imaginary[odd] * s;
          double im = imaginary[odd] * c - real[odd] * s;
          real[odd] = real[even] - re;
          imaginary[odd] = imaginary[even] - im;
          real[even] += re;
          imaginary[even] += im;
        }
      }
    }
  }

  /** The level at a frequency, between the entries as on a line, and the highest of a range. */
  static float levelDb(float[] levelsDb, double fromHz, double toHz, double sampleRateHz) {
    double perEntry = sampleRateHz / FRAMES;
    double from = fromHz / perEntry;
    double to = Math.min(levelsDb.length - 1, toHz / perEntry);
    int low = (int) Math.min(levelsDb.length - 2, from);
    double t = Math.min(1, from - low);
    float level = (float) (levelsDb[low] * (1 - t) + levelsDb[low + 1] * t);
    for (int k = low + 1; k <= to; k++) {
      level = Math.max(level, levelsDb[k]);
    }
    return level;
  }
}
