package ligature.ui.app;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Threads for work that takes its time beside what plays. */
final class QuietThread {

  private QuietThread() {}

  /** It has no role: to render or to encode is to be model thread and loader in one. */
  static ExecutorService named(String name) {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          thread.setPriority(Thread.MIN_PRIORITY);
          return thread;
        });
  }
}
