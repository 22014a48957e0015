package ligature.encode;

import ligature.dsp.Fft;

/**
 * How far a sound is from a reference, in dB: STFT of 2048, hop 512, Hann; magnitudes plus 0.001 of
 * the reference's largest; root mean square over bins of 20 log10 of the ratio, mean over the
 * frames whose energy is above 1 % of the loudest frame's.
 */
final class LogSpectralDistance {

  private static final int SIZE = 2048;
  private static final int HOP = 512;

  private LogSpectralDistance() {}

  /** The distance at equal loudness. */
  static double db(float[] sound, float[] reference, int rateHz) {
    double gain =
        Math.pow(
            10, (Loudness.loudestDb(reference, rateHz) - Loudness.loudestDb(sound, rateHz)) / 20);
    double[][] a = spectra(sound, gain);
    double[][] b = spectra(reference, 1);
    double largest = 0;
    double loudest = 0;
    double[] energy = new double[b.length];
    for (int t = 0; t < b.length; t++) {
      for (double v : b[t]) {
        largest = Math.max(largest, v);
        energy[t] += v * v;
      }
      energy[t] = Math.sqrt(energy[t]);
      loudest = Math.max(loudest, energy[t]);
    }
    double floor = 1e-3 * largest;
    double sum = 0;
    int frames = 0;
    for (int t = 0; t < Math.min(a.length, b.length); t++) {
      if (energy[t] > 0.01 * loudest) {
        double squares = 0;
        for (int k = 0; k < b[t].length; k++) {
          double d = 20 * Math.log10((a[t][k] + floor) / (b[t][k] + floor));
          squares += d * d;
        }
        sum += Math.sqrt(squares / b[t].length);
        frames++;
      }
    }
    return sum / Math.max(1, frames);
  }

  /** Magnitudes [frame][bin] of a sound times a gain. */
  static double[][] spectra(float[] x, double gain) {
    Fft fft = new Fft(SIZE);
    double[][] spectra = new double[Math.max(0, (x.length - SIZE) / HOP + 1)][SIZE / 2 + 1];
    for (int t = 0; t < spectra.length; t++) {
      double[] re = new double[SIZE];
      double[] im = new double[SIZE];
      for (int i = 0; i < SIZE; i++) {
        re[i] = gain * x[t * HOP + i] * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / SIZE));
      }
      fft.transform(re, im);
      for (int k = 0; k <= SIZE / 2; k++) {
        spectra[t][k] = Math.hypot(re[k], im[k]);
      }
    }
    return spectra;
  }
}
