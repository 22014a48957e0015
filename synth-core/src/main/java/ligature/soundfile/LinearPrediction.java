package ligature.soundfile;

/**
 * Predicts a sample from those before it: autocorrelation and the recursion of Levinson and Durbin.
 * Threads: any.
 */
final class LinearPrediction {

  private LinearPrediction() {}

  /** The autocorrelation of windowed samples at the lags 0 to {@code order}. */
  static double[] correlation(int[] samples, int length, int order) {
    double[] x = new double[length];
    double half = (length - 1) / 2.0;
    for (int i = 0; i < length; i++) {
      double t = half == 0 ? 0 : (i - half) / (half + 1);
      x[i] = samples[i] * (1 - t * t); // Welch's window
    }
    double[] correlation = new double[order + 1];
    for (int lag = 0; lag <= order; lag++) {
      double sum = 0;
      for (int i = lag; i < length; i++) {
        sum += x[i] * x[i - lag];
      }
      correlation[lag] = sum;
    }
    return correlation;
  }

  /** The predictor of an order; its first coefficient is for the sample just before. */
  static double[] coefficients(double[] correlation, int order) {
    double[] a = new double[order];
    double error = correlation[0] * (1 + 1e-9);
    for (int i = 0; i < order; i++) {
      double sum = correlation[i + 1];
      for (int k = 0; k < i; k++) {
        sum -= a[k] * correlation[i - k];
      }
      double reflection = error == 0 ? 0 : sum / error;
      double[] before = a.clone();
      a[i] = reflection;
      for (int k = 0; k < i; k++) {
        a[k] = before[k] - reflection * before[i - 1 - k];
      }
      error *= 1 - reflection * reflection;
    }
    return a;
  }

  /**
   * By how many bits coefficients are scaled up to fit into {@code bits}; negative if they cannot.
   */
  static int shift(double[] coefficients, int bits) {
    double most = 0;
    for (double c : coefficients) {
      most = Math.max(most, Math.abs(c));
    }
    if (!(most > 0) || most > 1 << bits - 1) {
      return -1;
    }
    return Math.min(15, bits - 2 - Math.getExponent(most));
  }

  /** Rounded, the rounding error of each carried on to the next. */
  static int[] quantized(double[] coefficients, int shift, int bits) {
    int[] rounded = new int[coefficients.length];
    int most = (1 << bits - 1) - 1;
    double carry = 0;
    for (int i = 0; i < rounded.length; i++) {
      double exact = Math.scalb(coefficients[i], shift) + carry;
      rounded[i] = (int) Math.max(-most - 1, Math.min(most, Math.round(exact)));
      carry = exact - rounded[i];
    }
    return rounded;
  }
}
