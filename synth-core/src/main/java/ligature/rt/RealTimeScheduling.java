package ligature.rt;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Structure;

/**
 * Real-time scheduling for a thread, by Linux's sched_setscheduler(2).
 *
 * <p>A Java thread priority alone changes nothing on Linux. What the user must permit is told in
 * native-config/README.md.
 */
public final class RealTimeScheduling {

  private static final int SCHED_FIFO = 1;

  private static final int THIS_THREAD = 0;

  /** Children must not inherit it: a child process that spins would stop the machine. */
  private static final int SCHED_RESET_ON_FORK = 0x40000000;

  private RealTimeScheduling() {}

  /** The two calls that are needed of libc. */
  private interface LibC extends Library {
    int sched_setscheduler(int pid, int policy, SchedParam param);
  }

  /** struct sched_param. */
  @Structure.FieldOrder("priority")
  public static final class SchedParam extends Structure {
    public int priority;
  }

  /**
   * Asks for SCHED_FIFO for the calling thread.
   *
   * @param priority 1 to 99; JACK's own threads have more
   * @return whether the system granted it
   */
  public static boolean enterFifo(int priority) {
    return enterFifo(THIS_THREAD, priority);
  }

  /** The same for any thread of this process, by its number in the kernel. */
  static boolean enterFifo(int thread, int priority) {
    if (!Platform.isLinux()) {
      return false;
    }
    try {
      SchedParam param = new SchedParam();
      param.priority = priority;
      LibC libc = Native.load("c", LibC.class);
      return libc.sched_setscheduler(thread, SCHED_FIFO | SCHED_RESET_ON_FORK, param) == 0;
    } catch (UnsatisfiedLinkError e) {
      return false; // a libc without it: we play on at normal priority
    }
  }
}
