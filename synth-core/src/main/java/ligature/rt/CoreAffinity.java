package ligature.rt;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

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

  private static final int THIS_THREAD = 0;
  private static final int SCHED_FIFO = 1;

  /** A flag beside the class. */
  private static final int SCHED_RESET_ON_FORK = 0x40000000;

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

  /** The calls that are needed of libc; apart, as elsewhere there are none to link. */
  private static final class LibC {

    static {
      Native.register(LibC.class, NativeLibrary.getInstance("c"));
    }

    static native int sched_getscheduler(int thread);

    static native int sched_getcpu();

    static native int sched_getaffinity(int thread, long bytes, Pointer mask);

    static native int sched_setaffinity(int thread, long bytes, Pointer mask);
  }

  /**
   * For the calling thread. What is not scheduled in real time is left alone: it has to go where
   * there is room.
   */
  public static CoreAffinity ofThisThread() {
    if (!Platform.isLinux()) {
      return NONE;
    }
    try {
      Memory allowed = cleared();
      if ((LibC.sched_getscheduler(THIS_THREAD) & ~SCHED_RESET_ON_FORK) != SCHED_FIFO
          || LibC.sched_getaffinity(THIS_THREAD, MASK_BYTES, allowed) != 0) {
        return NONE;
      }
      return new CoreAffinity(allowed);
    } catch (UnsatisfiedLinkError e) {
      return NONE; // a libc without them: the kernel does as it likes
    }
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
    LibC.sched_setaffinity(THIS_THREAD, MASK_BYTES, one);
  }

  /** From now on it may go to any core that it was allowed before. */
  public void release() {
    if (allowed != null) {
      LibC.sched_setaffinity(THIS_THREAD, MASK_BYTES, allowed);
    }
  }
}
