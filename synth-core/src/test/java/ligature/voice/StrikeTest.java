package ligature.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import ligature.model.Decoder;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.testing.LogMel;
import ligature.testing.Played;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A note that begins at one point of the pad and goes on at another, through the real decoder. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrikeTest {

  private static final int RATE = 48_000;
  private static final int KEY = 69;
  private static final double HZ = 440;

  private final Patch pair =
      Patch.of(
          "pair",
          List.of(Bundled.model().bank().find("marimba"), Bundled.model().bank().find("flute")));

  private Decoder decoder;

  @BeforeAll
  void open() {
    decoder = Bundled.decoder();
  }

  @AfterAll
  void close() {
    decoder.close();
  }

  private Played at(float x, float strike) {
    return new Played(pair, decoder)
        .voices(1)
        .with(Parameter.MORPH_X, x)
        .with(Parameter.STRIKE, strike);
  }

  private float[] heard(Played played, int velocity) {
    return played.on(0, 0, KEY, velocity).render(RATE).left();
  }

  @ParameterizedTest
  @CsvSource({"60, 80", "100, 5", "45, 300"})
  void marimbaBecomesFlute(int stays, int crosses) {
    float[] marimba = heard(at(0, 0), 100);
    float[] flute = heard(at(1, 0), 100);
    float[] both =
        heard(
            at(1, 1).with(Parameter.STRIKE_TIME, stays).with(Parameter.STRIKE_CROSS, crosses), 100);
    double toMarimba = distance(both, marimba, 0, 40);
    double toFlute = distance(both, flute, 0, 40);
    assertThat(toMarimba).as("struck").isLessThan(0.2 * toFlute);
    for (int ms = stays + crosses + 100; ms < 900; ms += 60) {
      assertThat(distance(both, flute, ms, ms + 60))
          .as("after %d ms", ms)
          .isLessThan(0.5 * distance(both, marimba, ms, ms + 60));
    }
    double worst = 0;
    for (int ms = stays; ms < stays + crosses; ms += 5) {
      double gone = (ms + 5.0 - stays) / crosses;
      double share = 0.5 + 0.5 * Math.cos(Math.PI * Math.min(1, gone));
      double expected = share * level(marimba, ms) + (1 - share) * level(flute, ms);
      worst = Math.max(worst, expected - level(both, ms));
    }
    assertThat(worst).as("dip in dB").isLessThan(1.5);
    float[] from =
        Arrays.copyOfRange(both, 20 * RATE / 1000, (stays + crosses) * RATE / 1000 + 4800);
    assertThat(Audio.centsFrom(from, RATE, HZ)).as("cents").isBetween(-3.0, 3.0);
  }

  private static double distance(float[] a, float[] b, int fromMs, int toMs) {
    int from = fromMs * RATE / 1000;
    int to = toMs * RATE / 1000;
    return LogMel.distance(LogMel.of(a, from, to), LogMel.of(b, from, to));
  }

  /** Over 10 ms, four and a half periods. */
  private static double level(float[] audio, int ms) {
    return Audio.rmsDb(audio, ms * RATE / 1000, (ms + 10) * RATE / 1000);
  }

  @Test
  void velocityMovesTheTimes() {
    float[] softFlute = heard(at(1, 0), 20);
    float[] hardFlute = heard(at(1, 0), 120);
    float[] soft = heard(at(1, 1).with(Parameter.STRIKE_TIME_VELOCITY, -1), 20);
    float[] hard = heard(at(1, 1).with(Parameter.STRIKE_TIME_VELOCITY, -1), 120);
    // the soft note has left the strike's point after 23 ms, the hard one after 205
    assertThat(distance(soft, softFlute, 120, 180)).isLessThan(3);
    assertThat(distance(hard, hardFlute, 120, 180)).isGreaterThan(6);
  }

  /** Both times at 45 ms and 160 ms: a quarter of the way or four times as long by velocity. */
  @Test
  void velocityMovesHowLongItCrosses() {
    double[] after = new double[2];
    for (int hard = 0; hard < 2; hard++) {
      int velocity = hard == 1 ? 120 : 20;
      float[] flute = heard(at(1, 0), velocity);
      Played crossing =
          at(1, 1)
              .with(Parameter.STRIKE_TIME, 20)
              .with(Parameter.STRIKE_CROSS, 160)
              .with(Parameter.STRIKE_CROSS_VELOCITY, -1);
      after[hard] = distance(heard(crossing, velocity), flute, 120, 180);
    }
    // the soft note has crossed within 65 ms after 20, the hard one needs 500
    assertThat(after[0]).as("soft").isLessThan(1.5);
    assertThat(after[1]).as("hard").isGreaterThan(3);
  }

  @Test
  void withoutAnyStayItCrossesAtOnce() {
    float[] marimba = heard(at(0, 0), 100);
    float[] flute = heard(at(1, 0), 100);
    float[] slow =
        heard(at(1, 1).with(Parameter.STRIKE_TIME, 0).with(Parameter.STRIKE_CROSS, 400), 100);
    assertThat(distance(slow, marimba, 0, 40)).isLessThan(0.5 * distance(slow, flute, 0, 40));
    assertThat(distance(slow, marimba, 160, 220))
        .as("on its way while one that stays is not")
        .isGreaterThan(1);
    float[] fast =
        heard(at(1, 1).with(Parameter.STRIKE_TIME, 0).with(Parameter.STRIKE_CROSS, 80), 100);
    for (int ms = 180; ms < 900; ms += 60) {
      assertThat(distance(fast, flute, ms, ms + 60))
          .isLessThan(0.5 * distance(fast, marimba, ms, ms + 60));
    }
  }

  @Test
  void itStaysHalfASecondAtMost() {
    float[] marimba = heard(at(0, 0), 100);
    float[] flute = heard(at(1, 0), 100);
    float[] both =
        heard(at(1, 1).with(Parameter.STRIKE_TIME, 500).with(Parameter.STRIKE_CROSS, 100), 100);
    for (int ms = 0; ms < 480; ms += 60) {
      assertThat(distance(both, marimba, ms, ms + 60))
          .as("at %d ms", ms)
          .isLessThan(0.2 * distance(both, flute, ms, ms + 60));
    }
    for (int ms = 700; ms < 900; ms += 60) {
      assertThat(distance(both, flute, ms, ms + 60))
          .isLessThan(0.5 * distance(both, marimba, ms, ms + 60));
    }
  }

  @Test
  void withoutAStrikeNothingElseOfItIsHeard() {
    float[] plain = heard(at(1, 0), 100);
    float[] set =
        heard(at(1, 0).with(Parameter.STRIKE_X, 0.3f).with(Parameter.STRIKE_TIME, 500), 100);
    assertThat(set).isEqualTo(plain);
  }
}
