package ligature.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Only what takes a whole period excuses a failure. */
class CalmMachineTest {

  @Test
  void aWholePeriodIsLostAndLessIsNot() {
    assertThat(CalmMachine.lostPeriods(List.of())).isZero();
    assertThat(CalmMachine.lostPeriods(List.of(new Span(0, 2_600_000)))).isZero();
    assertThat(CalmMachine.lostPeriods(List.of(new Span(0, 1_600_000), new Span(5_000, 2_700_000))))
        .isEqualTo(1);
  }
}
