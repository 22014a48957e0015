package ligature.rt;

/**
 * Real-time scheduling for a thread, by Linux's sched_setscheduler(2).
 *
 * <p>A Java thread priority alone changes nothing on Linux. What the user must permit is told in
 * native-config/README.md.
 */
public final class RealTimeScheduling {

  private static final int SCHED_OTHER = 0;
  private static final int SCHED_FIFO = 1;

  /** Children must not inherit it: a child process that spins would stop the machine. */
  private static final int SCHED_RESET_ON_FORK = 0x40000000;

  private RealTimeScheduling() {}

  /**
   * Asks for SCHED_FIFO for the calling thread.
   *
   * @param priority 1 to 99; JACK's own threads have more
   * @return whether the system granted it
   */
  public static boolean enterFifo(int priority) {
    return enterFifo(LibC.THIS_THREAD, priority);
  }

  /** The same for any thread of this process, by its number in the kernel. */
  static boolean enterFifo(int thread, int priority) {
    int policy = SCHED_FIFO | SCHED_RESET_ON_FORK;
    return LibC.IS_THERE && LibC.sched_setscheduler(thread, policy, new int[] {priority}) == 0;
  }

  /** Whether the calling thread has it. */
  static boolean isFifo() {
    return isOf(LibC.THIS_THREAD, SCHED_FIFO);
  }

  /** Whether a thread of this process is in no real-time class, be it this one or another. */
  static boolean isUsual(int thread) {
    return isOf(thread, SCHED_OTHER);
  }

  private static boolean isOf(int thread, int policy) {
    return LibC.IS_THERE && (LibC.sched_getscheduler(thread) & ~SCHED_RESET_ON_FORK) == policy;
  }

  /**
   * What a thread starts, threads and processes, gets the usual nice value. Real-time threads stay
   * as they are: the call that says so would take their class.
   */
  static boolean resetOnFork(int thread) {
    int policy = SCHED_OTHER | SCHED_RESET_ON_FORK;
    return isUsual(thread) && LibC.sched_setscheduler(thread, policy, new int[] {0}) == 0;
  }
}
