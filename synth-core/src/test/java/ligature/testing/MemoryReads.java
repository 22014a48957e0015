package ligature.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntUnaryOperator;

/**
 * How long it takes on each core to read a little of the networks' memory, each time that a {@link
 * StallControl} wakes there, in the middle of a hop of ours as well.
 *
 * <p>Where one hop takes several times as long as usual, and this, which computes nothing, does too
 * on one of the cores, it was the machine that came to its memory so slowly. What it cannot tell
 * apart: what other threads of our own process do to the caches and the memory that all share.
 *
 * <p>Threads: {@link #read} the one of its core, the rest the test's.
 */
public final class MemoryReads implements AutoCloseable {

  private static final int WAKES_A_SECOND = 1000;

  /** By so many its code is compiled. */
  private static final int FIRST_READS = 3000;

  /** In 1 of 1000 usual hops on a quiet machine, and 14 on a busy one, a read does so by chance. */
  private static final double SLOW = 4;

  private final IntUnaryOperator reader;
  private final List<HopLog> logs = new ArrayList<>();
  private final AtomicIntegerArray busy;
  private volatile boolean open = true;
  private volatile int sum;

  /**
   * @param reading reads a little, at each turn something else
   * @param cores how many cores there are
   * @param seconds for how long it remembers what it took
   */
  MemoryReads(IntUnaryOperator reading, int cores, int seconds) {
    reader = reading;
    busy = new AtomicIntegerArray(cores);
    for (int core = 0; core < cores; core++) {
      logs.add(new HopLog(seconds * WAKES_A_SECOND));
    }
    for (int turn = 0; turn < FIRST_READS; turn++) {
      sum = reading.applyAsInt(turn);
    }
  }

  /** Once, on a core; some hundredths of a millisecond. */
  void read(int core, int turn) {
    busy.set(core, 1);
    if (open) {
      long begin = System.nanoTime();
      sum = reader.applyAsInt(turn);
      logs.get(core).add(begin, System.nanoTime(), 1);
    }
    busy.set(core, 0);
  }

  /** How many times as long as usual the slowest in a time took. */
  double slowness(long beginNanos, long endNanos) {
    return logs.stream()
        .mapToDouble(log -> log.slowest(beginNanos, endNanos).factor())
        .max()
        .orElse(0);
  }

  /** The same while a hop was decoded. */
  private double slowness(HopLog.Slow hop) {
    return slowness(hop.beginNanos(), hop.endNanos());
  }

  /**
   * Those of these moments before which no hop of ours was longer than what it renders, or where
   * the memory was as fast as ever in the longest one.
   */
  public List<Long> inexcusable(List<Long> moments, HopLog ours) {
    List<Long> left = new ArrayList<>();
    for (long moment : moments) {
      HopLog.Slow hop = ours.slowest(moment);
      double reading = slowness(hop);
      boolean machine = hop.meanNanos() > DecoderTwin.HOP_NANOS && reading >= SLOW;
      System.out.printf(
          "an underrun: our slowest hop %.2f times as long as usual, %.2f ms, reading %.2f times%s%n",
          hop.factor(), hop.meanNanos() * 1e-6, reading, machine ? ", as the machine's" : "");
      if (!machine) {
        left.add(moment);
      }
    }
    return left;
  }

  /**
   * The share of our other hops, which are no longer than what they render, in which it is slow.
   */
  public double chance(HopLog ours) {
    List<HopLog.Slow> usual = ours.each(hop -> hop.meanNanos() <= DecoderTwin.HOP_NANOS);
    long slow = usual.stream().filter(hop -> slowness(hop) >= SLOW).count();
    return (double) slow / Math.max(1, usual.size());
  }

  /** Reads no more from now on: what is read may be freed. */
  @Override
  public void close() {
    open = false;
    for (int core = 0; core < logs.size(); core++) {
      while (busy.get(core) != 0) {
        Thread.onSpinWait();
      }
    }
  }
}
