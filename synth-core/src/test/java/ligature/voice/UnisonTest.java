package ligature.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import ligature.latent.Timbre;
import ligature.midi.Event;
import ligature.parameter.Parameter;
import ligature.testing.Audio;
import ligature.testing.Played;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several players out of one decode: their pitches, their places, no click, no comb. */
class UnisonTest {

  private static final int RATE = ToneTimbres.RATE_HZ;
  private static final Timbre STEADY = ToneTimbres.steady("steady");

  private static Played players(int count, float detuneCents, float spread) {
    return new Played(ToneTimbres.patch(STEADY, STEADY))
        .with(Parameter.UNISON, count)
        .with(Parameter.UNISON_DETUNE, detuneCents)
        .with(Parameter.UNISON_SPREAD, spread);
  }

  private static double hz(double key) {
    return 440 * Math.pow(2, (key - 69) / 12);
  }

  private static double curve(double hz) {
    return 0.25 * Math.pow(2 * Math.PI * hz / RATE, 2);
  }

  @ParameterizedTest
  @CsvSource({"69,12", "69,50", "69,100", "33,30", "24,100", "93,25", "93,5"})
  void theOuterPlayersAreOffByTheDetuneWithoutAClick(int key, float detune) {
    Played played = players(2, detune, 1).on(0, 0, key, 127).render(4 * RATE);
    double flat = hz(key - detune / 100.0);
    double sharp = hz(key + detune / 100.0);
    assertThat(Audio.centsFrom(played.left(), RATE, flat)).isCloseTo(0, within(0.3));
    assertThat(Audio.centsFrom(played.right(), RATE, sharp)).isCloseTo(0, within(0.3));
    for (float[] side : new float[][] {played.left(), played.right()}) {
      assertThat((double) Audio.largestKink(side, 2400, 4 * RATE))
          .isLessThan(1.1 * curve(sharp) + 2e-4);
      int window = RATE / 20;
      for (int from = RATE / 10; from + window < side.length; from += window) {
        assertThat(Audio.rmsDb(side, from, from + window))
            .as("level at %d", from)
            .isCloseTo(-15.05, within(hz(key) < 60 ? 1.5 : 0.25));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5})
  void withAMiddlePlayerTheOnsetIsOnItsFrame(int count) {
    float[] several = players(count, 12, 0.7f).on(1003, 0, 69, 127).render(9600).left();
    float[] one = players(1, 12, 0.7f).on(1003, 0, 69, 127).render(9600).left();
    assertThat(Audio.firstAbove(several, 0)).isEqualTo(Audio.firstAbove(one, 0));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void manyPlayersAreAsLoudAsOne(int count) {
    Played played = players(count, 20, 0.5f).on(0, 0, 57, 127).render(8 * RATE);
    double left = Audio.rmsDb(played.left(), RATE, 8 * RATE);
    double right = Audio.rmsDb(played.right(), RATE, 8 * RATE);
    assertThat(10 * Math.log10((Math.pow(10, left / 10) + Math.pow(10, right / 10)) / 2))
        .isCloseTo(-15.05, within(1.0));
    assertThat(played.left()).isNotEqualTo(played.right());
  }

  @Test
  void playersComeAndGoWithoutAClickAndLeaveTheNoteAsItWas() {
    Played played = players(1, 12, 0.7f).on(0, 0, 69, 127);
    int[] counts = {5, 2, 4, 3, 1};
    for (int i = 0; i < counts.length; i++) {
      played.event((i + 1) * RATE / 2, Event.parameter(Parameter.UNISON, counts[i]));
    }
    float[] out = played.render(4 * RATE).left();
    float[] alone = players(1, 12, 0.7f).on(0, 0, 69, 127).render(4 * RATE).left();
    assertThat((double) Audio.largestKink(out, 2400, 4 * RATE)).isLessThan(3 * curve(440));
    assertThat(Arrays.copyOf(out, RATE / 2 - 128)).isEqualTo(Arrays.copyOf(alone, RATE / 2 - 128));
    assertThat(Arrays.copyOfRange(out, 3 * RATE, 4 * RATE))
        .isEqualTo(Arrays.copyOfRange(alone, 3 * RATE, 4 * RATE));
  }

  @Test
  void aReleaseEndsAllPlayersOnItsFrame() {
    float[] out = players(5, 30, 0).on(0, 0, 69, 127).off(24_000, 0, 69).render(RATE).left();
    // 100 dB a second from frame 24 000 on, whatever the players' delays are
    float[] held = players(5, 30, 0).on(0, 0, 69, 127).render(RATE).left();
    for (int frame : new int[] {24_100, 30_000, 40_000}) {
      double fallen = Audio.rmsDb(held, frame, frame + 480) - Audio.rmsDb(out, frame, frame + 480);
      assertThat(fallen).isCloseTo(100.0 * (frame + 240 - 24_000) / RATE, within(0.1));
    }
  }

  @Test
  void glidesAndBendsInUnisonDoNotClick() {
    Played played =
        players(3, 25, 0.8f)
            .with(Parameter.VOICE_MODE, ligature.parameter.VoiceMode.LEGATO)
            .with(Parameter.GLIDE_MODE, ligature.parameter.GlideMode.ALWAYS)
            .with(Parameter.GLIDE_TIME, 0.3f);
    for (int i = 0; i < 12; i++) {
      played.on(i * 12_000, 0, 57 + (i * 5) % 12, 127);
      played.bend(i * 12_000 + 6000, 0, 8192 + (i * 997) % 4000);
    }
    float[] out = played.render(3 * RATE).left();
    assertThat((double) Audio.largestKink(out, 2400, 3 * RATE)).isLessThan(3 * curve(hz(71)));
  }
}
