package ligature.live;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import ligature.files.InputException;
import ligature.rt.ThreadRole;

/**
 * Does now and then what the real-time threads must not: looks for devices, loads presets, saves
 * settings. A task that fails is told and done again the next time.
 *
 * <p>Threads: the tasks run on one {@code [io-thread]}, one after another.
 */
final class Caretaker implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("ligature.live");

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(ThreadRole.IO.daemons("ligature-caretaker"));

  /** Runs a task again and again, with this pause after each time. */
  void every(long millis, Runnable task) {
    executor.scheduleWithFixedDelay(() -> guarded(task), millis, millis, TimeUnit.MILLISECONDS);
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (InputException e) {
      LOG.log(System.Logger.Level.WARNING, e.getMessage());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "a task in the background failed", e);
    }
  }

  /** Waits for the task that runs and starts no other. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
