package ligature.soundfile;

/**
 * Converts a stream from one sample rate to another: a polyphase windowed sinc, 64 zero crossings,
 * Kaiser window.
 *
 * <p>The output is aligned: output frame {@code n} stands for the moment {@code n / toHz}. To give
 * it, the resampler needs {@link #delayFrames} input frames more, so live use adds that much
 * latency. Pass band to 0.9 of the lower Nyquist frequency, images and aliases below -90 dB.
 * Formula: Smith, Digital Audio Resampling Home Page (CCRMA). Threads: one; {@link #process} does
 * not allocate.
 */
public final class Resampler {

  private static final int ZERO_CROSSINGS = 32;
  private static final double KAISER_BETA = 9.0;

  private final int channels;
  private final int up;
  private final int down;
  private final int half;
  private final float[][] phases;
  private final float[] history;
  private int phase;
  private int missing;

  /** Prepares to convert interleaved frames of {@code channels} channels. */
  public Resampler(int fromHz, int toHz, int channels) {
    this.channels = channels;
    int common = gcd(fromHz, toHz);
    up = toHz / common;
    down = fromHz / common;
    double cutoff = 0.95 * Math.min(1.0, (double) toHz / fromHz);
    half = (int) Math.ceil(ZERO_CROSSINGS / cutoff);
    phases = new float[up][];
    for (int p = 0; p < up; p++) {
      phases[p] = taps((double) p / up, cutoff);
    }
    history = new float[2 * half * channels];
    missing = half + 1;
  }

  /** The taps that interpolate at {@code fraction} of a frame after the middle of the history. */
  private float[] taps(double fraction, double cutoff) {
    double[] exact = new double[2 * half];
    double sum = 0;
    for (int i = 0; i < exact.length; i++) {
      double t = i - (half - 1) - fraction;
      double x = t * cutoff * Math.PI;
      double sinc = x == 0 ? 1 : Math.sin(x) / x;
      double edge = Math.min(1, Math.abs(t) / half);
      exact[i] = sinc * bessel0(KAISER_BETA * Math.sqrt(1 - edge * edge));
      sum += exact[i];
    }
    float[] taps = new float[exact.length];
    for (int i = 0; i < taps.length; i++) {
      taps[i] = (float) (exact[i] / sum);
    }
    return taps;
  }

  /** The modified Bessel function of order 0, by its series. */
  private static double bessel0(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; term > 1e-12 * sum; k++) {
      term *= x / (2 * k) * (x / (2 * k));
      sum += term;
    }
    return sum;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  /** Input frames by which the output lags behind the input. */
  public int delayFrames() {
    return half;
  }

  /** The most frames that {@code frames} input frames can give. */
  public int mostOutput(int frames) {
    return (int) ((long) frames * up / down) + 2;
  }

  /**
   * Takes {@code frames} frames from the beginning of {@code in}, writes what they give to the
   * beginning of {@code out}.
   *
   * @return the frames written
   */
  public int process(float[] in, int frames, float[] out) {
    int written = 0;
    for (int f = 0; f < frames; f++) {
      System.arraycopy(history, channels, history, 0, history.length - channels);
      System.arraycopy(in, f * channels, history, history.length - channels, channels);
      missing--;
      while (missing <= 0) {
        interpolate(phases[phase], out, written++ * channels);
        phase += down;
        missing += phase / up;
        phase %= up;
      }
    }
    return written;
  }

  private void interpolate(float[] taps, float[] out, int at) {
    for (int c = 0; c < channels; c++) {
      float sum = 0;
      for (int i = 0; i < taps.length; i++) {
        sum += taps[i] * history[i * channels + c];
      }
      out[at + c] = sum;
    }
  }
}
