package ligature.render;

import java.util.Arrays;
import ligature.dsp.Fft;

/**
 * The spectrum of a stretch of stereo audio at 48 kHz, left and right together, and how two of them
 * differ. Threads: any.
 */
final class BandSpectrum {

  private static final int RATE_HZ = 48_000;
  private static final int LENGTH = 4096;
  private static final Fft FFT = new Fft(LENGTH);
  private static final int FIRST_BIN = 4;

  /** Up to 12.9 kHz. */
  private static final int BINS = 1100;

  private static final double LOWEST_HZ = 200;
  private static final int BANDS_AN_OCTAVE = 3;
  private static final int BANDS = 18;

  /** What lies this much under the loudest band is not heard, and counts as this. */
  private static final double FLOOR_DB = -55;

  private final double[] power = new double[BINS];

  /** Takes the frames from {@code from} on, as many windows of 85 ms as there are. */
  BandSpectrum(float[] stereo, int from, int frames) {
    double[] re = new double[LENGTH];
    double[] im = new double[LENGTH];
    for (int w = 0; w < frames / LENGTH; w++) {
      for (int i = 0; i < LENGTH; i++) {
        int at = 2 * (from + w * LENGTH + i);
        double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / LENGTH);
        re[i] = (stereo[at] + stereo[at + 1]) * window;
      }
      Arrays.fill(im, 0);
      FFT.transform(re, im);
      for (int b = FIRST_BIN; b < BINS; b++) {
        power[b] += re[b] * re[b] + im[b] * im[b];
      }
    }
  }

  /** The mean frequency in Hz, weighted with the amplitude. */
  double centreHz() {
    double sum = 0;
    double weighted = 0;
    for (int b = 0; b < BINS; b++) {
      double amplitude = Math.sqrt(power[b]);
      sum += amplitude;
      weighted += amplitude * b;
    }
    return weighted / sum * RATE_HZ / LENGTH;
  }

  /** Thirds of an octave from 200 Hz on, in dB against their mean: whatever the level. */
  double[] bandsDb() {
    double[] bands = new double[BANDS];
    for (int b = FIRST_BIN; b < BINS; b++) {
      double hz = (double) b * RATE_HZ / LENGTH;
      int band = (int) Math.floor(BANDS_AN_OCTAVE * Math.log(hz / LOWEST_HZ) / Math.log(2));
      if (band >= 0 && band < BANDS) {
        bands[band] += power[b];
      }
    }
    double loudest = Arrays.stream(bands).max().orElseThrow() + 1e-20;
    for (int i = 0; i < BANDS; i++) {
      bands[i] = Math.max(FLOOR_DB, 10 * Math.log10(bands[i] / loudest + 1e-20));
    }
    double mean = Arrays.stream(bands).average().orElseThrow();
    return Arrays.stream(bands).map(v -> v - mean).toArray();
  }

  /** The root mean square of the differences of two spectra's bands, in dB. */
  static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum / a.length);
  }
}
