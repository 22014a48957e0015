package ligature.render;

/**
 * Finds the peaks between the samples: four times oversampled, as ITU-R BS.1770-4, annex 2, by a
 * windowed sinc. Threads: one.
 */
final class TruePeakMeter {

  private static final int FACTOR = 4;
  private static final int HALF = 16;

  /** Frames by which {@link #next} is behind. */
  static final int DELAY_FRAMES = HALF;

  private static final float[][] TAPS = taps();

  private final int channels;
  private final float[][] history;
  private int at;
  private float highest;

  TruePeakMeter(int channels) {
    this.channels = channels;
    history = new float[channels][4 * HALF]; // everything twice, so that a window never wraps
  }

  private static float[][] taps() {
    float[][] taps = new float[FACTOR][2 * HALF];
    for (int p = 0; p < FACTOR; p++) {
      double sum = 0;
      for (int i = 0; i < 2 * HALF; i++) {
        double t = i - (HALF - 1) - (double) p / FACTOR;
        double sinc = t == 0 ? 1 : Math.sin(Math.PI * t) / (Math.PI * t);
        double window = 0.5 + 0.5 * Math.cos(Math.PI * Math.min(1, Math.abs(t) / HALF));
        taps[p][i] = (float) (sinc * window);
        sum += taps[p][i];
      }
      for (int i = 0; i < 2 * HALF; i++) {
        taps[p][i] /= (float) sum;
      }
    }
    return taps;
  }

  /**
   * Takes the frame that begins at {@code samples[offset]}.
   *
   * @return the highest amplitude from the frame {@link #DELAY_FRAMES} before up to the one after
   *     it
   */
  float next(float[] samples, int offset) {
    float peak = 0;
    for (int c = 0; c < channels; c++) {
      float[] h = history[c];
      h[at] = samples[offset + c];
      h[at + 2 * HALF] = samples[offset + c];
      int from = at + 1;
      peak = Math.max(peak, Math.abs(h[from + HALF - 1]));
      for (int p = 1; p < FACTOR; p++) {
        float sum = 0;
        for (int i = 0; i < 2 * HALF; i++) {
          sum += TAPS[p][i] * h[from + i];
        }
        peak = Math.max(peak, Math.abs(sum));
      }
    }
    at = (at + 1) % (2 * HALF);
    highest = Math.max(highest, peak);
    return peak;
  }

  /** The highest amplitude so far, but of the last {@link #DELAY_FRAMES} frames. */
  float highest() {
    return highest;
  }
}
