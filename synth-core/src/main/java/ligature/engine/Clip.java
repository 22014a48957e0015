package ligature.engine;

/**
 * A recorded sound that is heard once beside what is played: its part from one frame to another.
 *
 * <p>Threads: made by any, which must not change the samples any more; played by {@code
 * [model-thread]}; {@link #position} and {@link #isOver} any.
 */
public final class Clip {

  final float[] samples;
  final int from;
  final int to;
  private volatile int position;
  private volatile boolean over;

  /**
   * @param samples mono, full scale 1, at the model's rate; not copied
   * @param from the first frame
   * @param to the frame after the last
   */
  public Clip(float[] samples, int from, int to) {
    if (from < 0 || to < from || to > samples.length) {
      throw new IllegalArgumentException(
          from + " to " + to + " is not a part of " + samples.length + " frames");
    }
    this.samples = samples;
    this.from = from;
    this.to = to;
    position = from;
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
