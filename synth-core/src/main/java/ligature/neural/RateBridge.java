package ligature.neural;

import java.util.Arrays;
import ligature.soundfile.Resampler;

/**
 * Runs what wants another rate: resamples there, lets it work, resamples back, and is late by a
 * number of frames that never changes.
 *
 * <p>Threads: one; only the constructor allocates.
 */
public final class RateBridge {

  /** What works at the other rate, in place; as many frames come out as go in. */
  public interface Core {
    void process(float[] left, float[] right, int frames);
  }

  /** One side's way. */
  private static final class Side {
    final Resampler there;
    final Resampler back;
    final float[] inner;
    final float[] outer;
    final float[] queue;
    int queued;

    Side(int rateHz, int innerHz, int maxFrames, int delayFrames) {
      there = Resampler.live(rateHz, innerHz, 1);
      back = Resampler.live(innerHz, rateHz, 1);
      inner = new float[there.mostOutput(maxFrames)];
      outer = new float[back.mostOutput(inner.length)];
      queue = new float[delayFrames + maxFrames + outer.length];
      queued = delayFrames;
    }

    void reset(int delayFrames) {
      there.reset();
      back.reset();
      Arrays.fill(queue, 0, delayFrames, 0);
      queued = delayFrames;
    }

    void take(int innerFrames) {
      int count = back.process(inner, innerFrames, outer);
      System.arraycopy(outer, 0, queue, queued, count);
      queued += count;
    }

    void give(float[] out, int frames) {
      System.arraycopy(queue, 0, out, 0, frames);
      queued -= frames;
      System.arraycopy(queue, frames, queue, 0, queued);
    }
  }

  private final Core core;
  private final Side left;
  private final Side right;
  private final int latencyFrames;

  /**
   * @param rateHz outside
   * @param innerHz of the core
   * @param maxFrames the most frames of one {@link #process}
   */
  public RateBridge(int rateHz, int innerHz, int maxFrames, Core core) {
    this.core = core;
    if (rateHz == innerHz) {
      latencyFrames = 0;
      left = null;
      right = null;
      return;
    }
    latencyFrames = delayFrames(rateHz, innerHz);
    left = new Side(rateHz, innerHz, maxFrames, latencyFrames);
    right = new Side(rateHz, innerHz, maxFrames, latencyFrames);
  }

  /** So many frames late, there is always something to give, whatever the blocks are. */
  public static int delayFrames(int rateHz, int innerHz) {
    if (rateHz == innerHz) {
      return 0;
    }
    int there = Resampler.live(rateHz, innerHz, 1).delayFrames();
    int back = Resampler.live(innerHz, rateHz, 1).delayFrames();
    return 1 + there + (int) Math.ceil((1.0 + back) * rateHz / innerHz);
  }

  /** By how much the output lags behind the input, beyond what the core adds. */
  public int latencyFrames() {
    return latencyFrames;
  }

  /** The most frames that the core gets at once. */
  public static int mostInner(int rateHz, int innerHz, int maxFrames) {
    return rateHz == innerHz ? maxFrames : Resampler.live(rateHz, innerHz, 1).mostOutput(maxFrames);
  }

  /** Replaces the block by what the core makes of it. */
  public void process(float[] l, float[] r, int frames) {
    if (left == null) {
      core.process(l, r, frames);
      return;
    }
    int count = left.there.process(l, frames, left.inner);
    right.there.process(r, frames, right.inner);
    if (count > 0) {
      core.process(left.inner, right.inner, count);
    }
    left.take(count);
    right.take(count);
    left.give(l, frames);
    right.give(r, frames);
  }

  /** Forgets all sound. */
  public void reset() {
    if (left != null) {
      left.reset(latencyFrames);
      right.reset(latencyFrames);
    }
  }
}
