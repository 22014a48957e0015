package ligature.rt;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
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
 * <p>Threads: {@code [io-thread]}.
 */
public final class VmThreads {

  /** setpriority(2): who is a thread. */
  private static final int PRIO_PROCESS = 0;

  private static final int THIS_THREAD = 0;

  /** What native-config/95-ligature.conf permits. */
  private static final int NICE = -15;

  private static final Path TASKS = Path.of("/proc/self/task");

  /** How HotSpot calls them, shortened to the 15 characters that Linux keeps of a name. */
  private static final List<String> NAMES =
      List.of("C1 Compiler", "C2 Compiler", "VM Thread", "ZDriver", "ZWorker", "G1 ", "GC Thread");

  /** The call that is needed of libc. */
  private interface LibC extends Library {
    int setpriority(int which, int who, int nice);
  }

  /** Null where there is none to ask. */
  private static final LibC LIBC = libc();

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
      if (isVm(task) && favour(Integer.parseInt(task))) {
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
    return favour(THIS_THREAD);
  }

  private static boolean favour(int thread) {
    return LIBC != null && LIBC.setpriority(PRIO_PROCESS, thread, NICE) == 0;
  }

  private static LibC libc() {
    try {
      return Platform.isLinux() ? Native.load("c", LibC.class) : null;
    } catch (UnsatisfiedLinkError e) {
      return null; // a libc without it: the threads stay as they are
    }
  }

  private static boolean isVm(String task) {
    try {
      String name = Files.readString(TASKS.resolve(task).resolve("comm"));
      return NAMES.stream().anyMatch(name::startsWith);
    } catch (IOException e) {
      return false; // it has ended
    }
  }
}
