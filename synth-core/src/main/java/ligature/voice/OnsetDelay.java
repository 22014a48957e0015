package ligature.voice;

import java.util.Arrays;

/**
 * Delays a voice's audio by less than a hop, for life: so a note begins on its frame although all
 * voices are decoded together. Threads: {@code [model-thread]}.
 */
final class OnsetDelay {

  /** Samples beyond this are no sound but a broken network. */
  private static final float BROKEN_PEAK = 64;

  private final int hopFrames;
  private final float[] delayed;
  private final float[] waiting;
  private int offset;

  OnsetDelay(int hopFrames) {
    this.hopFrames = hopFrames;
    delayed = new float[hopFrames];
    waiting = new float[hopFrames];
  }

  /**
   * Begins anew.
   *
   * @param frames in [0, hopFrames)
   */
  void begin(int frames) {
    offset = frames;
    Arrays.fill(waiting, 0);
  }

  int frames() {
    return offset;
  }

  /**
   * Takes a hop of {@code audio}; its end waits for the next. A broken network's hop is dropped
   * whole.
   *
   * @return whether the hop was sound
   */
  boolean take(float[] audio, int from) {
    boolean broken = false;
    for (int i = 0; i < hopFrames; i++) {
      broken |= !(Math.abs(audio[from + i]) < BROKEN_PEAK);
    }
    System.arraycopy(waiting, 0, delayed, 0, offset);
    if (broken) {
      Arrays.fill(delayed, offset, hopFrames, 0);
      Arrays.fill(waiting, 0);
      return false;
    }
    System.arraycopy(audio, from, delayed, offset, hopFrames - offset);
    System.arraycopy(audio, from + hopFrames - offset, waiting, 0, offset);
    return true;
  }

  /** The hop that is heard now; the receiver may change it. */
  float[] delayed() {
    return delayed;
  }
}
