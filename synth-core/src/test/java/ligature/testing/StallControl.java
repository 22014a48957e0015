package ligature.testing;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.ptr.LongByReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import ligature.rt.RealTimeScheduling;

/**
 * Twins of the model thread, of the same scheduling class, that only sleep and wake: when one
 * stalls, the machine did it, not we.
 *
 * <p>There is one on every core, bound to it: what the host takes from one core is not seen on
 * another. They stand just above the model thread, so that its own work is no stall.
 */
public final class StallControl implements AutoCloseable {

  private static final long PARK_NANOS = 100_000;

  /**
   * A hop at 48 kHz lasts 2.7 ms: losing 1 ms of it beside what decoding takes is enough for an
   * underrun.
   */
  private static final long STALL_NANOS = 1_000_000;

  /** The model thread's priority and one more. */
  private static final int PRIORITY = 61;

  /** The calls of sched_setaffinity(2), for up to 64 cores. */
  private interface LibC extends Library {
    int sched_getaffinity(int pid, long bytes, LongByReference mask);

    int sched_setaffinity(int pid, long bytes, LongByReference mask);
  }

  private final LibC libC = Native.load("c", LibC.class);
  private final List<Long> stalls = new CopyOnWriteArrayList<>();
  private final List<Thread> twins = new ArrayList<>();
  private volatile boolean running = true;

  public StallControl() {
    LongByReference allowed = new LongByReference();
    boolean known = libC.sched_getaffinity(0, Long.BYTES, allowed) > 0;
    long cores = known ? allowed.getValue() : 0;
    do {
      long core = Long.lowestOneBit(cores);
      cores &= ~core;
      Thread twin = new Thread(() -> watch(core), "stall-control-" + twins.size());
      twin.setDaemon(true);
      twin.start();
      twins.add(twin);
    } while (cores != 0);
  }

  /** On one core, or wherever the scheduler likes if it is not known. */
  private void watch(long core) {
    if (core != 0) {
      libC.sched_setaffinity(0, Long.BYTES, new LongByReference(core));
    }
    RealTimeScheduling.enterFifo(PRIORITY);
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

  /** When one woke up late, by {@link System#nanoTime}. */
  public List<Long> stalls() {
    return stalls;
  }

  @Override
  public void close() {
    running = false;
    try {
      for (Thread twin : twins) {
        twin.join(1000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
