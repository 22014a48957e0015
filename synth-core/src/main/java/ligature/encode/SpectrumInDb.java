package ligature.encode;

/**
 * The mean spectrum of a sound, in dB above a floor, to compare others with at equal energy: as
 * {@link LogSpectralDistance}, but the mean over time of each bin.
 */
final class SpectrumInDb {

  private static final double FLOOR = 1e-3;

  private final double[] db;
  private final double energy;
  private final double floor;

  SpectrumInDb(float[] reference) {
    double[][] spectra = LogSpectralDistance.spectra(reference, 1);
    double largest = 1e-12;
    for (double[] frame : spectra) {
      for (double v : frame) {
        largest = Math.max(largest, v);
      }
    }
    energy = energy(reference);
    floor = FLOOR * largest;
    db = db(spectra, 1);
  }

  /** How much louder a sound as long as the reference is in each bin, at equal energy, in dB. */
  double[] differenceDb(float[] sound) {
    double gain = Math.sqrt(energy / energy(sound));
    double[] difference = db(LogSpectralDistance.spectra(sound, 1), gain);
    for (int i = 0; i < difference.length; i++) {
      difference[i] -= db[i];
    }
    return difference;
  }

  private double[] db(double[][] spectra, double gain) {
    double[] mean = new double[spectra[0].length];
    for (double[] frame : spectra) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += 20 * Math.log10(gain * frame[i] + floor) / spectra.length;
      }
    }
    return mean;
  }

  private static double energy(float[] x) {
    double sum = 1e-20;
    for (float v : x) {
      sum += (double) v * v;
    }
    return sum;
  }

  static double squares(double[] x) {
    return product(x, x);
  }

  static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
