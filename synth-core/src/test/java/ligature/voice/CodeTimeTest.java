package ligature.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ligature.latent.Timbre;
import ligature.midi.Event;
import ligature.parameter.Parameter;
import ligature.testing.Audio;
import ligature.testing.Played;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;

/** Where notes read their codes, told by timbres whose level says which code it is. */
class CodeTimeTest {

  private static final int RATE = 48_000;
  private static final int STEPS = 60;
  private static final double CODE_SECONDS = 0.032;

  /** The level grows from 0 at the first code to 1 at the last; steady from the 40th on. */
  private static final Timbre RISING =
      ToneTimbres.sustaining("rising", STEPS, 40, (step, i) -> i == 0 ? step / 59f : 0);

  private static Played rising() {
    return new Played(ToneTimbres.patch(RISING, RISING)).with(Parameter.BREATHING, 0);
  }

  /** The code that is heard at a time, from the level: 0 to 59. */
  private static double codeAt(float[] out, double seconds) {
    int from = (int) (seconds * RATE);
    double full = 0.25 * Math.sqrt(0.5) * Math.sqrt(0.5); // level 1, at the middle of the stereo
    double rms = Math.pow(10, Audio.rmsDb(out, from - 328, from + 328) / 20);
    return rms / full * 59 * UNIT;
  }

  private static final double UNIT = unit();

  private static double unit() {
    Timbre steady = ToneTimbres.steady("steady");
    float[] out =
        new Played(ToneTimbres.patch(steady, steady)).on(0, 0, 69, 100).render(9600).left();
    return 0.125 / Math.pow(10, Audio.rmsDb(out, 4800, 4800 + 656) / 20);
  }

  private static float[] heard(Played played) {
    return played.on(0, 0, 69, 100).render(3 * RATE).left();
  }

  @Test
  void speedAndStart() {
    for (float speed : new float[] {0.5f, 1, 2, 4}) {
      float[] out = heard(rising().with(Parameter.SPEED, speed));
      double seconds = 25 * CODE_SECONDS / speed;
      assertThat(codeAt(out, seconds)).as("speed %.1f", speed).isCloseTo(24.5, within(0.8));
    }
    float[] later = heard(rising().with(Parameter.START, 0.5f));
    assertThat(codeAt(later, 0.1)).isCloseTo(29.5 + 0.1 / CODE_SECONDS, within(0.8));
  }

  @Test
  void backwardsItEndsWhereTheRecordingBegan() {
    Played played = rising().with(Parameter.SPEED, -1);
    float[] out = heard(played);
    for (double seconds : new double[] {0.2, 0.6, 1.2}) {
      assertThat(codeAt(out, seconds)).isCloseTo(59 - seconds / CODE_SECONDS, within(0.8));
    }
    assertThat(played.instrument().playing()).as("it is over").isZero();
    Played fast = rising().with(Parameter.SPEED, -4);
    float[] quarter = heard(fast);
    for (double seconds : new double[] {0.1, 0.2, 0.35}) {
      assertThat(codeAt(quarter, seconds))
          .as("four times as fast, after %.2f s", seconds)
          .isCloseTo(59 - 4 * seconds / CODE_SECONDS, within(1.5));
    }
    assertThat(Audio.rmsDb(quarter, RATE, 2 * RATE)).as("over after 0.47 s").isLessThan(-100);
    assertThat(fast.instrument().playing()).isZero();
    float[] middle = heard(rising().with(Parameter.SPEED, -0.5f).with(Parameter.START, 0.5f));
    assertThat(codeAt(middle, 0.2)).isCloseTo(29.5 - 0.1 / CODE_SECONDS, within(0.8));
  }

  @Test
  void atNoSpeedTimeStands() {
    float[] out = heard(rising().with(Parameter.SPEED, 0).with(Parameter.START, 0.4f));
    for (double seconds : new double[] {0.2, 1, 2.9}) {
      assertThat(codeAt(out, seconds)).isCloseTo(0.4 * 59, within(0.3));
    }
  }

