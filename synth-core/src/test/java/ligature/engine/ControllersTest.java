package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import ligature.latent.Timbre;
import ligature.midi.Event;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.Played;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pedals, pressure, bend and levels do, measured in the audio. */
class ControllersTest {

  private static final int RATE = ToneTimbres.RATE_HZ;

  private static final Timbre LOUD = ToneTimbres.steady("loud");

  /** A quarter of the level, 12 dB down. */
  private static final Timbre SOFT =
      ToneTimbres.sustaining("soft", 40, 0, (step, i) -> i == 0 ? 0.25f : 0);

  private static final Timbre NOISE =
      ToneTimbres.sustaining("noise", 40, 0, (step, i) -> i == 1 ? 1 : 0);

  private static Played steady() {
    return new Played(ToneTimbres.patch(LOUD, LOUD));
  }

  private static double db(float[] audio, double fromSeconds, double toSeconds) {
    return Audio.rmsDb(audio, (int) (fromSeconds * RATE), (int) (toSeconds * RATE));
  }

  /** What a steady tone of amplitude 0.25 may bend from sample to sample, and a tenth. */
  private static double curve(double hz) {
    return 1.1 * 0.25 * Math.pow(2 * Math.PI * hz / RATE, 2);
  }

  @ParameterizedTest
  @CsvSource({"7,64,-11.9", "11,64,-11.9", "7,127,0", "11,32,-23.95", "7,0,-200"})
  void volumeAndExpressionFollowTheSquareLawWithoutAClick(int number, int value, double expected) {
    float[] out =
        steady().on(0, 0, 69, 127).controller(RATE / 2 + 77, 0, number, value).render(RATE).left();
    double change = db(out, 0.7, 1) - db(out, 0.2, 0.5);
    if (expected < -100) {
      assertThat(change).isLessThan(-100);
    } else {
      assertThat(change).isCloseTo(expected, within(0.05));
    }
    assertThat((double) Audio.largestKink(out, 4800, RATE)).isLessThan(curve(440));
  }

  @Test
  void aNoteOfADecayingTimbreSurvivesASilentExpressionPedal() {
    Timbre dying = ToneTimbres.dying("dying");
    float[] with =
        new Played(ToneTimbres.patch(dying, dying))
            .controller(0, 0, 11, 0)
            .on(0, 0, 69, 127)
            .controller(30_000, 0, 11, 127)
            .render(RATE)
            .left();
    float[] without =
        new Played(ToneTimbres.patch(dying, dying)).on(0, 0, 69, 127).render(RATE).left();
    assertThat(db(with, 0, 0.6)).isLessThan(-100);
    assertThat(db(with, 0.8, 0.9)).isCloseTo(db(without, 0.8, 0.9), within(0.05));
  }

  @ParameterizedTest
  @CsvSource({"0,3.01,-200", "64,0,0", "127,-200,3.01", "96,-5.46,2.35"})
  void panKeepsThePower(int value, double left, double right) {
    Played middle = steady().on(0, 0, 69, 127).render(RATE / 2);
    Played played = steady().controller(0, 0, 10, value).on(0, 0, 69, 127).render(RATE / 2);
    double reference = db(middle.left(), 0.1, 0.5);
    double l = db(played.left(), 0.1, 0.5) - reference;
    double r = db(played.right(), 0.1, 0.5) - reference;
    assertThat(Math.max(-100, l)).isCloseTo(Math.max(-100, left), within(0.15));
    assertThat(Math.max(-100, r)).isCloseTo(Math.max(-100, right), within(0.15));
    assertThat(Math.pow(10, l / 10) + Math.pow(10, r / 10)).isCloseTo(2, within(0.01));
  }

  @Test
  void thePanParameterMovesTheWholeInstrument() {
    Played played = steady().with(Parameter.PAN, 1).on(0, 0, 69, 127).render(RATE / 2);
    assertThat(Audio.peak(played.left())).isLessThan(1e-6f);
    assertThat(db(played.right(), 0.1, 0.5))
        .isCloseTo(
            db(steady().on(0, 0, 69, 127).render(RATE / 2).left(), 0.1, 0.5) + 3.01, within(0.02));
  }

