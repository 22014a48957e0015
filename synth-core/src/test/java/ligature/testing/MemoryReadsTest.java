package ligature.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.NavigableSet;
import org.junit.jupiter.api.Test;

class MemoryReadsTest {

  private static final long USUAL_NANOS = 100_000;

  private volatile boolean slow;

  /** Reads nothing, and takes as long as it is told. */
  private int wait(int turn) {
    long until = System.nanoTime() + (slow ? 10 : 1) * USUAL_NANOS / 4;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    return turn;
  }

  /**
   * Whether an underrun is excused after a hop of this length, behind some of 1 ms, in whose midst
   * the second of two cores reads.
   */
  private boolean excuses(boolean slowThen, long hopNanos) {
    MemoryReads reads = new MemoryReads(this::wait, 2, 1);
    for (int turn = 0; turn < 100; turn++) {
      reads.read(0, turn);
      reads.read(1, turn);
    }
    HopLog hops = new HopLog(100);
    long begin = System.nanoTime();
    for (int i = 40; i > 0; i--) {
      hops.add(begin - i * 2_000_000L, begin - i * 2_000_000L + 1_000_000, 4);
    }
    slow = slowThen;
    reads.read(1, 0);
    hops.add(begin, begin + hopNanos, 4);
    return reads.inexcusable(List.of(begin + hopNanos), hops).isEmpty();
  }

  @Test
  void slowMemoryExcusesALongHop() {
    assertThat(excuses(true, 5_000_000)).isTrue();
  }

  @Test
  void fastMemoryExcusesNothing() {
    assertThat(excuses(false, 5_000_000)).isFalse();
  }

  /** What is wrong where all hops are in time was something else. */
  @Test
  void slowMemoryExcusesNoHopsThatAreInTime() {
    assertThat(excuses(true, 2_000_000)).isFalse();
  }

  /** All of a network's pages are found, also where the memory was another's before. */
  @Test
  void theControlsReadTheMemoryOfANetwork() throws Exception {
    for (int time = 0; time < 2; time++) {
      NavigableSet<Long> before = NativePages.inUse();
      try (StallControl control = new StallControl();
          DecoderTwin twin = new DecoderTwin(1)) {
        NativePages pages = NativePages.since(before);
        assertThat(pages.count() * 4096L).as("bytes").isBetween(4_000_000L, 200_000_000L);
        try (MemoryReads reads = control.read(pages, 10)) {
          Thread.sleep(200);
          long now = System.nanoTime();
          assertThat(reads.slowness(now - 100_000_000, now)).as("reads then").isPositive();
          assertThat(reads.slowness(now + 1_000_000_000, now + 2_000_000_000)).isZero();
        }
      }
    }
  }
}
