package ligature.audio.jack;

import static org.assertj.core.api.Assertions.assertThat;

import org.jaudiolibs.jnajack.JackClient;
import org.junit.jupiter.api.Test;

/** Frame times as JACK would give them. */
class MissedPeriodsTest {

  private final MissedPeriods missed = new MissedPeriods((JackClient) null);

  private long after(int... timesAndFrames) {
    for (int i = 0; i < timesAndFrames.length; i += 2) {
      missed.period(timesAndFrames[i], timesAndFrames[i + 1]);
    }
    return missed.count();
  }

  @Test
  void oneAfterTheOtherMissesNone() {
    assertThat(after(5000, 128, 5128, 128, 5256, 256, 5512, 128)).isZero();
  }

  @Test
  void whatWasLeftOutIsCounted() {
    assertThat(after(5000, 128, 5256, 128)).isEqualTo(1);
    assertThat(after(5384, 128, 6024, 128)).isEqualTo(5);
    assertThat(after(6152, 128)).isEqualTo(5);
  }

  @Test
  void aPartOfAPeriodIsOne() {
    assertThat(after(0, 128, 130, 128)).isEqualTo(1);
  }

  @Test
  void theCounterGoesRound() {
    assertThat(after(-128, 128, 0, 128, 128, 128)).isZero();
    assertThat(after(Integer.MAX_VALUE - 127, 128)).isEqualTo((Integer.MAX_VALUE - 383) / 128);
    assertThat(after(Integer.MIN_VALUE, 128)).isEqualTo((Integer.MAX_VALUE - 383) / 128);
  }

  @Test
  void aClockThatGoesBackMissesNone() {
    assertThat(after(5000, 128, 4000, 128, 4128, 128)).isZero();
  }
}
