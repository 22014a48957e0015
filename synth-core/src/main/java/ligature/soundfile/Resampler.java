package ligature.soundfile;

import java.util.Arrays;

/**
 * Converts a stream from one sample rate to another: a polyphase windowed sinc, Kaiser window.
 *
 * <p>The output is aligned: output frame {@code n} stands for the moment {@code n / toHz}. To give
 * it, the resampler needs {@link #delayFrames} input frames more.
 *
 * <p>For files: flat within 0.001 dB up to 0.95 of the lower Nyquist frequency, images and aliases
 * below -95 dB. Live it has a quarter of the delay: flat within 0.001 dB up to 0.9, and what falls
 * there from beyond is below -90 dB; only above 0.9, some 20 kHz, may images remain. Formula:
 * Smith, Digital Audio Resampling Home Page (CCRMA). Threads: one; {@link #process} does not
 * allocate.
 */
public final class Resampler {

  private static final int FILE_CROSSINGS = 128;
  private static final double FILE_CUTOFF = 0.975;
  private static final double FILE_BETA = 10;

  private static final int LIVE_CROSSINGS = 32;
  private static final double LIVE_CUTOFF = 1;
  private static final double LIVE_BETA = 9;

  /** Rates that have little in common need a filter for each of this many phases. */
  private static final int MANY_PHASES = 4096;

  /** Frames taken before the history moves back to the beginning of its array. */
  private static final int ROOM_FRAMES = 1024;

  private final int channels;
  private final int up;
  private final int down;
  private final int half;
  private final float[][] phases;
  private final int window;
  private final float[] history;
  private int end;
  private int phase;
  private int missing;

  /** Prepares to convert interleaved frames of {@code channels} channels, for files. */
  public Resampler(int fromHz, int toHz, int channels) {
    this(
        fromHz,
        toHz,
        channels,
        toHz / gcd(fromHz, toHz) > MANY_PHASES ? LIVE_CROSSINGS : FILE_CROSSINGS,
        FILE_CUTOFF,
        FILE_BETA);
  }

  /** One with little delay, for playing. */
  public static Resampler live(int fromHz, int toHz, int channels) {
    return new Resampler(fromHz, toHz, channels, LIVE_CROSSINGS, LIVE_CUTOFF, LIVE_BETA);
  }

  private Resampler(
      int fromHz, int toHz, int channels, int crossings, double relativeCutoff, double beta) {
    this.channels = channels;
    int common = gcd(fromHz, toHz);
    up = toHz / common;
    down = fromHz / common;
    double cutoff = relativeCutoff * Math.min(1.0, (double) toHz / fromHz);
    half = (int) Math.ceil(crossings / cutoff);
    phases = new float[up][];
    for (int p = 0; p < up; p++) {
      phases[p] = taps((double) p / up, cutoff, beta);
    }
    window = 2 * half * channels;
    history = new float[window + ROOM_FRAMES * channels];
    end = window;
    missing = half + 1;
  }

  /** The taps that interpolate at {@code fraction} of a frame after the middle of the history. */
  private float[] taps(double fraction, double cutoff, double beta) {
    double[] exact = new double[2 * half];
    double sum = 0;
    for (int i = 0; i < exact.length; i++) {
      double t = i - (half - 1) - fraction;
      double x = t * cutoff * Math.PI;
      double sinc = x == 0 ? 1 : Math.sin(x) / x;
      double edge = Math.min(1, Math.abs(t) / half);
      exact[i] = sinc * bessel0(beta * Math.sqrt(1 - edge * edge));
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

  /** Begins anew, as if nothing had come in. */
  public void reset() {
    Arrays.fill(history, 0);
    end = window;
    phase = 0;
    missing = half + 1;
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
      if (end == history.length) {
        // not with every frame: moving costs as much as interpolating
        System.arraycopy(history, end - window, history, 0, window);
        end = window;
      }
      System.arraycopy(in, f * channels, history, end, channels);
      end += channels;
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
    int from = end - window;
    if (channels == 1) {
      out[at] = sum(taps, from);
      return;
    }
    for (int c = 0; c < channels; c++) {
      float sum = 0;
      for (int i = 0; i < taps.length; i++) {
        sum += taps[i] * history[from + i * channels + c];
      }
      out[at + c] = sum;
    }
  }

  /** One channel in four sums, which do not wait for each other. */
  private float sum(float[] taps, int from) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + 3 < taps.length; i += 4) {
      a += taps[i] * history[from + i];
      b += taps[i + 1] * history[from + i + 1];
      c += taps[i + 2] * history[from + i + 2];
      d += taps[i + 3] * history[from + i + 3];
    }
    for (; i < taps.length; i++) {
      a += taps[i] * history[from + i];
    }
    return (a + b) + (c + d);
  }
}
