package ligature.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import ligature.rt.RealTimeScheduling;

/**
 * A twin of the model thread, of the same scheduling class, that only sleeps and wakes: when it
 * stalls, the machine did it, not we.
 */
public final class StallControl implements AutoCloseable {

  private static final long PARK_NANOS = 100_000;

  /** A hop at 48 kHz lasts 2.7 ms: half of that lost is enough for an underrun. */
  private static final long STALL_NANOS = 1_300_000;

  private final List<Long> stalls = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::run, "stall-control");
  private volatile boolean running = true;

  public StallControl() {
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    RealTimeScheduling.enterFifo(60);
    long last = System.nanoTime();
    while (running) {
      LockSupport.parkNanos(PARK_NANOS);
      long now = System.nanoTime();
      if (now - last > STALL_NANOS) {
        stalls.add(now);
      }
      last = now;
    }
  }

  /** When it woke up late, by {@link System#nanoTime}. */
  public List<Long> stalls() {
    return stalls;
  }

  @Override
  public void close() {
    running = false;
  }
}
