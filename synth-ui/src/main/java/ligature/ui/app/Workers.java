package ligature.ui.app;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import ligature.rt.Niceness;

/** The threads for work that takes its time beside what plays. */
final class Workers {

  private static final System.Logger LOG = System.getLogger("ligature.ui");
  private static final int MOST_SECONDS = 20;

  /** Rendering takes minutes, and neither presets nor other programs must wait for it. */
  final ExecutorService renders = thread("ligature-render", Niceness::standBack);

  /** To make a timbre takes seconds, and presets must not wait for it. */
  final ExecutorService timbres = thread("ligature-encode");

  /** Paths and variations are waited for, and must not wait for timbres that are made. */
  final ExecutorService paths = thread("ligature-path");

  /** Previews are waited for, and must not wait for anything else. */
  final ExecutorService previews = thread("ligature-preview");

  private List<ExecutorService> all() {
    return List.of(renders, timbres, paths, previews);
  }

  private static ExecutorService thread(String name) {
    return thread(name, () -> {});
  }

  /** It has no role: to render or to encode is to be model thread and loader in one. */
  private static ExecutorService thread(String name, Runnable first) {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread thread =
              new Thread(
                  () -> {
                    first.run();
                    task.run();
                  },
                  name);
          thread.setDaemon(true);
          thread.setPriority(Thread.MIN_PRIORITY);
          return thread;
        });
  }

  /** Nothing more is begun. */
  void shutDown() {
    all().forEach(ExecutorService::shutdown);
  }

  /**
   * Waits until what was given up has ended, so that no half file stays, and none of these threads
   * still opens a network when the program ends: that is a crash.
   */
  void await() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    try {
      for (ExecutorService thread : all()) {
        if (!thread.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          LOG.log(System.Logger.Level.WARNING, "work in the background did not end in time");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
