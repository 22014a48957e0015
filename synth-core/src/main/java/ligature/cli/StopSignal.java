package ligature.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends what plays without a window when the process is told to (Ctrl C, SIGTERM), so that it closes
 * what it has open: a recording is whole then.
 *
 * <p>Declared before all that is to be closed. Threads: {@link #hasCome} any.
 */
final class StopSignal implements AutoCloseable {

  /** A process that was told to end shall end soon. */
  private static final long PATIENCE_SECONDS = 5;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "ligature-stop");
  private volatile boolean awaited;
  private volatile boolean come;

  StopSignal() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stop() {
    come = true;
    if (awaited) {
      try {
        closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether the process was told to end; who asks is waited for. */
  boolean hasCome() {
    awaited = true;
    return come;
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // it runs already, and waits for nothing any more
    }
  }
}
