package ligature.plugin;

/**
 * The dry signal of a slot, which waits as long as its plugin takes. Another delay is faded to over
 * {@link InsertFades#SECONDS}, once what came in so long ago is known.
 *
 * <p>Threads: {@code [model-thread]}; allocates only where a delay is longer than all before.
 */
final class DryDelay {

  /** Up to this delay a change allocates nothing. */
  private static final int USUAL_FRAMES = 4096;

  private final float fadeStep;
  private float[] left;
  private float[] right;
  private int at;

  /** How many of the last frames that came in are known. */
  private int known;

  private int delay;
  private int nextDelay;
  private float faded;

  /**
   * @param fadeStep how far a fade goes in a frame
   */
  DryDelay(int delayFrames, float fadeStep) {
    this.fadeStep = fadeStep;
    left = new float[Math.max(USUAL_FRAMES, delayFrames) + 1];
    right = new float[left.length];
    known = left.length; // silence before the first frame
    jumpTo(delayFrames);
  }

  /** Has another delay at once: nothing sounds. */
  void jumpTo(int frames) {
    reserve(frames);
    delay = frames;
    nextDelay = frames;
    faded = 0;
  }

  /** Goes to another delay by a fade; one that is going on is ended first. */
  void fadeTo(int frames) {
    reserve(frames);
    nextDelay = frames;
  }

  /** Whether it goes from one delay to another. */
  boolean isFading() {
    return delay != nextDelay;
  }

  private void reserve(int frames) {
    int length = left.length;
    if (frames < length) {
      return;
    }
    float[] longerLeft = new float[frames + 1];
    float[] longerRight = new float[frames + 1];
    for (int i = 0; i < length; i++) { // the oldest first
      longerLeft[i] = left[(at + i) % length];
      longerRight[i] = right[(at + i) % length];
    }
    left = longerLeft;
    right = longerRight;
    at = length;
    known = Math.min(known, length);
  }

  /** Takes frames in and gives those of so long ago. */
  void process(float[] inLeft, float[] inRight, float[] outLeft, float[] outRight, int frames) {
    for (int i = 0; i < frames; i++) {
      left[at] = inLeft[i];
      right[at] = inRight[i];
      known = Math.min(left.length, known + 1);
      int then = before(delay);
      outLeft[i] = left[then];
      outRight[i] = right[then];
      if (delay != nextDelay && known > nextDelay) {
        fade(outLeft, outRight, i);
      }
      at = at + 1 == left.length ? 0 : at + 1;
    }
  }

  private void fade(float[] outLeft, float[] outRight, int i) {
    faded = Math.min(1, faded + fadeStep);
    int next = before(nextDelay);
    outLeft[i] += faded * (left[next] - outLeft[i]);
    outRight[i] += faded * (right[next] - outRight[i]);
    if (faded == 1) {
      delay = nextDelay;
      faded = 0;
    }
  }

  private int before(int frames) {
    int then = at - frames;
    return then < 0 ? then + left.length : then;
  }
}
