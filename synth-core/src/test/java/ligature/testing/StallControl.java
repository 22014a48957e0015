package ligature.testing;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
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

  private static final int WAKES_A_SECOND = 1000;
  private static final int UNCOMPILED = 5000;
  private static final int PAGES = 64;
  private static final int PAGE_BYTES = 4096;
  private static final int STEPS = 4000;

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
  private final List<HopLog> works = new ArrayList<>();
  private final boolean remembers;
  private volatile boolean running = true;
  private volatile long result;

  /** Returns when every core that this process may use is watched. */
  public StallControl() {
    this(0);
  }

  /**
   * The same, which works a little each time it wakes as well, and remembers for so many seconds
   * how long that took: where a hop of ours is slow and this is not, the core itself is not slow.
   */
  public StallControl(int seconds) {
    remembers = seconds > 0;
    Memory allowed = new Memory(CORES / 8);
    if (libC.sched_getaffinity(0, allowed.size(), allowed) != 0) {
      throw new IllegalStateException("the system does not say which cores we may use");
    }
    for (int core = 0; core < CORES; core++) {
      if ((allowed.getByte(core / 8) >> core % 8 & 1) != 0) {
        int watched = core;
        HopLog work = new HopLog(seconds * WAKES_A_SECOND);
        works.add(work);
        Thread twin = new Thread(() -> watch(watched, work), "stall-control-" + core);
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

  private void watch(int core, HopLog work) {
    Memory mask = new Memory(CORES / 8);
    mask.clear();
    mask.setByte(core / 8, (byte) (1 << core % 8));
    if (libC.sched_setaffinity(0, mask.size(), mask) != 0) {
      return; // the constructor says it
    }
    RealTimeScheduling.enterFifo(PRIORITY);
    bound.countDown();
    LongBuffer memory =
        ByteBuffer.allocateDirect(PAGES * PAGE_BYTES).order(ByteOrder.nativeOrder()).asLongBuffer();
    long last = System.nanoTime();
    for (int wakes = 0; running; wakes++) {
      LockSupport.parkNanos(PARK_NANOS);
      long now = System.nanoTime();
      long due = last + PARK_NANOS;
      if (now - due > LEAST_NANOS) {
        stalls.add(new Span(due, now));
      }
      if (remembers) {
        work(memory);
        if (wakes > UNCOMPILED) {
          work.add(now, System.nanoTime(), 1);
        }
      }
      last = now;
    }
  }

  /** The same each time, some hundredths of a millisecond: arithmetic, and a word of each page. */
  private void work(LongBuffer memory) {
    long x = result;
    for (int page = 0; page < PAGES; page++) {
      x += memory.get(page * PAGE_BYTES / Long.BYTES + page % 64 * 8);
    }
    for (int i = 0; i < STEPS; i++) {
      x = x * 6364136223846793005L + 1;
    }
    result = x;
  }

  /** How many times as long as usual its work took in a time, on the core where it was slowest. */
  public double slowness(long beginNanos, long endNanos) {
    return works.stream()
        .mapToDouble(work -> work.within(beginNanos, endNanos).factor())
        .max()
        .orElse(0);
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
