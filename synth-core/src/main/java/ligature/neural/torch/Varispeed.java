package ligature.neural.torch;

import java.util.Arrays;

/**
 * Reads a stream of one channel or two at another speed, which may change from sample to sample: a
 * windowed sinc, Kaiser window, as wide as the speed wants it.
 *
 * <p>Faster than 1 its cutoff goes down with the speed, so that nothing folds back: flat to 0.7 of
 * the lower Nyquist frequency, what folds is below -70 dB. Formula: Smith, Digital Audio Resampling
 * Home Page (CCRMA). Threads: one; only the constructor allocates.
 */
final class Varispeed {

  private static final int CROSSINGS = 16;
  private static final double CUTOFF = 0.9;
  private static final double BETA = 8;

  /** Points of the kernel from one crossing to the next; between them it is straight. */
  private static final int POINTS = 512;

  private static final float[] KERNEL = kernel();

  private final float[][] history;
  private final int keptFrames;
  private int end;
  private double position;

  /**
   * @param channels one or two
   * @param blockFrames the most frames of one {@link #append}
   * @param mostStep the highest speed
   */
  Varispeed(int channels, int blockFrames, double mostStep) {
    keptFrames = 2 * (int) Math.ceil(CROSSINGS * Math.max(1, mostStep) / CUTOFF) + 2;
    history = new float[channels][2 * keptFrames + 2 * blockFrames];
    reset();
  }

  private static float[] kernel() {
    float[] kernel = new float[CROSSINGS * POINTS + 2];
    for (int i = 0; i < kernel.length; i++) {
      double t = (double) i / POINTS;
      double sinc = t == 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t);
      double edge = Math.min(1, t / CROSSINGS);
      kernel[i] = (float) (sinc * bessel0(BETA * Math.sqrt(1 - edge * edge)) / bessel0(BETA));
    }
    return kernel;
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

  /** Begins at the first frame that will be appended, with silence before it. */
  void reset() {
    for (float[] channel : history) {
      Arrays.fill(channel, 0);
    }
    end = keptFrames;
    position = keptFrames;
  }

  private static double halfWidth(double step) {
    return CROSSINGS * Math.max(1, step) / CUTOFF;
  }

  /** Whether {@link #read} at this speed needs no more frames. */
  boolean isReady(double step) {
    return position + halfWidth(step) + 1 < end;
  }

  /**
   * Appends frames, once {@link #isReady} asks for more.
   *
   * @param block channel after channel
   */
  void append(float[] block, int frames) {
    int begin = (int) position - keptFrames / 2;
    if (end + frames > history[0].length) {
      for (float[] channel : history) {
        System.arraycopy(channel, begin, channel, 0, end - begin);
      }
      end -= begin;
      position -= begin;
    }
    for (int c = 0; c < history.length; c++) {
      System.arraycopy(block, c * frames, history[c], end, frames);
    }
    end += frames;
  }

  /**
   * The next frame.
   *
   * @param step the speed: frames of the stream for each frame that is read
   * @param out a sample for each channel
   */
  void read(double step, float[] out) {
    double scale = CUTOFF / Math.max(1, step);
    double half = halfWidth(step);
    int from = (int) Math.ceil(position - half);
    int to = (int) Math.floor(position + half);
    Arrays.fill(out, 0, history.length, 0);
    for (int i = from; i <= to; i++) {
      double at = Math.abs(i - position) * scale * POINTS;
      int point = (int) at;
      float tap = KERNEL[point] + (float) (at - point) * (KERNEL[point + 1] - KERNEL[point]);
      for (int c = 0; c < history.length; c++) {
        out[c] += tap * history[c][i];
      }
    }
    for (int c = 0; c < history.length; c++) {
      out[c] *= (float) scale;
    }
    position += step;
  }
}
