package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import ligature.latent.Timbre;
import ligature.parameter.GlideMode;
import ligature.parameter.Parameter;
import ligature.parameter.VoiceMode;
import ligature.preset.KitPad;
import ligature.preset.Part;
import ligature.preset.Patch;
import ligature.preset.Range;
import ligature.testing.Audio;
import ligature.testing.Played;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;

/** A timbre for every key, one-shots, choke groups, levels and places: measured in the audio. */
class KitTest {

  private static final int RATE = ToneTimbres.RATE_HZ;
  private static final Timbre STEADY = ToneTimbres.steady("steady");
  private static final Timbre DYING = ToneTimbres.dying("dying");
  private static final Timbre SOFT =
      ToneTimbres.sustaining("soft", 40, 0, (step, i) -> i == 0 ? 0.1f : 0);

  private static Patch kit(KitPad... pads) {
    return ToneTimbres.patch(STEADY, STEADY)
        .withParts(List.of(Part.of(List.of(STEADY, STEADY)).withKit(List.of(pads))));
  }

  private static KitPad held(int key, Timbre timbre) {
    return KitPad.of(key, timbre).withOneShot(false);
  }

  private static double db(float[] audio, double from, double to) {
    return Audio.rmsDb(audio, (int) (from * RATE), (int) (to * RATE));
  }

  private static double cents(float[] audio, double from, double to, double key) {
    return Audio.centsFrom(
        java.util.Arrays.copyOfRange(audio, (int) (from * RATE), (int) (to * RATE)),
        RATE,
        440 * Math.pow(2, (key - 69) / 12));
  }

  @Test
  void everyKeyHasItsTimbreLevelPitchAndPlace() {
    Patch patch =
        kit(
            held(60, STEADY),
            held(61, SOFT),
            held(62, STEADY).at(-6, -1),
            held(63, STEADY).withPitch(81));
    Played played = new Played(patch);
    for (int i = 0; i < 5; i++) {
      played.on(i * RATE, 0, 60 + i, 100).off(i * RATE + RATE / 2, 0, 60 + i);
    }
    played.render(5 * RATE);
    float[] left = played.left();
    double full = db(left, 0.2, 0.4);
    assertThat(full).isCloseTo(-15.05, within(0.1));
    assertThat(db(left, 1.2, 1.4)).as("its own timbre").isCloseTo(full - 20, within(0.1));
    assertThat(db(left, 2.2, 2.4)).as("6 dB softer, all left").isCloseTo(full - 3, within(0.1));
    assertThat(db(played.right(), 2.2, 2.4)).isLessThan(-100);
    assertThat(cents(left, 3.1, 3.5, 81)).isCloseTo(0, within(0.5));
    assertThat(cents(left, 0.1, 0.5, 60)).isCloseTo(0, within(0.5));
    assertThat(Audio.peak(java.util.Arrays.copyOfRange(left, 9 * RATE / 2, 5 * RATE)))
        .as("a key without a pad")
        .isLessThan(1e-4f);
  }

  @Test
  void aOneShotPlaysToItsEndAndOthersEndWithTheirKeys() {
    for (boolean oneShot : new boolean[] {true, false}) {
      Patch patch = kit(KitPad.of(60, DYING).withOneShot(oneShot));
      Played tapped = new Played(patch).on(0, 0, 60, 100).off(960, 0, 60).render(4 * RATE);
      Played kept = new Played(patch).on(0, 0, 60, 100).render(4 * RATE);
      if (oneShot) {
        assertThat(tapped.stereo()).isEqualTo(kept.stereo());
        assertThat(db(tapped.left(), 0.3, 0.4)).isGreaterThan(-50);
      } else {
        // the timbre's own release is 100 dB a second
        assertThat(db(tapped.left(), 0.3, 0.4)).isLessThan(db(kept.left(), 0.3, 0.4) - 25);
      }
      assertThat(tapped.instrument().playing()).isZero();
    }
  }

