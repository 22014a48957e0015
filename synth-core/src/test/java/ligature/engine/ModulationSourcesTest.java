package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ligature.latent.Timbre;
import ligature.midi.MpeMode;
import ligature.modulation.ModulationEnvelope;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.ModulationRoute;
import ligature.modulation.ModulationSource;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.Played;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The value of every source, read from the level that it moves: a sound is rendered with and
 * without the route, and the difference in dB is the source.
 */
class ModulationSourcesTest {

  private static final int RATE = ToneTimbres.RATE_HZ;
  private static final double RANGE_DB = Parameter.LEVEL.max() - Parameter.LEVEL.min();
  private static final float AMOUNT = -0.25f;

  /** A movement is there to a thousandth after so long. */
  private static final int SETTLED = RATE / 10;

  private static final int WINDOW = 512;
  private static final double HOP_SECONDS = 128.0 / RATE;
  private static final double SMOOTHING_SECONDS = 0.012;

  /** What is played. */
  @FunctionalInterface
  private interface Playing {
    Played on(Played played);
  }

  private static ModulationMatrix route(String source, float curve) {
    return ModulationMatrix.NONE.with(
        new ModulationRoute(ModulationSource.find(source), Parameter.LEVEL, AMOUNT, curve, null));
  }

  private static float[] heard(ModulationMatrix matrix, Playing playing) {
    Timbre steady = ToneTimbres.steady("steady");
    Patch patch = ToneTimbres.patch(steady, steady).with(Parameter.LEVEL, -12);
    return playing.on(new Played(patch.withModulation(matrix))).render(2 * RATE).left();
  }

  /** What the source of the matrix's route is around a frame. */
  private static double value(ModulationMatrix matrix, Playing playing, int at) {
    return value(heard(matrix, playing), heard(ModulationMatrix.NONE, playing), at);
  }

  private static double value(float[] moved, float[] plain, int at) {
    int from = at - WINDOW / 2;
    double db = Audio.rmsDb(moved, from, from + WINDOW) - Audio.rmsDb(plain, from, from + WINDOW);
    return db / (RANGE_DB * AMOUNT);
  }

  @ParameterizedTest
  @CsvSource({"60, 0", "30, -0.5", "75, 0.25", "120, 1"})
  void keyIsNoughtAtMiddleCAndOneFiveOctavesUp(int key, double expected) {
    assertThat(value(route("key", 0), p -> p.on(0, 0, key, 100), SETTLED))
        .isCloseTo(expected, within(0.005));
  }

  @ParameterizedTest
  @CsvSource({"velocity, 64", "pressure, 32", "pressure, 127"})
  void velocityAndPressure(String source, int sent) {
    Playing playing =
        p -> p.on(0, 0, 69, source.equals("velocity") ? sent : 90).midi(9600, 0xD0, sent);
    assertThat(value(route(source, 0), playing, RATE)).isCloseTo(sent / 127.0, within(0.005));
  }

