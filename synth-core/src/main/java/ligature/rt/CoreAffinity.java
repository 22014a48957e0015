package ligature.rt;

import com.sun.jna.Memory;

/**
 * Keeps a real-time thread on the core where it is while it computes, by Linux's
 * sched_setaffinity(2).
 *
 * <p>A thread of higher priority that wakes up takes a core away from one of ours, which the kernel
 * then sends to another core, where its caches hold nothing of what it works on. Where a thread may
 * run on one core only, the kernel wakes the others elsewhere if it can, and ours waits where it
 * cannot.
 *
 * <p>Threads: the one that made it. No allocation but in {@link #ofThisThread}.
 */
public final class CoreAffinity {

  /** Bits of a mask, enough for any kernel: CONFIG_NR_CPUS is 8192 at most. */
  private static final int MOST_CORES = 8192;

  private static final int MASK_BYTES = MOST_CORES / 8;

  /** Does nothing. */
  private static final CoreAffinity NONE = new CoreAffinity(null);

  private final Memory allowed;
  private final Memory one;
  private int marked;

  private CoreAffinity(Memory allowed) {
    this.allowed = allowed;
    one = allowed == null ? null : cleared();
  }

  /**
   * For the calling thread. What is not scheduled in real time is left alone: it has to go where
   * there is room.
   */
  public static CoreAffinity ofThisThread() {
    if (!RealTimeScheduling.isFifo()) {
      return NONE;
    }
    Memory allowed = cleared();
    return LibC.sched_getaffinity(LibC.THIS_THREAD, MASK_BYTES, allowed) == 0
        ? new CoreAffinity(allowed)
        : NONE;
  }

  private static Memory cleared() {
    Memory mask = new Memory(MASK_BYTES);
    mask.clear();
    return mask;
  }

  /** From now on the thread stays on the core that it runs on. */
  public void pin() {
    if (allowed == null) {
      return;
    }
    int core = LibC.sched_getcpu();
    if (core < 0 || core >= MOST_CORES) {
      return;
    }
    one.setByte(marked / 8, (byte) 0);
    one.setByte(core / 8, (byte) (1 << core % 8));
    marked = core;
    LibC.sched_setaffinity(LibC.THIS_THREAD, MASK_BYTES, one);
  }

  /** From now on it may go to any core that it was allowed before. */
  public void release() {
    if (allowed != null) {
      LibC.sched_setaffinity(LibC.THIS_THREAD, MASK_BYTES, allowed);
    }
  }
}
