package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DueTest {

  /** A nanosecond a frame, so that time and place are one. */
  private static Due due(long ready, int period, double hop, long sinceRead) {
    Due due = new Due();
    due.set(ready, period, hop, period, sinceRead);
    return due;
  }

  /** Of 384 frames 256 are left right after a read: three more reads, and the fourth wants two. */
  @Test
  void aFullRingHasTimeForTwoHopsUntilTheFourthRead() {
    Due due = due(256, 128, 128, 0);
    assertThat(due.hops()).isEqualTo(2);
    assertThat(due.nanos()).isEqualTo(512);
  }

  @Test
  void aLongPeriodWantsAllItsHopsAtOnce() {
    Due due = due(256, 1024, 128, 100);
    assertThat(due.hops()).isEqualTo(6);
    assertThat(due.nanos()).isEqualTo(1024 - 100);
  }

  @Test
  void whatIsLateCounts() {
    Due due = due(-200, 128, 128, 28);
    assertThat(due.hops()).isEqualTo(3);
    assertThat(due.nanos()).isEqualTo(100);
  }

  /** Hop by hop: the first read that cannot be served without the second hop from now. */
  @Test
  void isTheFirstReadThatNeedsTwoHops() {
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      int period = 1 << 4 + random.nextInt(8);
      double hop = random.nextBoolean() ? 128 : 117.6;
      long ready = random.nextInt(2000) - 500;
      Due due = due(ready, period, hop, 0);
      long reads = 1;
      while (reads * period - ready <= hop) {
        reads++;
      }
      assertThat(due.nanos()).as("%d of %d", ready, period).isEqualTo(reads * period);
      int hops = 0;
      while (ready + hops * hop < reads * period - 1e-6) {
        hops++;
      }
      assertThat(due.hops()).isEqualTo(hops).isGreaterThanOrEqualTo(2);
    }
  }
}
