package ligature.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import ligature.latent.Timbre;
import ligature.parameter.Parameter;
import ligature.testing.Audio;
import ligature.testing.Played;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;

/** Repeated strikes differ, a little, and the same way for the same seed. */
class VariationTest {

  private static final int RATE = ToneTimbres.RATE_HZ;
  private static final int STRIKES = 24;
  private static final Timbre STEADY = ToneTimbres.steady("steady");

  /** The levels of repeated strikes of one key, in dB. */
  private static double[] strikes(float amount, long seed) {
    Played played = new Played(ToneTimbres.patch(STEADY, STEADY)).seed(seed);
    if (amount >= 0) {
      played.with(Parameter.VARIATION, amount);
    }
    for (int i = 0; i < STRIKES; i++) {
      played.on(i * 9600, 0, 69, 100).midi(i * 9600 + 4800, 0xB0, 120, 0);
    }
    float[] out = played.render(STRIKES * 9600).left();
    double[] levels = new double[STRIKES];
    for (int i = 0; i < STRIKES; i++) {
      levels[i] = Audio.rmsDb(out, i * 9600 + 1200, i * 9600 + 4800);
    }
    return levels;
  }

  @Test
  void theFirstStrikeIsTheTimbreAndLaterOnesDiffer() {
    double[] plain = strikes(0, 1);
    double[] usual = strikes(-1, 1);
    assertThat(usual[0]).isEqualTo(plain[0]);
    assertThat(Arrays.stream(plain).distinct().count()).isLessThan(3);
    assertThat(Arrays.stream(usual).distinct().count()).isEqualTo(STRIKES);
    for (double level : usual) {
      assertThat(level).as("modest").isCloseTo(plain[0], within(0.8));
    }
    double[] full = strikes(1, 1);
    double spread =
        Arrays.stream(full).max().orElseThrow() - Arrays.stream(full).min().orElseThrow();
    assertThat(spread).isBetween(1.0, 5.0);
    assertThat(Arrays.stream(full).average().orElseThrow()).isCloseTo(plain[0], within(0.5));
  }

  @Test
  void theSeedDecides() {
    assertThat(strikes(0.5f, 7)).isEqualTo(strikes(0.5f, 7));
    assertThat(strikes(0.5f, 7)).isNotEqualTo(strikes(0.5f, 8));
  }

  @Test
  void withoutVariationTheBitsAreTheSame() {
    Played played = new Played(ToneTimbres.patch(STEADY, STEADY)).with(Parameter.VARIATION, 0);
    played.on(0, 0, 69, 100).midi(12_800, 0xB0, 120, 0).on(25_600, 0, 69, 100);
    float[] out = played.render(RATE).left();
    assertThat(Arrays.copyOfRange(out, 25_600, 25_600 + 12_000))
        .isEqualTo(Arrays.copyOf(out, 12_000));
  }
}
