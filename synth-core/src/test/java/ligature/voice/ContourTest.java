package ligature.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import ligature.latent.Timbre;
import ligature.model.Decoder;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.testing.Played;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How loud a note is over time: as recorded, as its envelope says, or in between. */
class ContourTest {

  private static final int RATE = 48_000;

  private static Patch of(String name) {
    Timbre timbre = Bundled.model().bank().find(name);
    return Patch.of(name, List.of(timbre, timbre));
  }

  /** Levels over 100 ms, from 0.1 s on. */
  private static double[] levels(float[] audio) {
    int window = RATE / 10;
    double[] levels = new double[audio.length / window - 1];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = Audio.rmsDb(audio, (i + 1) * window, (i + 2) * window);
    }
    return levels;
  }

  @ParameterizedTest
  @ValueSource(strings = {"piano", "flute", "vibraphone"})
  void withoutContourTheEnvelopeAloneShapesTheNote(String name) {
    try (Decoder decoder = Bundled.decoder()) {
      double recorded = range(name, 100, decoder);
      assertThat(range(name, 0, decoder)).isLessThan(Math.min(4, 0.3 * recorded));
      assertThat(range(name, 50, decoder) / recorded).as("half of it").isBetween(0.35, 0.65);
    }
  }

  /** How far the level of a held note goes. */
  private static double range(String name, float contour, Decoder decoder) {
    float[] out =
        new Played(of(name), decoder)
            .voices(1)
            .with(Parameter.CONTOUR, contour)
            .on(0, 0, 69, 100)
            .render(5 * RATE / 2)
            .left();
    double[] levels = levels(out);
    return Arrays.stream(levels).max().orElseThrow() - Arrays.stream(levels).min().orElseThrow();
  }

  private static Played tone() {
    Timbre steady = ToneTimbres.steady("steady");
    return new Played(ToneTimbres.patch(steady, steady));
  }

  private static double at(float[] audio, double seconds) {
    int from = (int) (seconds * RATE);
    return Math.pow(10, Audio.rmsDb(audio, from - 240, from + 240) / 20) * Math.sqrt(2) * 4;
  }

  @Test
  void theEnvelopeRisesFallsAndSustains() {
    float[] out =
        tone()
            .with(Parameter.ATTACK, 0.2f)
            .with(Parameter.DECAY, 0.6f)
            .with(Parameter.SUSTAIN, 0.25f)
            .on(777, 0, 69, 127)
            .render(RATE)
            .left();
    double onset = 777.0 / RATE;
    double full = at(tone().on(777, 0, 69, 127).render(RATE).left(), 0.5);
    assertThat(at(out, onset + 0.05) / full).isCloseTo(0.25, within(0.01));
    assertThat(at(out, onset + 0.15) / full).isCloseTo(0.75, within(0.01));
    assertThat(at(out, onset + 0.2 + 0.1) / full)
        .isCloseTo(0.25 + 0.75 * Math.pow(10, -0.5), within(0.01));
    assertThat(at(out, onset + 0.9) / full).isCloseTo(0.25, within(0.005));
  }

  @Test
  void theOnsetIsExactWithinTheHop() {
    float[] early = tone().with(Parameter.ATTACK, 0.02f).on(0, 0, 69, 127).render(9600).left();
    float[] late = tone().with(Parameter.ATTACK, 0.02f).on(77, 0, 69, 127).render(9600).left();
    for (int i = 0; i < 9000; i++) {
      assertThat(late[i + 77]).isCloseTo(early[i], within(1e-6f));
    }
  }

  @Test
  void aNoteThatSustainsNothingEnds() {
    Played played = tone().with(Parameter.DECAY, 0.1f).with(Parameter.SUSTAIN, 0).on(0, 0, 69, 127);
    played.render(2 * RATE);
    assertThat(played.instrument().playing()).isZero();
  }

  @Test
  void withoutContourAReleasedNoteFadesInItsTime() {
    float[] out =
        tone()
            .with(Parameter.CONTOUR, 0)
            .with(Parameter.FADE, 0.6f)
            .on(0, 0, 69, 127)
            .off(9600, 0, 69)
            .render(RATE)
            .left();
    double held = Audio.rmsDb(out, 4800, 9600);
    assertThat(Audio.rmsDb(out, 9600 + 14_400 - 240, 9600 + 14_400 + 240) - held)
        .as("half of it")
        .isCloseTo(-30, within(0.5));
  }
}
