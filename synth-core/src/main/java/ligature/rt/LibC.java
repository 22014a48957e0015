package ligature.rt;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/**
 * The calls of Linux's libc that say how a thread is scheduled. Threads: any; no call allocates
 * where its operands are there.
 */
final class LibC {

  /** Instead of a thread's number: the calling one. */
  static final int THIS_THREAD = 0;

  /** Whether they may be called: elsewhere, or with a libc without them, all stays as it is. */
  static final boolean IS_THERE = link(LibC.class);

  private LibC() {}

  /**
   * Links a class's native methods to libc.
   *
   * @return whether they may be called: not elsewhere than on Linux, nor if one of them is missing
   */
  static boolean link(Class<?> natives) {
    try {
      if (!Platform.isLinux()) {
        return false;
      }
      Native.register(natives, NativeLibrary.getInstance("c"));
      return true;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }

  static native int setpriority(int which, int who, int nice);

  static native int getpriority(int which, int who);

  /**
   * @param param a struct sched_param: the priority
   */
  static native int sched_setscheduler(int thread, int policy, int[] param);

  static native int sched_getscheduler(int thread);

  static native int sched_getcpu();

  static native int sched_getaffinity(int thread, long bytes, Pointer mask);

  static native int sched_setaffinity(int thread, long bytes, Pointer mask);
}
