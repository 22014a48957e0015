package ligature.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import ligature.latent.Timbre;
import ligature.midi.Event;
import ligature.model.Decoder;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.testing.LogMel;
import ligature.testing.Played;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;

/** Every number of a code scaled and moved, and the pad beyond its corners. */
class CodeShapingTest {

  private static final int RATE = 48_000;

  /** The level of a tone whose first code number is its amplitude. */
  private static double level(Played played) {
    float[] out = played.on(0, 0, 69, 100).render(RATE / 2).left();
    return Math.pow(10, Audio.rmsDb(out, RATE / 4, RATE / 2) / 20);
  }

  private static Timbre ofLevel(float level) {
    return ToneTimbres.sustaining("tone", 40, 0, (step, i) -> i == 0 ? level : 0);
  }

  private static Played tone(float a, float b) {
    return new Played(ToneTimbres.patch(ofLevel(a), ofLevel(b)));
  }

  @Test
  void scaleAndOffsetOfANumber() {
    double one = level(tone(1, 1));
    assertThat(level(tone(0.5f, 0.5f).with(Parameter.codeScale(0), 1.5f)) / one)
        .isCloseTo(0.75, within(0.001));
    assertThat(level(tone(0.5f, 0.5f).with(Parameter.codeOffset(0), -0.2f)) / one)
        .isCloseTo(0.3, within(0.001));
    assertThat(
            level(tone(1.5f, 1.5f).with(Parameter.codeScale(0), 2).with(Parameter.codeOffset(0), 2))
                / one)
        .as("no farther than codes go")
        .isCloseTo(2, within(0.002));
    assertThat(Parameter.codeOffset(15).id()).isEqualTo("code-16-offset");
    assertThat(Parameter.codeScale(15).id()).isEqualTo("code-16-scale");
  }

  /**
   * Frozen notes in which each number in turn is moved up, down and to nothing for 75 ms, beside
   * one in which none is: the noise of both is the same, so what differs is the number's doing. A
   * number that is at an end of its range in one timbre is elsewhere in another.
   */
  @Test
  void everyNumberOfACodeIsHeard() {
    int step = 28 * 128; // whole hops
    float[] offsets = {1.5f, -1.5f, 0};
    float[] scales = {1, 1, 0};
    int count = Parameter.CODE_NUMBERS;
    double[] byOffset = new double[count];
    double[] byScale = new double[count];
    try (Decoder decoder = Bundled.decoder()) {
      for (String name : List.of("flute", "trumpet")) {
        int frames = step * (3 * count + 2);
        float[] plain = frozen(name, decoder).render(frames).left();
        Played played = frozen(name, decoder);
        for (int i = 0; i <= 3 * count; i++) {
          for (int was = Math.max(0, i - 1); was <= Math.min(i, 3 * count - 1); was++) {
            boolean ends = was < i;
            Parameter offset = Parameter.codeOffset(was / 3);
            Parameter scale = Parameter.codeScale(was / 3);
            int at = step * (i + 1);
            played.event(at, Event.parameter(offset, ends ? 0 : offsets[was % 3]));
            played.event(at, Event.parameter(scale, ends ? 1 : scales[was % 3]));
          }
        }
        float[] out = played.render(frames).left();
        assertThat(Arrays.equals(out, 0, step, plain, 0, step)).as("before anything").isTrue();
        for (int i = 0; i < 3 * count; i++) {
          double moved = difference(out, plain, step * (i + 1) + 1200);
          double[] most = i % 3 == 2 ? byScale : byOffset;
          most[i / 3] = Math.max(most[i / 3], moved);
        }
      }
    }
    for (int i = 0; i < count; i++) {
      assertThat(byOffset[i]).as("offset of number %d, dB", i + 1).isGreaterThan(0.8);
      assertThat(byScale[i]).as("scale of number %d, dB", i + 1).isGreaterThan(0.2);
    }
  }

