package ligature.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DisturbancesTest {

  private static final long MILLI = 1_000_000;

  private static Span millis(long begin, long end) {
    return new Span(begin * MILLI, end * MILLI);
  }

  @Test
  void aStallExcusesWhatComesWhileItLastsAndUntilItIsMadeUpFor() {
    Disturbances machine = new Disturbances(List.of(millis(1000, 1200), millis(3000, 3003)));
    for (long excused : new long[] {951, 1000, 1100, 1200, 1399, 2951, 3002, 3052}) {
      assertThat(machine.isNear(excused * MILLI)).as("%d ms", excused).isTrue();
    }
    for (long not : new long[] {900, 949, 1401, 2949, 3054}) {
      assertThat(machine.isNear(not * MILLI)).as("%d ms", not).isFalse();
    }
    assertThat(machine.inexcusable(List.of(1100 * MILLI, 1500 * MILLI)))
        .containsExactly(1500 * MILLI);
  }

  @Test
  void saysHowMuchOfATimeItExcuses() {
    Disturbances machine = new Disturbances(List.of(millis(1000, 1200), millis(9000, 9001)));
    assertThat(machine.share(0, 2000 * MILLI)).isBetween(0.2, 0.25);
    assertThat(machine.share(3000 * MILLI, 5000 * MILLI)).isZero();
  }
}
