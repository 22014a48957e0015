package ligature.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Which underruns the twin excuses; the hops are computed. */
class DecoderTwinTest {

  private static final long HOP_NANOS = 2_666_667;

  /** Ten seconds of hops, those within 60 ms from {@code slowAt} on slower by a factor. */
  private static HopLog log(long usualNanos, double slowAtSeconds, double factor) {
    HopLog log = new HopLog(4000);
    for (int hop = 0; hop < 3750; hop++) {
      long begin = hop * HOP_NANOS;
      double since = begin * 1e-9 - slowAtSeconds;
      boolean slow = since >= 0 && since < 0.06;
      int voices = 1 + hop % 4;
      long nanos = (long) (usualNanos * (1 + 0.1 * voices) * (slow ? factor : 1));
      log.add(begin, begin + nanos, voices);
    }
    return log;
  }

  private static List<Long> inexcusable(HopLog ours, HopLog twins) {
    return DecoderTwin.inexcusable(List.of(5_050_000_000L), ours, twins);
  }

  @Test
  void bothSlowIsTheMachine() {
    assertThat(inexcusable(log(1_000_000, 5, 3), log(200_000, 5, 2.8))).isEmpty();
  }

  @Test
  void onlyOursIsOurs() {
    assertThat(inexcusable(log(1_000_000, 5, 3), log(200_000, 5, 1))).hasSize(1);
  }

  @Test
  void aTwinThatWasSlowAtAnotherTimeExcusesNothing() {
    assertThat(inexcusable(log(1_000_000, 5, 3), log(200_000, 4.8, 3))).hasSize(1);
    assertThat(inexcusable(log(1_000_000, 5, 3), log(200_000, 5.06, 3))).hasSize(1);
  }

  @Test
  void aTwinThatWasSlowByLessExcusesNothingThatWouldBeLateAnyway() {
    assertThat(inexcusable(log(1_000_000, 5, 3), log(200_000, 5, 1.8))).hasSize(1);
  }

  @Test
  void whatWouldHaveBeenInTimeWithoutTheTwinsFactorIsTheMachines() {
    assertThat(inexcusable(log(800_000, 5, 2.6), log(200_000, 5, 1.7))).isEmpty();
    assertThat(inexcusable(log(800_000, 5, 2.6), log(200_000, 5, 1.2))).hasSize(1);
  }

  @Test
  void norDoesOneThatWasHardlySlow() {
    assertThat(inexcusable(log(1_000_000, 5, 1.2), log(200_000, 5, 1.2))).hasSize(1);
  }

  @Test
  void oneLongHopIsNotThree() {
    HopLog twin = new HopLog(4000);
    for (int hop = 0; hop < 3750; hop++) {
      long begin = hop * HOP_NANOS;
      twin.add(begin, begin + (hop == 1880 ? 600_000 : 200_000), 1);
    }
    assertThat(inexcusable(log(1_000_000, 5, 3), twin)).hasSize(1);
    assertThat(twin.usualNanos(1)).isEqualTo(200_000);
  }
}
