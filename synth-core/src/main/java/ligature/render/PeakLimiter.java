package ligature.render;

import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * A gain, and a limit that no peak between the samples crosses, by looking 5 ms ahead: the gain
 * goes down in time and comes back slowly. Below the limit it does nothing but multiply.
 *
 * <p>Its output is {@link #delayFrames} behind its input. Threads: one.
 */
final class PeakLimiter {

  private static final double LOOK_AHEAD_SECONDS = 0.005;
  private static final double RELEASE_SECONDS = 0.12;

  /** A gain that moves makes peaks of its own, smaller than this. */
  private static final double MARGIN_DB = 0.05;

  private final int channels;
  private final float gain;
  private final float limit;
  private final TruePeakMeter peaks;
  private final int window;
  private final float release;
  private final float[] delayed;
  private final double[] recent;
  private final ArrayDeque<long[]> lowest = new ArrayDeque<>();
  private final float[] scaled;
  private double sum;
  private float held = 1;
  private long frame;
  private int delayAt;

  /**
   * @param limitDb positive infinity for none
   */
  PeakLimiter(int rateHz, int channels, double gainDb, double limitDb) {
    this.channels = channels;
    gain = (float) Math.pow(10, gainDb / 20);
    limit = (float) Math.pow(10, (limitDb - MARGIN_DB) / 20);
    peaks = new TruePeakMeter(channels);
    window = Math.max(1, (int) (LOOK_AHEAD_SECONDS * rateHz));
    release = (float) (1 - Math.exp(-1 / (RELEASE_SECONDS * rateHz)));
    delayed = new float[(window + TruePeakMeter.DELAY_FRAMES) * channels];
    recent = new double[window];
    Arrays.fill(recent, 1);
    sum = window;
    scaled = new float[channels];
  }

  int delayFrames() {
    return window + TruePeakMeter.DELAY_FRAMES;
  }

  /** Takes {@code frames} interleaved frames and gives as many, in place. */
  void process(float[] samples, int frames) {
    for (int i = 0; i < frames; i++) {
      int at = i * channels;
      for (int c = 0; c < channels; c++) {
        scaled[c] = gain * samples[at + c];
      }
      float factor = next(peaks.next(scaled, 0));
      for (int c = 0; c < channels; c++) {
        float out = delayed[delayAt];
        delayed[delayAt] = scaled[c];
        delayAt = (delayAt + 1) % delayed.length;
        samples[at + c] = out * factor;
      }
    }
  }

  /** The gain for the frame that leaves, from the peak that arrives. */
  private float next(float peak) {
    float wish = peak > limit ? limit / peak : 1;
    // the lowest wish of the window that begins a frame before the one that leaves
    while (!lowest.isEmpty() && Float.intBitsToFloat((int) lowest.peekLast()[1]) >= wish) {
      lowest.removeLast();
    }
    lowest.addLast(new long[] {frame, Float.floatToRawIntBits(wish)});
    while (lowest.peekFirst()[0] < frame - window - 1) {
      lowest.removeFirst();
    }
    float low = Float.intBitsToFloat((int) lowest.peekFirst()[1]);
    held = Math.min(low, held + (1 - held) * release);
    int slot = (int) (frame % window);
    sum += held - recent[slot];
    recent[slot] = held;
    frame++;
    return (float) Math.min(1, sum / window);
  }
}
