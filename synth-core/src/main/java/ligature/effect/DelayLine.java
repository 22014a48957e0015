package ligature.effect;

/**
 * A line of frames to read from at any distance behind its head.
 *
 * <p>Threads: {@code [model-thread]}.
 */
final class DelayLine {

  private final float[] samples;
  private final int mask;
  private int head;

  /**
   * @param longestFrames the longest delay
   */
  DelayLine(int longestFrames) {
    samples = new float[Integer.highestOneBit(longestFrames + 3) * 2];
    mask = samples.length - 1;
  }

  void clear() {
    java.util.Arrays.fill(samples, 0);
  }

  void write(float x) {
    head = (head + 1) & mask;
    samples[head] = x;
  }

  /** What was written {@code frames} writes before the last one. */
  float read(int frames) {
    return samples[(head - frames) & mask];
  }

  /** The same between frames, by a cubic through four of them; 1 frame at least. */
  float read(float frames) {
    int whole = (int) frames;
    float t = frames - whole;
    float before = samples[(head - whole + 1) & mask];
    float a = samples[(head - whole) & mask];
    float b = samples[(head - whole - 1) & mask];
    float after = samples[(head - whole - 2) & mask];
    float slope = 0.5f * (b - before);
    float c2 = before - 2.5f * a + 2 * b - 0.5f * after;
    float c3 = 0.5f * (after - before) + 1.5f * (a - b);
    return ((c3 * t + c2) * t + slope) * t + a;
  }
}