  @Test
  void withoutAnyOfItBothChannelsAreTheSameBits() {
    Played played = steady().on(0, 0, 69, 127).on(100, 0, 72, 90).off(9000, 0, 69).render(RATE);
    assertThat(played.right()).isEqualTo(played.left());
  }

  @Test
  void theReleaseSlowsWithTheDepthOfThePedal() {
    double[] fallen = new double[4];
    int[] depths = {0, 24, 48, 127};
    for (int i = 0; i < depths.length; i++) {
      float[] out =
          steady()
              .controller(0, 0, 64, depths[i])
              .on(0, 0, 69, 127)
              .off(RATE / 2 + 33, 0, 69)
              .render(RATE)
              .left();
      fallen[i] = db(out, 0.4, 0.5) - db(out, 0.8, 0.82);
      assertThat((double) Audio.largestKink(out, 4800, RATE)).isLessThan(curve(440));
    }
    assertThat(fallen[0]).as("100 dB a second").isCloseTo(31, within(0.5));
    assertThat(fallen[1]).isBetween(8.0, 20.0);
    assertThat(fallen[2]).isBetween(0.5, 6.0);
    assertThat(fallen[3]).isCloseTo(0, within(0.05));
  }

  @Test
  void aHalfPedalThatComesUpReleasesOnItsFrame() {
    float[] out =
        steady()
            .controller(0, 0, 64, 127)
            .on(0, 0, 69, 127)
            .off(10_000, 0, 69)
            .controller(24_013, 0, 64, 0)
            .render(RATE)
            .left();
    float[] direct = steady().on(0, 0, 69, 127).off(24_013, 0, 69).render(RATE).left();
    assertThat(out).isEqualTo(direct);
  }

  @Test
  void sostenutoHoldsOnlyWhatWasDown() {
    float[] caught =
        steady()
            .on(0, 0, 69, 127)
            .controller(4800, 0, 66, 127)
            .off(9600, 0, 69)
            .controller(30_000, 0, 66, 0)
            .render(RATE)
            .left();
    assertThat(db(caught, 0.5, 0.6)).isCloseTo(db(caught, 0.05, 0.1), within(0.05));
    assertThat(db(caught, 0.9, 1)).isLessThan(db(caught, 0.5, 0.6) - 25);
    float[] late =
        steady()
            .controller(0, 0, 66, 127)
            .on(4800, 0, 69, 127)
            .off(9600, 0, 69)
            .render(RATE)
            .left();
    assertThat(db(late, 0.5, 0.6)).as("pressed before the key").isLessThan(-40);
  }

  @Test
  void aPedalPointThatIsStruckAgainIsOneStill() {
    float[] out =
        steady()
            .with(Parameter.VARIATION, 0)
            .on(0, 0, 69, 127)
            .controller(4800, 0, 66, 127)
            .on(9600, 0, 69, 127)
            .off(14_400, 0, 69)
            .controller(36_000, 0, 66, 0)
            .render(RATE)
            .left();
    assertThat(db(out, 0.6, 0.7)).isCloseTo(db(out, 0.05, 0.1), within(0.1));
    assertThat(db(out, 0.95, 1)).isLessThan(db(out, 0.6, 0.7) - 18);
  }

  @Test
  void whatPressedAKeyIsOverWithItsNote() {
    float[] again =
        pad()
            .with(Parameter.VARIATION, 0)
            .on(0, 0, 69, 127)
            .midi(4800, 0xA0, 69, 127)
            .off(9600, 0, 69)
            .on(36_000, 0, 69, 127)
            .render(RATE)
            .left();
    assertThat(db(again, 0.1, 0.2)).isGreaterThan(-40);
    assertThat(db(again, 0.85, 1)).as("the key is not pressed now").isLessThan(-80);
  }

