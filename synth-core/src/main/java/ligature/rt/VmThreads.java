package ligature.rt;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The virtual machine's own threads: its compilers, its garbage collector and the one that runs its
 * operations.
 *
 * <p>They take locks that a real-time thread needs for a moment too, such as the one on the queue
 * of methods to be compiled. Where such a thread is set aside for other programs while it holds
 * one, the real-time thread waits as long: HotSpot's locks do not hand on priorities. So they are
 * to run before other programs. They get a better nice value and no real-time class: compilers that
 * leave nothing to the rest make the kernel take cores from real-time threads, for 50 ms at a time.
 *
 * <p>One of them does: the VM Thread, for which everybody waits while it brings the others to a
 * safepoint and until it lets them go. It has microseconds of work, and where a real-time thread or
 * a compiler takes its core in the middle of that, all threads wait for milliseconds.
 *
 * <p>Threads: {@code [io-thread]}.
 */
public final class VmThreads {

  /** setpriority(2): who is a thread. */
  private static final int PRIO_PROCESS = 0;

  /** What native-config/95-ligature.conf permits. */
  private static final int NICE = -15;

  private static final Path TASKS = Path.of("/proc/self/task");

  /** For which all others wait. */
  private static final String OPERATIONS = "VM Thread";

  /** How HotSpot calls them, shortened to the 15 characters that Linux keeps of a name. */
  private static final List<String> NAMES =
      List.of("C1 Compiler", "C2 Compiler", OPERATIONS, "ZDriver", "ZWorker", "G1 ", "GC Thread");

  /** Above the model thread and, at jackd's default priority, JACK's clients; below jackd. */
  private static final int OPERATIONS_PRIORITY = 66;

  private VmThreads() {}

  /**
   * Lets those that run now go before other programs. HotSpot starts more of them when there is
   * much to do, so this wants to be called now and then.
   *
   * @return how many are favoured now; 0 where the system does not permit it, or is not Linux
   */
  public static int favour() {
    String[] tasks = new File(TASKS.toString()).list();
    if (tasks == null) {
      return 0;
    }
    int favoured = 0;
    for (String task : tasks) {
      if (favour(Integer.parseInt(task), nameOf(task))) {
        favoured++;
      }
    }
    return favoured;
  }

  /**
   * Lets the calling thread, until it ends, go before other programs as well: for work beside the
   * model thread that takes the same locks, such as to load a network.
   *
   * @return whether the system permits it
   */
  public static boolean favourThis() {
    return favour(LibC.THIS_THREAD);
  }

  private static boolean favour(int thread, String name) {
    if (name.equals(OPERATIONS) && RealTimeScheduling.enterFifo(thread, OPERATIONS_PRIORITY)) {
      return true;
    }
    return NAMES.stream().anyMatch(name::startsWith) && favour(thread);
  }

  private static boolean favour(int thread) {
    return LibC.IS_THERE && LibC.setpriority(PRIO_PROCESS, thread, NICE) == 0;
  }

  private static String nameOf(String task) {
    try {
      return Files.readString(TASKS.resolve(task).resolve("comm")).strip();
    } catch (IOException e) {
      return ""; // it has ended
    }
  }
}
