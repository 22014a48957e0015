package ligature.rt;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/**
 * Sleeping at a word of shared memory until another thread, perhaps of another process, wakes us:
 * Linux's futex(2).
 *
 * <p>Threads: one that sleeps an object; {@link #wake} any. No allocation but in the constructor.
 */
public final class Futex {

  private static final long SYSTEM_CALL = Platform.isARM() ? 98 : 202;
  private static final long WAIT = 0;
  private static final long WAKE = 1;
  private static final long NANOS = 1_000_000_000L;

  private final Memory timespec = new Memory(16);
  private final long timespecAddress = Pointer.nativeValue(timespec);

  static {
    Native.register(Futex.class, NativeLibrary.getInstance("c"));
  }

  private static native long syscall(
      long number, long address, long operation, long value, long timeout, long two, long three);

  /** Sleeps while the word at the address holds the value, so many nanoseconds at most. */
  public void sleep(long address, int value, long nanos) {
    timespec.setLong(0, nanos / NANOS);
    timespec.setLong(8, nanos % NANOS);
    syscall(SYSTEM_CALL, address, WAIT, value, timespecAddress, 0, 0);
  }

  /** Wakes who sleeps at the address, in any process. */
  public static void wake(long address) {
    syscall(SYSTEM_CALL, address, WAKE, Integer.MAX_VALUE, 0, 0, 0);
  }
}