  @Test
  void slideIsTheNotesOwn() {
    for (int channel : new int[] {1, 2}) {
      Playing playing =
          p ->
              p.mpe(MpeMode.LOWER)
                  .controller(0, 1, 74, 32)
                  .controller(0, 2, 74, 96)
                  .on(10, channel, 69, 90);
      assertThat(value(route("slide", 0), playing, SETTLED))
          .isCloseTo((channel == 1 ? 32 : 96) / 127.0, within(0.005));
    }
    Playing plain = p -> p.controller(0, 0, 74, 96).on(10, 0, 69, 90);
    assertThat(value(route("slide", 0), plain, SETTLED))
        .as("outside of a zone CC 74 is the pad's")
        .isCloseTo(0, within(0.005));
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 100})
  void releaseVelocityIsNoughtUntilTheKeyIsUp(int velocity) {
    Playing playing = p -> p.on(0, 0, 69, 90).midi(RATE / 2, 0x80, 69, velocity);
    float[] moved = heard(route("release-velocity", 0), playing);
    float[] plain = heard(ModulationMatrix.NONE, playing);
    assertThat(value(moved, plain, RATE / 2 - WINDOW)).isCloseTo(0, within(1e-4));
    assertThat(value(moved, plain, RATE / 2 + SETTLED)).isCloseTo(velocity / 127.0, within(0.005));
  }

  @Test
  void randomIsAnotherNumberForEachNoteAndTheSameForASeed() {
    double[] values = new double[6];
    for (int i = 0; i < values.length; i++) {
      int seed = i / 2;
      int note = i % 2;
      Playing playing =
          p -> {
            for (int before = 0; before < note; before++) { // over before the one that is measured
              p.on(0, 0, 40, 1).midi(1000, 0xB0, 120, 0);
            }
            return p.seed(1 + seed).on(RATE, 0, 69, 90);
          };
      values[i] = value(route("random", 0), playing, RATE + SETTLED);
      assertThat(values[i]).isBetween(-1.005, 1.005);
      assertThat(value(route("random", 0), playing, RATE + SETTLED)).isEqualTo(values[i]);
      for (int j = 0; j < i; j++) {
        assertThat(values[i]).isNotCloseTo(values[j], within(0.01));
      }
    }
  }

  /** Half of the way at curve 0 is a quarter at 0.5, whose power is 2, and 0.84 at -1. */
  @ParameterizedTest
  @CsvSource({"0, 0.5", "0.5, 0.25", "1, 0.0625", "-0.5, 0.70711", "-1, 0.84090"})
  void aCurveBendsTheMiddleAndLeavesTheEnds(float curve, double middle) {
    Playing half = p -> p.on(0, 0, 90, 100);
    assertThat(value(route("key", curve), half, SETTLED)).isCloseTo(middle, within(0.005));
    Playing below = p -> p.on(0, 0, 30, 100);
    assertThat(value(route("key", curve), below, SETTLED))
        .as("as far to the other side")
        .isCloseTo(-middle, within(0.005));
    Playing full = p -> p.on(0, 0, 120, 100);
    assertThat(value(route("key", curve), full, SETTLED)).isCloseTo(1, within(0.005));
  }

  /** The shape that is drawn, smoothed as all movements are, and once more as levels are. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyEnvelopeGoesTheWayOfItsShape(int number) {
    ModulationEnvelope shape =
        new ModulationEnvelope(0.1f * number, 0.5f, 0.25f * number - 0.05f, 0.3f * number);
    // what fades is compared with what fades: a sound that goes on well after its key is up
    Playing playing = p -> p.with(Parameter.RELEASE, 4).on(0, 0, 69, 90).off(RATE, 0, 69);
    ModulationMatrix matrix =
        route("envelope-" + number, 0)
            .withEnvelope(1, ModulationEnvelope.PLAIN)
            .withEnvelope(number, shape);
    float[] moved = heard(matrix, playing);
    float[] plain = heard(ModulationMatrix.NONE, playing);
    double share = -Math.expm1(-HOP_SECONDS / SMOOTHING_SECONDS);
    double source = shape.at(0, 1);
    double gain = gain(source);
    int measured = 0;
    for (int hop = 1; hop * 128 < 3 * RATE / 2; hop++) {
      source += share * (shape.at(hop * HOP_SECONDS, 1) - source);
      gain += share * (gain(source) - gain); // so that no level of a voice is a click
      int at = (hop + 1) * 128; // where the hop has reached it
      if (at > WINDOW && Math.abs(at - RATE) > WINDOW) {
        double expected = 20 * Math.log10(gain) / (RANGE_DB * AMOUNT);
        assertThat(value(moved, plain, at))
            .as("envelope %d after %.3f s", number, hop * HOP_SECONDS)
            .isCloseTo(expected, within(0.015));
        measured++;
      }
    }
    assertThat(measured).isGreaterThan(500);
  }

  private static double gain(double source) {
    return Math.pow(10, RANGE_DB * AMOUNT * source / 20);
  }

  /** A pedal that freezes still is a pedal: what it holds goes on, where time stands. */
  @Test
  void theSustainPedalFreezes() {
    Timbre rising = ToneTimbres.sustaining("rising", 60, 40, (step, i) -> i == 0 ? step / 59f : 0);
    ModulationMatrix matrix =
        ModulationMatrix.NONE.with(
            ModulationRoute.of(ModulationSource.find("cc-64"), Parameter.FREEZE, 1));
    Played played =
        new Played(ToneTimbres.patch(rising, rising).withModulation(matrix))
            .with(Parameter.BREATHING, 0)
            .on(0, 0, 69, 100)
            .controller(RATE / 2, 0, 64, 127)
            .off(3 * RATE / 4, 0, 69)
            .controller(3 * RATE / 2, 0, 64, 0)
            .render(3 * RATE);
    float[] out = played.left();
    double frozen = Audio.rmsDb(out, 6 * RATE / 10, 7 * RATE / 10);
    assertThat(frozen).as("it grew until then").isGreaterThan(Audio.rmsDb(out, 9600, 14_400) + 4);
    assertThat(Audio.rmsDb(out, 14 * RATE / 10, 149 * RATE / 100))
        .as("held, and where it was")
        .isCloseTo(frozen, within(0.1));
    assertThat(Audio.rmsDb(out, 19 * RATE / 10, 2 * RATE)).as("let go").isLessThan(frozen - 30);
    assertThat(played.instrument().playing()).isZero();
  }

  @Test
  void aPedalIsAHandOnTheTape() {
    Timbre rising = ToneTimbres.sustaining("rising", 60, 40, (step, i) -> i == 0 ? step / 59f : 0);
    ModulationMatrix matrix =
        ModulationMatrix.NONE.with(
            ModulationRoute.of(ModulationSource.find("cc-64"), Parameter.PLACE, 0.5f));
    float[] out =
        new Played(ToneTimbres.patch(rising, rising).withModulation(matrix))
            .with(Parameter.SCRUB, 1)
            .with(Parameter.PLACE, 0.4f)
            .with(Parameter.BREATHING, 0)
            .on(0, 0, 69, 100)
            .controller(RATE, 0, 64, 127)
            .render(2 * RATE)
            .left();
    double up = Audio.rmsDb(out, RATE / 2, RATE);
    double down = Audio.rmsDb(out, 3 * RATE / 2, 2 * RATE);
    assertThat(down - up).as("from place 0.4 to 0.9").isCloseTo(7.04, within(0.1));
  }
}