  @Test
  void loopsGoRoundOrToAndFro() {
    float[] pingPong =
        heard(
            rising()
                .with(Parameter.LOOP, 3)
                .with(Parameter.LOOP_START, 20 / 59f)
                .with(Parameter.LOOP_END, 30 / 59f));
    double turned = 0.016 + 30 * CODE_SECONDS;
    assertThat(codeAt(pingPong, turned + 5 * CODE_SECONDS)).isCloseTo(25, within(0.8));
    assertThat(codeAt(pingPong, turned + 15 * CODE_SECONDS)).isCloseTo(25, within(0.8));
    float[] round =
        heard(
            rising()
                .with(Parameter.LOOP, 2)
                .with(Parameter.LOOP_START, 20 / 59f)
                .with(Parameter.LOOP_END, 40 / 59f));
    double closed = 0.016 + 40 * CODE_SECONDS;
    assertThat(codeAt(round, closed + 5 * CODE_SECONDS)).isCloseTo(25, within(0.8));
    assertThat(codeAt(round, closed + 25 * CODE_SECONDS)).as("again").isCloseTo(25, within(0.8));
    // where the loop closes, four codes are cross-faded: from 36 to 20, without a step
    assertThat(codeAt(round, closed - 2 * CODE_SECONDS)).isCloseTo(28, within(2.5));
    assertThat(Audio.largestKink(round, RATE / 2, 3 * RATE)).isLessThan(0.002f);
  }

  @Test
  void onceReadsAnyTimbreToItsEnd() {
    float[] out = heard(rising().with(Parameter.LOOP, 1));
    assertThat(codeAt(out, 2.5)).isCloseTo(59, within(0.1));
    assertThat(codeAt(out, 2.9)).isCloseTo(59, within(0.1));
  }

  @Test
  void freezeHoldsAndLetsGo() {
    float[] out =
        rising()
            .on(0, 0, 69, 100)
            .event(RATE / 2, Event.parameter(Parameter.FREEZE, 1))
            .event(2 * RATE, Event.parameter(Parameter.FREEZE, 0))
            .render(3 * RATE)
            .left();
    double held = 0.5 / CODE_SECONDS - 0.5;
    assertThat(codeAt(out, 0.6)).isCloseTo(held, within(0.3));
    assertThat(codeAt(out, 1.9)).isCloseTo(held, within(0.3));
    assertThat(codeAt(out, 2 + 10 * CODE_SECONDS)).isCloseTo(held + 10, within(0.8));
  }

  @Test
  void scrubbedTimeIsWhereThePlaceIs() {
    float[] out =
        rising()
            .with(Parameter.SCRUB, 1)
            .with(Parameter.PLACE, 0.2f)
            .on(0, 0, 69, 100)
            .event(RATE, Event.parameter(Parameter.PLACE, 0.8f))
            .event(2 * RATE, Event.parameter(Parameter.SCRUB, 0))
            .render(3 * RATE)
            .left();
    assertThat(codeAt(out, 0.9)).isCloseTo(0.2 * 59, within(0.1));
    assertThat(codeAt(out, 1.9)).isCloseTo(0.8 * 59, within(0.1));
    assertThat(codeAt(out, 2.2)).as("goes on").isGreaterThan(0.8 * 59 - 8);
  }

  @Test
  void everyNoteIsScrubbedByItsOwnSlide() {
    double[] codes = new double[2];
    for (int i = 0; i < 2; i++) {
      Played played = rising().with(Parameter.SCRUB, 2);
      played.midi(0, 0xB0, 101, 0, 0xB0, 100, 6, 0xB0, 6, 15); // an MPE zone of all channels
      played.controller(100, 1, 74, 32).controller(100, 2, 74, 96);
      played.on(200, 1 + i, 69, 100);
      codes[i] = codeAt(played.render(RATE).left(), 0.9);
    }
    assertThat(codes[0]).isCloseTo(32 / 127.0 * 59, within(0.2));
    assertThat(codes[1]).isCloseTo(96 / 127.0 * 59, within(0.2));
  }

  @Test
  void aDecayingNoteThatIsFrozenDoesNotEnd() {
    Timbre dying = ToneTimbres.dying("dying");
    Played frozen =
        new Played(ToneTimbres.patch(dying, dying))
            .with(Parameter.BREATHING, 0)
            .on(0, 0, 69, 100)
            .event(RATE / 10, Event.parameter(Parameter.FREEZE, 1));
    float[] out = frozen.render(3 * RATE).left();
    assertThat(Audio.rmsDb(out, 2 * RATE, 3 * RATE))
        .isCloseTo(Audio.rmsDb(out, RATE / 4, RATE / 2), within(0.1));
  }
}
