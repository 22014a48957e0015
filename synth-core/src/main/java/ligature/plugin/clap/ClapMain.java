package ligature.plugin.clap;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The thread that CLAP calls the main thread: one in a process, on which plugins are made, asked,
 * activated and destroyed, and from which they may rely on being called back.
 */
final class ClapMain {

  private static volatile Thread thread;
  private static final ScheduledExecutorService EXECUTOR =
      Executors.newSingleThreadScheduledExecutor(
          runnable -> {
            Thread made = new Thread(runnable, "clap-main");
            made.setDaemon(true);
            thread = made;
            return made;
          });

  private ClapMain() {}

  static boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  /** Does it there and waits; at once where this is the main thread. */
  static <T> T call(Callable<T> work) {
    try {
      return isCurrent() ? work.call() : EXECUTOR.submit(work).get();
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a plugin was called", e);
    } catch (Exception e) {
      throw unchecked(e);
    }
  }

  private static RuntimeException unchecked(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
  }

  static void run(Runnable work) {
    call(
        () -> {
          work.run();
          return null;
        });
  }

  /** Does it there soon. [any thread] */
  static void later(Runnable work) {
    EXECUTOR.execute(work);
  }

  /** Does it there again and again. */
  static ScheduledFuture<?> every(long millis, Runnable work) {
    return EXECUTOR.scheduleAtFixedRate(work, millis, millis, TimeUnit.MILLISECONDS);
  }
}