  @Test
  void theSoftPedalSoftensNotesThatBegin() {
    double loud = db(steady().on(0, 0, 69, 127).render(RATE / 2).left(), 0.1, 0.5);
    Played pedalled = steady().controller(0, 0, 67, 127).on(0, 0, 69, 127);
    assertThat(db(pedalled.render(RATE / 2).left(), 0.1, 0.5)).isCloseTo(loud - 2, within(0.05));
  }

  @Test
  void aFasterKeyEndsItsNoteFaster() {
    double[] fallen = new double[4];
    int[] velocities = {127, 64, 1, 0};
    for (int i = 0; i < velocities.length; i++) {
      float[] out =
          steady().on(0, 0, 69, 127).midi(RATE / 2, 0x80, 69, velocities[i]).render(RATE).left();
      fallen[i] = db(out, 0.4, 0.5) - db(out, 0.74, 0.76);
    }
    assertThat(fallen[0]).isCloseTo(50, within(0.5));
    assertThat(fallen[1]).isCloseTo(25, within(0.5));
    assertThat(fallen[2]).isCloseTo(12.5, within(0.5));
    assertThat(fallen[3]).as("no sensor").isEqualTo(fallen[1]);
  }

  @ParameterizedTest
  @CsvSource({"12,0,1200", "0,50,50", "24,0,2400"})
  void rpnZeroSetsHowFarTheWheelBends(int semitones, int cents, double expected) {
    float[] out =
        steady()
            .midi(0, 0xB0, 101, 0, 100, 0, 6, semitones, 38, cents, 101, 127, 100, 127)
            .bend(0, 0, 16_383)
            .on(0, 0, 57, 127)
            .render(RATE)
            .left();
    assertThat(Audio.centsFrom(out, RATE, 220 * Math.pow(2, expected / 1200)))
        .isCloseTo(0, within(0.5));
  }

  @Test
  void theBendRangeIsAParameterToo() {
    float[] out =
        steady().with(Parameter.BEND_RANGE, 7).bend(0, 0, 0).on(0, 0, 69, 127).render(RATE).left();
    assertThat(Audio.centsFrom(out, RATE, 440 * Math.pow(2, -7 / 12.0))).isCloseTo(0, within(0.5));
  }

  /** Four corners: silence at A and B, so y is heard as level. */
  private static Played pad() {
    Timbre silent = ToneTimbres.sustaining("silent", 40, 0, (step, i) -> 0);
    return new Played(
        Patch.of("pad", List.of(silent, silent, LOUD, LOUD)).with(Parameter.MORPH_X, 0));
  }

  @Test
  void pressureMovesItsNotesUpThePad() {
    double all = db(steady().on(0, 0, 69, 127).render(RATE / 2).left(), 0.2, 0.5);
    float[] channel = pad().on(0, 0, 69, 127).midi(4800, 0xD0, 127).render(RATE / 2).left();
    assertThat(db(channel, 0, 0.09)).isLessThan(-100);
    assertThat(db(channel, 0.3, 0.5)).isCloseTo(all, within(0.1));
    float[] key = pad().on(0, 0, 69, 127).midi(4800, 0xA0, 69, 64).render(RATE / 2).left();
    assertThat(db(key, 0.3, 0.5)).isCloseTo(all - 5.95, within(0.1));
    float[] other = pad().on(0, 0, 69, 127).midi(4800, 0xA0, 70, 127).render(RATE / 2).left();
    assertThat(Audio.peak(other)).isLessThan(1e-4f);
    float[] released =
        pad().on(0, 0, 69, 127).midi(0, 0xD0, 127).midi(9600, 0xD0, 0).render(RATE / 2).left();
    assertThat(db(released, 0.45, 0.5)).as("gives back what it took").isLessThan(-80);
  }

  @Test
  void breathDoublesTheNoise() {
    Played plain = new Played(ToneTimbres.patch(NOISE, NOISE)).on(0, 0, 69, 127).render(RATE);
    Played blown =
        new Played(ToneTimbres.patch(NOISE, NOISE))
            .on(0, 0, 69, 127)
            .controller(RATE / 2, 0, 2, 127)
            .render(RATE);
    assertThat(db(blown.left(), 0.6, 1) - db(plain.left(), 0.6, 1)).isCloseTo(6.02, within(0.05));
    assertThat(Arrays.copyOf(blown.left(), RATE / 2 - 128))
        .isEqualTo(Arrays.copyOf(plain.left(), RATE / 2 - 128));
  }

