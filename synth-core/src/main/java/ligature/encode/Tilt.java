package ligature.encode;

/**
 * Makes a recording brighter or darker, as an instrument is that is struck harder or softer: what
 * is above a corner becomes louder or softer by one amount (a shelf of first order).
 */
final class Tilt {

  private static final double HARMONICS = 4;
  private static final double LOWEST_HZ = 400;
  private static final double HIGHEST_HZ = 4000;

  private Tilt() {}

  /** A tilted copy; the corner lies at the fourth harmonic of {@code pitchHz}. */
  static float[] apply(float[] x, int rateHz, double pitchHz, double highDb) {
    double corner = Math.max(LOWEST_HZ, Math.min(HIGHEST_HZ, HARMONICS * pitchHz));
    double pole = Math.exp(-2 * Math.PI * corner / rateHz);
    double gain = Math.pow(10, highDb / 20);
    float[] out = new float[x.length];
    double low = 0;
    for (int i = 0; i < x.length; i++) {
      low = pole * low + (1 - pole) * x[i];
      out[i] = (float) (low + gain * (x[i] - low));
    }
    return out;
  }
}
