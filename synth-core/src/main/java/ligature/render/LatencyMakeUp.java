package ligature.render;

import java.util.Arrays;
import ligature.rt.FrameRing;

/**
 * Takes what inserts delay out of a render, so that a note lies where its event does, also where
 * the delay changes: there it fades over 20 ms from the frames of the one delay to those of the
 * other. Threads: one.
 */
final class LatencyMakeUp {

  private static final double FADE_SECONDS = 0.02;
  private static final int CHANNELS = FrameRing.CHANNELS;

  private final OfflineRender.Sink sink;
  private final int fadeFrames;

  /** What came, from frame {@link #first} on to {@link #end}. */
  private float[] frames = new float[1 << 14];

  private long first;
  private long end;

  /** The frame that is given next, were nothing faded. */
  private long next;

  private int late;
  private int fadeTo;
  private int most;
  private long given;

  LatencyMakeUp(OfflineRender.Sink sink, int rateHz) {
    this.sink = sink;
    fadeFrames = (int) Math.round(FADE_SECONDS * rateHz);
  }

  /**
   * Takes a piece.
   *
   * @param count frames of it
   * @param lateFrames by how much it is late
   */
  void accept(float[] piece, int count, int lateFrames) throws java.io.IOException {
    keep(piece, count);
    most = Math.max(most, lateFrames);
    if (given == 0) {
      next += lateFrames - late;
      late = lateFrames;
      fadeTo = late;
    } else if (late == fadeTo) { // else when the fade is over
      fadeTo = lateFrames;
    }
    give();
    forget();
  }

  /** Gives what still waits for frames that do not come. */
  void finish() throws java.io.IOException {
    if (late != fadeTo) {
      int missing = (int) Math.max(0, next + Math.max(0, fadeTo - late) + fadeFrames - end);
      keep(new float[missing * CHANNELS], missing);
      give();
    }
  }

  /** How many frames went to the sink. */
  long given() {
    return given;
  }

  private void give() throws java.io.IOException {
    if (late != fadeTo) {
      long other = next + fadeTo - late;
      if (Math.max(next, other) + fadeFrames > end) {
        return;
      }
      float[] faded = new float[fadeFrames * CHANNELS];
      for (int i = 0; i < faded.length; i++) {
        float share = (i / CHANNELS + 0.5f) / fadeFrames;
        float from = frames[at(next) + i];
        faded[i] = from + share * (frames[at(other) + i] - from);
      }
      pass(faded, fadeFrames);
      next = other + fadeFrames;
      late = fadeTo;
    }
    if (next < end) {
      int count = (int) (end - next);
      pass(Arrays.copyOfRange(frames, at(next), at(end)), count);
      next = end;
    }
  }

  private void pass(float[] samples, int count) throws java.io.IOException {
    sink.accept(samples, count);
    given += count;
  }

  private int at(long frame) {
    return (int) (frame - first) * CHANNELS;
  }

  private void keep(float[] piece, int count) {
    int needed = at(end) + count * CHANNELS;
    if (needed > frames.length) {
      frames = Arrays.copyOf(frames, 2 * needed);
    }
    System.arraycopy(piece, 0, frames, at(end), count * CHANNELS);
    end += count;
  }

  /** A delay that becomes shorter gives again what it gave before. */
  private void forget() {
    long kept = Math.max(first, Math.min(next, end) - most - fadeFrames);
    if (at(kept) > frames.length / 2) {
      System.arraycopy(frames, at(kept), frames, 0, at(end) - at(kept));
      first = kept;
    }
  }
}