  @Test
  void aResetLetsGoOfWhatIsHeldAndLeavesTheSetUp() {
    Played played =
        steady()
            .midi(0, 0xB0, 101, 0, 100, 0, 6, 12)
            .controller(0, 0, 7, 100)
            .controller(0, 0, 11, 20)
            .controller(0, 0, 64, 127)
            .controller(0, 0, 67, 127)
            .controller(0, 0, 1, 100)
            .bend(0, 0, 16_383)
            .controller(100, 0, 121, 0)
            .on(4800, 0, 69, 127)
            .off(24_000, 0, 69)
            .render(RATE);
    float[] out = played.left();
    double full = db(steady().on(4800, 0, 69, 127).render(24_000).left(), 0.2, 0.5);
    assertThat(db(out, 0.2, 0.5)).isCloseTo(full + 40 * Math.log10(100 / 127.0), within(0.05));
    assertThat(Audio.centsFrom(Arrays.copyOfRange(out, 4800, 24_000), RATE, 440))
        .isCloseTo(0, within(0.5));
    assertThat(db(out, 0.9, 1)).as("no pedal").isLessThan(-60);
    assertThat(played.meters().value(Parameter.MORPH_X))
        .as("the pad stays where it was moved")
        .isCloseTo(100 / 127f, within(1e-6f));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void theVelocityCurveBendsTheRange(int curve) {
    Timbre layered = ToneTimbres.layered("layered");
    double[] levels = new double[2];
    for (int i = 0; i < 2; i++) {
      Played played =
          new Played(ToneTimbres.patch(layered, layered))
              .with(Parameter.VELOCITY_CURVE, i == 0 ? 0 : curve)
              .on(0, 0, 69, 64);
      levels[i] = db(played.render(RATE / 2).left(), 0.1, 0.5);
    }
    // velocities: 64; 0.504^4 = 8; 0.504^(1/4) = 107; the timbre's level goes with the velocity
    double expected = curve < 0 ? 8.19 / 64 : 107.0 / 64;
    assertThat(levels[1] - levels[0]).isCloseTo(20 * Math.log10(expected), within(0.1));
  }

  @Test
  void aLoadedPresetIsNotMovedByAStaleWheel() {
    Patch patch = ToneTimbres.patch(LOUD, SOFT);
    Meters meters = new Meters();
    Instrument instrument = new Instrument(ToneTimbres.decoder(), 4, 1, patch, meters);
    ligature.midi.EventList events = new ligature.midi.EventList();
    events.add(0, Event.pack(Event.CONTROLLER, 0, 1, 0.9f));
    for (int i = 0; i <= 40; i++) {
      events.add(1000 + i * 100, Event.pack(Event.CONTROLLER, 0, 1, 0.9f - 0.02f * i));
    }
    instrument.addSource(events);
    float[] out = new float[2 * 128];
    instrument.render(out, 0, 128);
    assertThat(meters.value(Parameter.MORPH_X)).isEqualTo(0.9f);
    assertThat(meters.waitingControl(Parameter.MORPH_X)).isNaN();
    instrument.publish(patch.with(Parameter.MORPH_X, 0.5f));
    float before = 0.9f;
    for (int frame = 128; frame < 8000; frame += 128) {
      instrument.render(out, 0, 128);
      float now = meters.value(Parameter.MORPH_X);
      if (frame == 128) {
        assertThat(now).isEqualTo(0.5f);
        assertThat(meters.waitingControl(Parameter.MORPH_X)).isEqualTo(0.9f);
      } else {
        assertThat(Math.abs(now - before)).as("step at %d", frame).isLessThan(0.05f);
      }
      before = now;
    }
    assertThat(before).as("picked up and brought down").isCloseTo(0.1f, within(0.001f));
    assertThat(meters.waitingControl(Parameter.MORPH_X)).isNaN();
  }
}