  @Test
  void aOneShotOfATimbreThatSustainsEndsToo() {
    Played tapped = new Played(kit(KitPad.of(60, STEADY))).on(0, 0, 60, 100).off(960, 0, 60);
    tapped.render(4 * RATE);
    // 40 codes of 32 ms, then a release of 100 dB a second
    assertThat(db(tapped.left(), 1.0, 1.2)).isCloseTo(-15.05, within(0.1));
    assertThat(db(tapped.left(), 1.9, 2.0)).isCloseTo(-15.05 - 70, within(8.0));
    assertThat(tapped.instrument().playing()).isZero();
    Played held = new Played(kit(KitPad.of(60, STEADY))).on(0, 0, 60, 100).render(4 * RATE);
    assertThat(held.instrument().playing()).as("though its key is down").isZero();
  }

  @Test
  void aPedalThatComesUpEndsNoOneShot() {
    Patch patch = kit(KitPad.of(60, DYING));
    Played plain = new Played(patch).on(0, 0, 60, 100).off(960, 0, 60).render(RATE);
    Played pedalled =
        new Played(patch)
            .on(0, 0, 60, 100)
            .controller(480, 0, 64, 127)
            .controller(720, 0, 66, 127)
            .off(960, 0, 60)
            .controller(4800, 0, 64, 0)
            .controller(5800, 0, 66, 0)
            .render(RATE);
    assertThat(pedalled.stereo()).isEqualTo(plain.stereo());
    Played silenced = new Played(patch).on(0, 0, 60, 100).off(960, 0, 60);
    silenced.controller(4800, 0, 120, 0).render(RATE);
    assertThat(db(silenced.left(), 0.2, 0.4)).isLessThan(-120);
  }

  @Test
  void aHitChokesItsGroupWithoutAClickAndNoOther() {
    Patch patch =
        kit(
            held(46, STEADY).withPitch(69).withChoke(1),
            held(42, SOFT).withPitch(81).withChoke(1),
            held(50, STEADY).withPitch(57).withChoke(2));
    float[] audio =
        new Played(patch).on(0, 0, 46, 100).on(RATE / 2 + 77, 0, 42, 100).render(RATE).left();
    int at = RATE / 2 + 77;
    assertThat(Audio.rmsDb(audio, at - 2400, at)).isCloseTo(-15.05, within(0.1));
    // what is left 6 ms later is the soft one, in tune
    assertThat(Audio.rmsDb(audio, at + 288, at + 4800)).isCloseTo(-35.05, within(0.2));
    assertThat(cents(audio, 0.55, 0.9, 81)).isCloseTo(0, within(0.5));
    double step = 2 * Math.PI * 440 / RATE;
    assertThat((double) Audio.largestKink(audio, at - 480, at + 480))
        .as("no click")
        .isLessThan(4 * 0.25 * step * step);
    float[] other =
        new Played(patch).on(0, 0, 46, 100).on(RATE / 2, 0, 50, 100).render(RATE).left();
    assertThat(db(other, 0.6, 0.9)).as("both sound").isCloseTo(-12.04, within(0.3));
  }

  @Test
  void hitsAreIndependentInEveryVoiceModeAndDoNotGlide() {
    Part drums =
        Part.of(List.of(STEADY, STEADY))
            .withKit(List.of(held(36, STEADY).withPitch(57), held(38, STEADY).withPitch(64)));
    Part lead = Part.of(List.of(SOFT, SOFT)).playing(new Range(60, 127), Range.ALL);
    Patch patch = ToneTimbres.patch(STEADY, STEADY).withParts(List.of(drums, lead));
    float[] audio =
        new Played(patch)
            .with(Parameter.VOICE_MODE, VoiceMode.MONO)
            .with(Parameter.GLIDE_MODE, GlideMode.ALWAYS)
            .with(Parameter.GLIDE_TIME, 2)
            .on(0, 0, 36, 100)
            .on(0, 0, 38, 100)
            .on(0, 0, 81, 100)
            .render(RATE)
            .left();
    double two = 10 * Math.log10(2);
    assertThat(db(audio, 0.2, 0.9)).isCloseTo(-15.05 + two + 0.02, within(0.1));
    assertThat(Audio.centsFrom(audio, RATE, 440 * Math.pow(2, -1)))
        .as("the first at its pitch")
        .isCloseTo(0, within(3.0));
  }
}
