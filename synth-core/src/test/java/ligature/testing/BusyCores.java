package ligature.testing;

import java.util.ArrayList;
import java.util.List;

/** A thread for every core that does arithmetic at the usual priority: the load of other work. */
public final class BusyCores implements AutoCloseable {

  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running = true;
  private volatile double result;

  public BusyCores() {
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      Thread thread = new Thread(this::work, "busy-core-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  private void work() {
    double x = 0.5;
    while (running) {
      for (int i = 0; i < 10_000; i++) {
        x = Math.cos(x) + 1e-3;
      }
      result = x;
    }
  }

  /** What they have worked out: so that the work is not left out. */
  public double result() {
    return result;
  }

  @Override
  public void close() {
    running = false;
    for (Thread thread : threads) {
      try {
        thread.join(1000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
