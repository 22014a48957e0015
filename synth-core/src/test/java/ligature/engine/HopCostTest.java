package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HopCostTest {

  /** A batch of up to four costs 400, one of up to eight 600. */
  private final HopCost cost = new HopCost(voices -> voices <= 4 ? 400 : 600);

  private void add(int hops, int voices, double factor) {
    for (int i = 0; i < hops; i++) {
      long decoder = (long) (factor * (voices <= 4 ? 400 : 600));
      long beside = (long) (factor * 10 * voices);
      cost.add(voices, decoder, beside, decoder + beside + (long) (factor * 50));
    }
  }

  @Test
  void fewVoicesTellWhatManyCost() {
    add(8, 2, 3);
    assertThat(cost.nanos(2)).isCloseTo(3 * (400 + 20 + 50), within(1e-6));
    assertThat(cost.nanos(4)).as("of the same batch").isCloseTo(3 * (400 + 40 + 50), within(1e-6));
    assertThat(cost.nanos(8)).as("of a larger one").isCloseTo(3 * (600 + 80 + 50), within(1e-6));
    assertThat(cost.fits(3 * 500, 8)).isEqualTo(4);
    assertThat(cost.fits(3 * 729, 8)).isEqualTo(7);
    assertThat(cost.fits(1, 8)).as("one is left").isOne();
  }

  @Test
  void oneLongHopChangesNothingTwoAreKnownSoonAndFiveForCertain() {
    add(8, 4, 1);
    double calm = cost.nanos(4);
    add(1, 4, 10);
    assertThat(cost.soonNanos(4)).isEqualTo(calm);
    add(1, 4, 10);
    assertThat(cost.soonNanos(4)).isGreaterThan(9 * calm);
    assertThat(cost.fitsSoon(4 * calm, 8)).isOne();
    assertThat(cost.nanos(4)).isEqualTo(calm);
    add(3, 4, 10);
    assertThat(cost.nanos(4)).isGreaterThan(9 * calm);
    add(2, 4, 1);
    assertThat(cost.soonNanos(4)).isEqualTo(calm);
    add(3, 4, 1);
    assertThat(cost.nanos(4)).isEqualTo(calm);
  }

  @Test
  void whatNobodyPlaysIsTrusted() {
    add(8, 4, 9);
    add(8, 0, 9);
    assertThat(cost.nanos(8)).isEqualTo(9 * 50);
  }

  @Test
  void aDecoderThatWasNotMeasuredHasAFixedPartToo() {
    HopCost unknown = new HopCost(voices -> 0);
    for (int i = 0; i < 8; i++) {
      unknown.add(4, 1000, 0, 1000);
    }
    assertThat(unknown.nanos(8)).isBetween(1100.0, 1900.0);
  }
}
