package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import ligature.latent.Timbre;
import ligature.midi.Event;
import ligature.midi.MpeMode;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.Played;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MIDI Polyphonic Expression, as specified and as controllers really send it. */
class MpeTest {

  private static final int RATE = ToneTimbres.RATE_HZ;
  private static final Timbre LOUD = ToneTimbres.steady("loud");

  private static Played zone(int manager, int members) {
    return new Played(ToneTimbres.patch(LOUD, LOUD))
        .midi(0, 0xB0 | manager, 101, 0, 100, 6, 6, members);
  }

  private static double cents(float[] audio, double expectedHz) {
    return Audio.centsFrom(audio, RATE, expectedHz);
  }

  private static double hz(double key) {
    return 440 * Math.pow(2, (key - 69) / 12);
  }

  /** How strong a pitch is in the audio, against the whole, in dB. */
  private static double share(float[] audio, double hz, int from, int to) {
    double re = 0;
    double im = 0;
    for (int i = from; i < to; i++) {
      re += audio[i] * Math.cos(2 * Math.PI * hz * i / RATE);
      im += audio[i] * Math.sin(2 * Math.PI * hz * i / RATE);
    }
    return 20 * Math.log10(2 * Math.hypot(re, im) / (to - from) + 1e-12);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15})
  void aMemberBendsFortyEightSemitonesAndItsManagerTwo(int manager) {
    int member = manager == 0 ? 3 : 12;
    float[] own =
        zone(manager, 7)
            .bend(0, member, 8192 + 8191 / 4)
            .on(0, member, 57, 127)
            .render(RATE)
            .left();
    assertThat(cents(own, hz(57 + 48 * (8191 / 4) / 8191.0))).isCloseTo(0, within(0.5));
    float[] both =
        zone(manager, 7)
            .bend(0, member, 8192 + 8191 / 4)
            .bend(0, manager, 16_383)
            .on(0, member, 57, 127)
            .render(RATE)
            .left();
    assertThat(cents(both, hz(59 + 48 * (8191 / 4) / 8191.0))).isCloseTo(0, within(0.5));
  }

  /** The last member bends 48 semitones, the channel behind it 2. */
  @ParameterizedTest
  @CsvSource({"0, 1", "0, 7", "0, 14", "0, 15", "15, 1", "15, 7", "15, 14", "15, 15"})
  void aZoneHasAsManyMembersAsItSays(int manager, int members) {
    int last = manager == 0 ? members : 15 - members;
    assertQuarterBend(zone(manager, members), last, 12);
    if (members < 15) {
      assertQuarterBend(zone(manager, members), manager == 0 ? last + 1 : last - 1, 0.5);
    }
  }

  @Test
  void aBendMovesItsOwnNoteOnly() {
    float[] out =
        zone(0, 15)
            .on(0, 1, 57, 127)
            .on(0, 2, 64, 127)
            .bend(100, 2, 8192 + 8191 / 16)
            .render(RATE)
            .left();
    assertThat(share(out, hz(57), 9600, RATE)).isCloseTo(-12.04, within(0.2));
    assertThat(share(out, hz(64), 9600, RATE)).isLessThan(-40);
    assertThat(share(out, hz(64 + 48 * (8191 / 16) / 8191.0), 9600, RATE))
        .isCloseTo(-12.04, within(0.3));
  }

  @Test
  void rpnZeroOnOneMemberCountsForTheZone() {
    float[] out =
        zone(0, 15)
            .midi(0, 0xB5, 101, 0, 100, 0, 6, 24)
            .bend(0, 9, 16_383)
            .on(0, 9, 45, 127)
            .render(RATE)
            .left();
    assertThat(cents(out, hz(69))).isCloseTo(0, within(0.5));
  }

  @Test
  void aBendBeforeTheNoteIsItsPitchFromTheFirstFrame() {
    float[] early = zone(0, 15).bend(0, 2, 16_383).on(0, 2, 21, 127).render(RATE / 2).left();
    float[] plain =
        new Played(ToneTimbres.patch(LOUD, LOUD)).on(0, 0, 69, 127).render(RATE / 2).left();
    assertThat(early).usingComparatorWithPrecision(1e-4f).containsExactly(plain);
  }

  @Test
  void aReusedChannelLeavesTheOldNoteAlone() {
    float[] out =
        zone(0, 2)
            .controller(0, 0, 64, 127)
            .on(0, 1, 57, 127)
            .off(9600, 1, 57)
            .bend(12_000, 1, 0)
            .bend(14_000, 1, 8192 + 1000)
            .on(14_400, 1, 76, 127)
            .render(RATE)
            .left();
    assertThat(share(out, hz(57), 19_200, RATE)).isCloseTo(-12.04, within(0.2));
    assertThat(share(out, hz(76 + 48 * 1000 / 8191.0), 19_200, RATE))
        .isCloseTo(-12.04, within(0.3));
  }

  @Test
  void slideMovesOneNoteUpThePad() {
    Timbre silent = ToneTimbres.sustaining("silent", 40, 0, (step, i) -> 0);
    Patch pad = Patch.of("pad", List.of(silent, silent, LOUD, LOUD)).with(Parameter.MORPH_X, 0);
    Played played =
        new Played(pad)
            .midi(0, 0xB0, 101, 0, 100, 6, 6, 15)
            .on(0, 1, 57, 127)
            .on(0, 2, 64, 127)
            .controller(4800, 2, 74, 127)
            .render(RATE);
    assertThat(share(played.left(), hz(57), 9600, RATE)).isLessThan(-50);
    assertThat(share(played.left(), hz(64), 9600, RATE)).isCloseTo(-12.04, within(0.1));
    assertThat(played.meters().value(Parameter.MORPH_Y)).as("the pad itself rests").isZero();
    float[] pressed =
        new Played(pad)
            .midi(0, 0xB0, 101, 0, 100, 6, 6, 15)
            .on(0, 1, 57, 127)
            .on(0, 2, 64, 127)
            .midi(4800, 0xD1, 127)
            .render(RATE)
            .left();
    assertThat(share(pressed, hz(57), 9600, RATE)).isCloseTo(-12.04, within(0.1));
    assertThat(share(pressed, hz(64), 9600, RATE)).isLessThan(-50);
  }

  @Test
  void theManagersPedalAndLevelAreForAll() {
    float[] out =
        zone(15, 5)
            .controller(0, 15, 64, 127)
            .controller(0, 15, 7, 64)
            .on(0, 12, 69, 127)
            .off(4800, 12, 69)
            .controller(RATE / 2, 15, 123, 0)
            .controller(RATE / 2, 15, 64, 0)
            .render(RATE)
            .left();
    assertThat(share(out, 440, 9600, 24_000)).isCloseTo(-12.04 - 11.9, within(0.1));
    assertThat(share(out, 440, 43_200, RATE)).isLessThan(-50);
  }

  @Test
  void zonesShareTheChannelsAndTheNewerWins() {
    // the lower zone takes 10 members, so the upper one keeps 4: channel 10 is the lower's
    Played played =
        zone(15, 14)
            .midi(0, 0xB0, 101, 0, 100, 6, 6, 10)
            .bend(0, 0, 16_383)
            .on(0, 10, 67, 127)
            .render(RATE);
    assertThat(cents(played.left(), hz(69))).as("bent by channel 0").isCloseTo(0, within(0.5));
    float[] off =
        zone(0, 10)
            .midi(0, 0xB0, 101, 0, 100, 6, 6, 0)
            .bend(0, 0, 16_383)
            .on(0, 10, 69, 127)
            .render(RATE)
            .left();
    assertThat(cents(off, hz(69))).as("no zone any more").isCloseTo(0, within(0.5));
  }

  @Test
  void aZoneThatIsAnnouncedAgainDisturbsNothing() {
    Played once = zone(0, 15).bend(0, 3, 9000).on(0, 3, 57, 127).render(RATE);
    Played again =
        zone(0, 15)
            .bend(0, 3, 9000)
            .on(0, 3, 57, 127)
            .midi(20_000, 0xB0, 101, 0, 100, 6, 6, 15)
            .render(RATE);
    assertThat(again.left()).isEqualTo(once.left());
  }

  private static Played unannounced(MpeMode mode) {
    return new Played(ToneTimbres.patch(LOUD, LOUD)).mpe(mode);
  }

  /** Whether a quarter of a full bend on a channel takes key 57 so many semitones up. */
  private static void assertQuarterBend(Played played, int channel, double semitones) {
    float[] out =
        played.bend(0, channel, 8192 + 8191 / 4).on(0, channel, 57, 127).render(RATE).left();
    assertThat(cents(out, hz(57 + semitones))).isCloseTo(0, within(1.0));
  }

  @Test
  void zonesOfTheSetUpNeedNoAnnouncement() {
    assertQuarterBend(unannounced(MpeMode.LOWER), 15, 12);
    assertQuarterBend(unannounced(MpeMode.LOWER), 0, 0.5);
    assertQuarterBend(unannounced(MpeMode.UPPER), 0, 12);
    assertQuarterBend(unannounced(MpeMode.UPPER), 15, 0.5);
    assertQuarterBend(unannounced(MpeMode.BOTH), 7, 12);
    assertQuarterBend(unannounced(MpeMode.BOTH), 8, 12);
    assertQuarterBend(unannounced(MpeMode.OFF), 3, 0.5);
    assertQuarterBend(unannounced(MpeMode.AUTO), 3, 0.5);
  }

  @Test
  void whatIsAnnouncedGoesBeforeTheSetUpUnlessThereShallBeNone() {
    int[] none = {0xB0, 101, 0, 100, 6, 6, 0};
    int[] all = {0xB0, 101, 0, 100, 6, 6, 15};
    assertQuarterBend(unannounced(MpeMode.LOWER).midi(0, none), 3, 0.5);
    assertQuarterBend(unannounced(MpeMode.OFF).midi(0, all), 3, 0.5);
    assertQuarterBend(unannounced(MpeMode.UPPER).midi(0, all), 15, 12);
  }

  @Test
  void aResetOfEverythingBringsTheSetUpBack() {
    int[] none = {0xB0, 101, 0, 100, 6, 6, 0};
    long panic = Event.pack(Event.RESET_CONTROLLERS, Event.ALL_CHANNELS, 0, 0);
    assertQuarterBend(unannounced(MpeMode.LOWER).midi(0, none).midi(0, 0xFF), 3, 12);
    assertQuarterBend(unannounced(MpeMode.LOWER).midi(0, none).event(0, panic), 3, 12);
  }

  @Test
  void aControllerThatPlaysAsOneWithMpeIsTakenForOne() {
    Timbre silent = ToneTimbres.sustaining("silent", 40, 0, (step, i) -> 0);
    Patch pad = Patch.of("pad", List.of(silent, silent, LOUD, LOUD)).with(Parameter.MORPH_X, 0);
    Played played =
        new Played(pad)
            .bend(0, 4, 8192 + 8191 / 4)
            .controller(10, 4, 74, 127)
            .midi(20, 0xD4, 0)
            .on(30, 4, 57, 127)
            .bend(2000, 5, 8192)
            .controller(2000, 5, 74, 0)
            .midi(2000, 0xD5, 0)
            .on(2010, 5, 50, 127)
            .render(RATE);
    assertThat(played.meters().value(Parameter.MORPH_Y)).as("the pad stayed").isZero();
    assertThat(share(played.left(), hz(69), 9600, RATE))
        .as("its own bend and slide, from the first note on")
        .isCloseTo(-12.04, within(0.2));
    assertThat(share(played.left(), hz(50), 9600, RATE)).isLessThan(-50);
  }

  @Test
  void aHandThatMovesTheWheelsIsNoMpe() {
    Played played =
        unannounced(MpeMode.AUTO)
            .controller(0, 3, 74, 100)
            .midi(400, 0xD3, 20)
            .bend(2000, 3, 8192 + 8191 / 4)
            .on(2010, 3, 57, 127)
            .render(RATE);
    assertThat(cents(played.left(), hz(57))).isCloseTo(50, within(1.0));
    assertThat(played.meters().value(Parameter.MORPH_Y)).isEqualTo(100 / 127f);
  }

  @Test
  void aBentNoteDoesNotClick() {
    Played played = zone(0, 15).on(0, 1, 57, 127);
    for (int i = 0; i < 200; i++) {
      played.bend(4800 + i * 100, 1, 8192 + (int) (700 * Math.sin(i * 0.2)));
    }
    float[] out = played.render(RATE).left();
    assertThat((double) Audio.largestKink(out, 4800, RATE))
        .isLessThan(0.25 * Math.pow(2 * Math.PI * hz(57 + 4.2) / RATE, 2) * 1.2 + 0.002);
    assertThat(Audio.peak(Arrays.copyOfRange(out, 4800, RATE))).isLessThan(0.26f);
  }
}
