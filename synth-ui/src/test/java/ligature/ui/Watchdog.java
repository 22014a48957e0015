package ligature.ui;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.swing.SwingUtilities;

/**
 * Asks the event thread again and again whether it is there, and keeps the longest time that it
 * took to answer, with what it was doing then.
 */
public final class Watchdog implements AutoCloseable {

  private static final long PAUSE_MILLIS = 5;
  private static final long LOOK_MILLIS = 300;

  private final Thread thread = new Thread(this::watch, "watchdog");
  private final Thread watched;
  private volatile boolean running = true;
  private volatile long longestMillis;
  private volatile String stack = "";

  public Watchdog() {
    Thread[] event = new Thread[1];
    try {
      SwingUtilities.invokeAndWait(() -> event[0] = Thread.currentThread());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    watched = event[0];
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    try {
      while (running) {
        CountDownLatch answer = new CountDownLatch(1);
        long begin = System.nanoTime();
        SwingUtilities.invokeLater(answer::countDown);
        String doing = "";
        while (!answer.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
          if (doing.isEmpty()) {
            doing =
                String.join("\n", java.util.Arrays.toString(watched.getStackTrace()).split(", "));
          }
        }
        long millis = (System.nanoTime() - begin) / 1_000_000;
        if (millis > longestMillis) {
          longestMillis = millis;
          stack = doing;
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The longest time without an answer so far. */
  public long longestMillis() {
    return longestMillis;
  }

  /** What the event thread did during it; empty if it was short. */
  public String stack() {
    return stack;
  }

  @Override
  public void close() {
    running = false;
    thread.interrupt();
  }
}
