package ligature.plugin.sandbox;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

/** The few calls of Linux that shared memory needs; none allocates. */
final class LibC {

  private static final long FUTEX = Platform.isARM() ? 98 : 202;
  private static final long FUTEX_WAIT = 0;
  private static final long FUTEX_WAKE = 1;

  private LibC() {}

  static {
    Native.register(LibC.class, NativeLibrary.getInstance("c"));
  }

  /** Whether this system has them. */
  static boolean isSupported() {
    return Platform.isLinux() && Platform.is64Bit() && (Platform.isIntel() || Platform.isARM());
  }

  /** memfd_create(2). */
  static native int memfd_create(String name, int flags);

  /** ftruncate(2). */
  static native int ftruncate(int descriptor, long length);

  /** close(2). */
  static native int close(int descriptor);

  private static native long syscall(
      long number, long address, long operation, long value, long timeout, long two, long three);

  /** Sleeps while the word at the address holds the value, as long as the timespec says. */
  static void futexWait(long address, int value, long timespec) {
    syscall(FUTEX, address, FUTEX_WAIT, value, timespec, 0, 0);
  }

  /** Wakes who sleeps at the address, in any process. */
  static void futexWake(long address) {
    syscall(FUTEX, address, FUTEX_WAKE, Integer.MAX_VALUE, 0, 0, 0);
  }
}