  private static Played frozen(String name, Decoder decoder) {
    Timbre timbre = Bundled.model().bank().find(name);
    return new Played(Patch.of(name, List.of(timbre, timbre)), decoder)
        .voices(1)
        .with(Parameter.START, 0.5f)
        .with(Parameter.FREEZE, 1)
        .with(Parameter.BREATHING, 0)
        .on(0, 0, 57, 100);
  }

  /** Of colour and level within 50 ms, in dB. */
  private static double difference(float[] a, float[] b, int at) {
    double colour = LogMel.distance(LogMel.of(a, at, at + 2400), LogMel.of(b, at, at + 2400));
    return colour + Math.abs(Audio.rmsDb(a, at, at + 2400) - Audio.rmsDb(b, at, at + 2400));
  }

  @Test
  void thePadGoesOnBeyondItsCorners() {
    double one = level(tone(1, 1));
    for (float reach : new float[] {0, 0.5f, 1}) {
      Played atA = tone(0.6f, 1).with(Parameter.MORPH_X, 0).with(Parameter.REACH, reach);
      Played middle = tone(0.6f, 1).with(Parameter.MORPH_X, 0.5f).with(Parameter.REACH, reach);
      Played atB = tone(0.6f, 1).with(Parameter.MORPH_X, 1).with(Parameter.REACH, reach);
      assertThat(level(atA) / one).isCloseTo(0.6 - 0.2 * reach, within(0.001));
      assertThat(level(middle) / one).isCloseTo(0.8, within(0.001));
      assertThat(level(atB) / one).isCloseTo(1 + 0.2 * reach, within(0.001));
    }
  }

  /** Real timbres, pushed as far as it goes: other sounds, but sounds, and no louder by much. */
  @Test
  void beyondTheCornersIsStillMusic() {
    Random random = new Random(4);
    List<String> names = Bundled.model().bank().names();
    try (Decoder decoder = Bundled.decoder()) {
      for (int i = 0; i < 6; i++) {
        Timbre a = Bundled.model().bank().find(names.get(random.nextInt(names.size())));
        Timbre b = Bundled.model().bank().find(names.get(random.nextInt(names.size())));
        Patch patch = Patch.of("pair", List.of(a, b));
        double[] levels = new double[2];
        double[][] colours = new double[2][];
        for (int reach = 0; reach < 2; reach++) {
          float[] out =
              new Played(patch, decoder)
                  .voices(1)
                  .with(Parameter.MORPH_X, 1)
                  .with(Parameter.REACH, reach)
                  .on(0, 0, 60, 100)
                  .render(RATE / 2)
                  .left();
          levels[reach] = Audio.rmsDb(out, 0, RATE / 2);
          colours[reach] = LogMel.of(out, 4800, 9600);
          assertThat(Audio.peak(out)).isBetween(1e-3f, 1f);
        }
        assertThat(levels[1] - levels[0]).as("%s beyond %s", b, a).isBetween(-25.0, 12.0);
        assertThat(LogMel.distance(colours[0], colours[1])).isGreaterThan(1);
      }
    }
  }

  @Test
  void aNumberThatMovesDoesNotClick() {
    try (Decoder decoder = Bundled.decoder()) {
      Played played = new Played(Bundled.flute(), decoder).voices(1).on(0, 0, 69, 100);
      for (int i = 0; i < 16; i++) {
        played.event(9600 + 1800 * i, Event.parameter(Parameter.codeOffset(i), 0.5f));
        played.event(9600 + 1800 * i + 900, Event.parameter(Parameter.codeOffset(i), 0));
      }
      float[] out = played.render(RATE).left();
      float[] plain =
          new Played(Bundled.flute(), decoder).voices(1).on(0, 0, 69, 100).render(RATE).left();
      assertThat(Audio.largestKink(out, 4800, RATE))
          .isLessThan(0.01f + 3 * Audio.largestKink(plain, 4800, RATE));
    }
  }
}
