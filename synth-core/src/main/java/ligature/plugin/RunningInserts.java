package ligature.plugin;

/**
 * The inserts that run, one after the other, on their way to what the chain has planned: what comes
 * and goes fades in series with its neighbours, what changes places fades out at the old one first.
 *
 * <p>Threads: {@code [model-thread]}, but {@link #settled}; no allocation after the constructor.
 */
final class RunningInserts {

  private final int blockFrames;
  private final Insert[] running = new Insert[2 * InsertChain.SLOTS];
  private final Insert[] merged = new Insert[2 * InsertChain.SLOTS];
  private int count;
  private Insert[] taken;
  private boolean changing;
  private boolean resting = true;
  private volatile Insert[] settled;

  /**
   * @param first plan, of no inserts
   * @param blockFrames the frames of every {@link #process}
   */
  RunningInserts(Insert[] first, int blockFrames) {
    this.blockFrames = blockFrames;
    taken = first;
    settled = first;
  }

  /** The last plan that all of it had come to: what is not in it may be closed. [any thread] */
  Insert[] settled() {
    return settled;
  }

  /** Goes on towards a plan. */
  void follow(Insert[] plan) {
    if (changing || plan != taken) {
      takePlan(plan);
    }
  }

  /** As {@link InsertChain#play}. */
  void play(int frame, NoteEvent event, int channel, int number, float value) {
    int lateFrames = 0;
    for (int i = 0; i < count; i++) {
      running[i].play(frame + lateFrames, event, channel, number, value);
      lateFrames += running[i].latencyFrames();
    }
  }

  /** Whether one of them sounds by itself. */
  boolean hasSource() {
    for (int i = 0; i < count; i++) {
      if (running[i].isSource()) {
        return true;
      }
    }
    return false;
  }

  /** As {@link InsertChain#blend}. */
  void blend(float a, float b, float c, float d) {
    for (int i = 0; i < count; i++) {
      running[i].plugin().blend(a, b, c, d);
    }
  }

  /** Processes a block in place. */
  void process(float[] left, float[] right) {
    boolean nothing = Insert.isZero(left, blockFrames) && Insert.isZero(right, blockFrames);
    for (int i = 0; i < count; i++) {
      running[i].process(left, right, blockFrames);
    }
    resting = nothing && areSilent();
  }

  /** Whether a plan is what runs, and nothing comes out until something comes in. */
  boolean areSilentAsIn(Insert[] plan) {
    return !changing && taken == plan && areSilent();
  }

  /** Whether anything went in or came out in the last block. */
  boolean areSounding() {
    return !resting;
  }

  private boolean areSilent() {
    for (int i = 0; i < count; i++) {
      if (!running[i].isSilent()) {
        return false;
      }
    }
    return true;
  }

  private void takePlan(Insert[] next) {
    if (changing) {
      dropGone();
    }
    if (!changing && next != taken) {
      change(next);
      if (resting) { // what is there before the first sound is there from its first frame on
        for (int i = 0; i < count; i++) {
          running[i].jump();
        }
        dropGone();
        if (next != taken) {
          takePlan(next);
        }
      }
    }
  }

  /** Begins to fade out what must go from its place; the last part follows when it is gone. */
  private void change(Insert[] next) {
    boolean moves = false;
    int last = -1;
    for (Insert insert : next) {
      int at = indexOf(insert, running, count);
      if (at >= 0 && at < last) {
        insert.leave();
        moves |= !insert.isGone();
      }
      last = Math.max(last, at);
    }
    if (!moves) {
      merge(next);
    }
    changing = true;
  }

  /** The new order, with those that still fade out where they were. */
  private void merge(Insert[] next) {
    int size = 0;
    int passed = 0;
    for (Insert insert : next) {
      int at = indexOf(insert, running, count);
      while (passed < at) {
        size = keepLeaving(next, passed++, size);
      }
      passed = Math.max(passed, at + 1);
      merged[size++] = insert;
      insert.enter();
    }
    while (passed < count) {
      size = keepLeaving(next, passed++, size);
    }
    System.arraycopy(merged, 0, running, 0, size);
    for (int i = size; i < running.length; i++) {
      running[i] = null;
    }
    count = size;
    taken = next;
  }

  private int keepLeaving(Insert[] next, int at, int size) {
    if (indexOf(running[at], next, next.length) < 0) {
      running[at].leave();
      merged[size++] = running[at];
    }
    return size;
  }

  private static int indexOf(Insert insert, Insert[] in, int size) {
    for (int i = 0; i < size; i++) {
      if (in[i] == insert) {
        return i;
      }
    }
    return -1;
  }

  /** Takes out what has faded; when all that moved has, it goes on at its new place. */
  private void dropGone() {
    int kept = 0;
    boolean leaving = false;
    for (int i = 0; i < count; i++) {
      if (!running[i].isGone()) {
        leaving |= running[i].isLeaving();
        running[kept++] = running[i];
      }
    }
    for (int i = kept; i < count; i++) {
      running[i] = null;
    }
    count = kept;
    if (!leaving) {
      changing = false;
      settled = taken;
    }
  }
}
