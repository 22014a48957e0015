package ligature.engine;

import ligature.rt.FrameRing;

/**
 * A recorded sound that is heard once beside what is played: its part from one frame to another. It
 * may still be made while it is heard.
 *
 * <p>Threads: made by any one, which must not change samples that are there; played by {@code
 * [model-thread]}; {@link #position} and {@link #isOver} any.
 */
public final class Clip {

  final float[] left;
  final float[] right;
  final int from;
  final int to;
  private final boolean mix;
  private volatile int ready;
  private volatile int position;
  private volatile boolean over;

  private Clip(float[] left, float[] right, int from, int to, boolean mix) {
    if (from < 0 || to < from || to > left.length) {
      throw new IllegalArgumentException(
          from + " to " + to + " is not a part of " + left.length + " frames");
    }
    this.left = left;
    this.right = right;
    this.from = from;
    this.to = to;
    this.mix = mix;
    position = from;
  }

  /**
   * A recording, which is heard at the instrument's level and pan.
   *
   * @param samples mono, full scale 1, at the model's rate; not copied
   * @param from the first frame
   * @param to the frame after the last
   */
  public Clip(float[] samples, int from, int to) {
    this(samples, samples, from, to, false);
    ready = to;
  }

  /**
   * A stereo mix that has its own level and pan, and is heard as it is. None of it is there yet.
   *
   * @param frames of the whole, at the model's rate
   */
  public static Clip ofMix(int frames) {
    return new Clip(new float[frames], new float[frames], 0, frames, true);
  }

  /**
   * Adds what was made of a mix; what goes beyond its end is left out.
   *
   * @param samples interleaved
   */
  public void append(float[] samples, int frames) {
    int at = ready;
    int count = Math.min(frames, to - at);
    for (int i = 0; i < count; i++) {
      left[at + i] = samples[FrameRing.CHANNELS * i];
      right[at + i] = samples[FrameRing.CHANNELS * i + 1];
    }
    ready = at + count;
  }

  /** No more is made; the rest is silence. */
  public void complete() {
    ready = to;
  }

  /** The same sound, to be heard again. */
  public Clip again() {
    Clip again = new Clip(left, right, from, to, mix);
    again.ready = ready;
    return again;
  }

  /** The frame after the last one that is there. */
  public int ready() {
    return ready;
  }

  /** Whether it has its own level and pan. */
  public boolean isMix() {
    return mix;
  }

  /** The frame of the samples that is rendered next. */
  public int position() {
    return position;
  }

  /** Whether it has been heard to its end, or another one has taken its place. */
  public boolean isOver() {
    return over;
  }

  void reached(int frame) {
    position = frame;
  }

  void end() {
    over = true;
  }
}
