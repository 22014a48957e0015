package ligature.neural.torch;

import java.util.Arrays;
import ligature.soundfile.Resampler;

/**
 * One side's way to a model's rate and back, and the queue of what has come back. Threads: one;
 * only the constructor allocates.
 */
final class SidePath {
  private final Resampler there;
  private final Resampler back;
  private final float[] inner;
  private final float[] outer;
  private final float[] queue;
  private int queued;

  /**
   * @param maxFrames the most of one block
   * @param delayFrames that {@link #reset} will be given
   */
  SidePath(int rateHz, int innerHz, int maxFrames, int chunkFrames, int delayFrames) {
    boolean same = rateHz == innerHz;
    there = same ? null : Resampler.live(rateHz, innerHz, 1);
    back = same ? null : Resampler.live(innerHz, rateHz, 1);
    inner = new float[same ? maxFrames : there.mostOutput(maxFrames)];
    outer = new float[same ? chunkFrames : back.mostOutput(chunkFrames)];
    queue = new float[delayFrames + maxFrames + outer.length];
  }

  /** What {@link #resample} wrote. */
  float[] inner() {
    return inner;
  }

  /** The frames that {@link #give} has. */
  int queued() {
    return queued;
  }

  /** Brings frames to the model's rate; gives how many they are there. */
  int resample(float[] samples, int frames) {
    if (there != null) {
      return there.process(samples, frames, inner);
    }
    System.arraycopy(samples, 0, inner, 0, frames);
    return frames;
  }

  /** Appends what a chunk gives, but for the first {@code owed} frames. */
  int append(float[] chunk, int owed) {
    int count = chunk.length;
    float[] from = chunk;
    if (back != null) {
      count = back.process(chunk, count, outer);
      from = outer;
    }
    int late = Math.min(owed, count);
    System.arraycopy(from, late, queue, queued, count - late);
    queued += count - late;
    return late;
  }

  /** Takes frames from the queue; those that it lacks are silence. */
  void give(float[] to, int frames) {
    int ready = Math.min(frames, queued);
    System.arraycopy(queue, 0, to, 0, ready);
    Arrays.fill(to, ready, frames, 0);
    queued -= ready;
    System.arraycopy(queue, ready, queue, 0, queued);
  }

  /** As new: nothing but a delay of silence. */
  void reset(int delayFrames) {
    if (there != null) {
      there.reset();
      back.reset();
    }
    Arrays.fill(queue, 0, delayFrames, 0);
    queued = delayFrames;
  }
}
