package ligature.rt;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Lets the threads of this process go before other programs while it plays, by setpriority(2).
 *
 * <p>Every thread of a JVM can hold up the real-time ones. They wait for the JVM's locks, such as
 * that on the queue of methods to be compiled, and for those of malloc; and before the JVM can
 * collect it stops all threads, for which each that computes in Java must have a core for a moment,
 * while the real-time ones stand already. Where one is set aside for other programs then, they wait
 * until it is its turn: none of these locks hands on priorities. So all get a better nice value,
 * but for those that {@linkplain #standBack stand back}, and no real-time class: threads that leave
 * nothing to the rest make the kernel take cores from real-time threads, for 50 ms at a time.
 *
 * <p>One of them does: the VM Thread, which brings the others to a safepoint and lets them go. It
 * has microseconds of work, and where a real-time thread or a compiler takes its core in the middle
 * of that, all threads wait for milliseconds.
 *
 * <p>Threads: {@code [io-thread]} where nothing else is said.
 */
public final class Niceness {

  /** setpriority(2): who is a thread. */
  private static final int PRIO_PROCESS = 0;

  /** What native-config/95-ligature.conf permits. */
  private static final int FAVOURED = -15;

  private static final int USUAL = 0;

  /** Hardly less than usual, for who gets too little of a core holds up the others. */
  private static final int BACK = 1;

  private static final Path TASKS = Path.of("/proc/self/task");

  /** For which all others wait. */
  private static final String OPERATIONS = "VM Thread";

  /** Above the model thread and, at jackd's default priority, JACK's clients; below jackd. */
  private static final int OPERATIONS_PRIORITY = 66;

  private Niceness() {}

  /**
   * Lets those threads go before other programs that run now. Others come later, so this wants to
   * be called now and then.
   *
   * @return how many were favoured by this call; 0 where the system does not permit it, or is not
   *     Linux
   */
  public static int favour() {
    String[] tasks = new File(TASKS.toString()).list();
    if (tasks == null || !LibC.IS_THERE) {
      return 0;
    }
    int favoured = 0;
    for (String task : tasks) {
      if (favourUsual(Integer.parseInt(task))) {
        favoured++;
      }
    }
    return favoured;
  }

  /**
   * Lets the calling thread, until it ends, go before other programs: one that is new and has work
   * at once that takes the same locks as the model thread, such as to load a network. [any thread]
   *
   * @return whether the system permits it
   */
  public static boolean favourThis() {
    return favour(LibC.THIS_THREAD);
  }

  /**
   * Takes the calling thread, and those that it starts, off those that are favoured: it has work
   * for minutes, and other programs shall go on beside it. [any thread]
   */
  public static void standBack() {
    if (LibC.IS_THERE) {
      LibC.setpriority(PRIO_PROCESS, LibC.THIS_THREAD, BACK);
    }
  }

  /** A thread that is scheduled as usual, not in real time and neither favoured nor back. */
  private static boolean favourUsual(int thread) {
    if (!RealTimeScheduling.isUsual(thread) || LibC.getpriority(PRIO_PROCESS, thread) != USUAL) {
      return false;
    }
    if (nameOf(thread).equals(OPERATIONS)
        && RealTimeScheduling.enterFifo(thread, OPERATIONS_PRIORITY)) {
      return true;
    }
    return favour(thread);
  }

  private static boolean favour(int thread) {
    return LibC.IS_THERE
        && LibC.setpriority(PRIO_PROCESS, thread, FAVOURED) == 0
        && RealTimeScheduling.resetOnFork(thread); // other programs that it starts have no hurry
  }

  private static String nameOf(int thread) {
    try {
      return Files.readString(TASKS.resolve(thread + "/comm")).strip();
    } catch (IOException e) {
      return ""; // it has ended
    }
  }
}
