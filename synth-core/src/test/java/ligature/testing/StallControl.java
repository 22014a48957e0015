package ligature.testing;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

  /** Each time one wakes it takes some hundredths of a millisecond from the model thread's core. */
  private static final long PARK_NANOS = 1_000_000;

  /**
   * So what takes a core for 2 ms is always seen; before the ring runs dry, about two periods less
   * what decoding takes must be lost, by one stall or by two. What is shorter excuses nothing.
   */
  private static final long LEAST_NANOS = 1_000_000;

  /** The model thread's priority and one more. */
  private static final int PRIORITY = 61;

  /** For sched_setaffinity(2): bits of 1024 cores, as many as glibc's cpu_set_t has. */
  private static final int CORES = 1024;

  /** The calls of sched_setaffinity(2). */
  private interface LibC extends Library {
    int sched_getaffinity(int pid, long bytes, Pointer mask);

    int sched_setaffinity(int pid, long bytes, Pointer mask);
  }

  private final LibC libC = Native.load("c", LibC.class);
  private final List<Span> stalls = new CopyOnWriteArrayList<>();
  private final List<Thread> twins = new ArrayList<>();
  private final CountDownLatch bound;
  private volatile boolean running = true;
  private volatile MemoryReads reads;

  /** Returns when every core that this process may use is watched. */
  public StallControl() {
    Memory allowed = new Memory(CORES / 8);
    if (libC.sched_getaffinity(0, allowed.size(), allowed) != 0) {
      throw new IllegalStateException("the system does not say which cores we may use");
    }
    for (int core = 0; core < CORES; core++) {
      if ((allowed.getByte(core / 8) >> core % 8 & 1) != 0) {
        int watched = core;
        int index = twins.size();
        Thread twin = new Thread(() -> watch(watched, index), "stall-control-" + core);
        twin.setDaemon(true);
        twins.add(twin);
      }
    }
    bound = new CountDownLatch(twins.size());
    twins.forEach(Thread::start);
    try {
      if (!bound.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the control cannot be bound to every core");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch(int core, int index) {
    Memory mask = new Memory(CORES / 8);
    mask.clear();
    mask.setByte(core / 8, (byte) (1 << core % 8));
    if (libC.sched_setaffinity(0, mask.size(), mask) != 0) {
      return; // the constructor says it
    }
    RealTimeScheduling.enterFifo(PRIORITY);
    bound.countDown();
    long last = System.nanoTime();
    for (int wakes = 0; running; wakes++) {
      LockSupport.parkNanos(PARK_NANOS);
      long now = System.nanoTime();
      long due = last + PARK_NANOS;
      if (now - due > LEAST_NANOS) {
        stalls.add(new Span(due, now));
      }
      MemoryReads also = reads;
      if (also != null) {
        also.read(index, wakes);
      }
      last = now;
    }
  }

  /**
   * Lets each read some of these pages as well whenever it wakes, from now on.
   *
   * @param seconds for how long it is remembered how long that took
   * @return what was remembered; to be closed before the pages are freed
   */
  public MemoryReads read(NativePages pages, int seconds) {
    reads = new MemoryReads(pages::read, twins.size(), seconds);
    return reads;
  }

  /** From when one was to wake until it did, where that was too late. */
  public List<Span> stalls() {
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
