package ligature.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import ligature.latent.Timbre;
import ligature.midi.Event;
import ligature.model.Decoder;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.testing.Played;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notes in which time stands, or is moved by hand, through the real decoder. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FreezeTest {

  private static final int RATE = 48_000;
  private static final int HOP = 128;
  private static final int NOTES_OF_NOISE = 16;

  private Decoder decoder;

  @BeforeAll
  void open() {
    decoder = Bundled.decoder();
  }

  @AfterAll
  void close() {
    decoder.close();
  }

  private Played of(String name) {
    Timbre timbre = Bundled.model().bank().find(name);
    return new Played(Patch.of(name, List.of(timbre, timbre)), decoder).voices(1);
  }

  private Played frozen(String name, float sigma) {
    return of(name)
        .with(Parameter.FREEZE, 1)
        .with(Parameter.START, 0.4f)
        .with(Parameter.BREATHING, sigma)
        .with(Parameter.BREATHING_RATE, 1);
  }

  /** The level of the slope against the level, every 100 ms: how bright it is. */
  private static double[] colours(float[] x, int from) {
    float[] slope = new float[x.length];
    for (int i = 1; i < x.length; i++) {
      slope[i] = x[i] - x[i - 1];
    }
    double[] course = new double[(x.length - from) / 4800];
    for (int i = 0; i < course.length; i++) {
      int at = from + i * 4800;
      course[i] = Audio.rmsDb(slope, at, at + 4800) - Audio.rmsDb(x, at, at + 4800);
    }
    return course;
  }

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0));
  }

  @Test
  void itBreathesAsFarAsItIsTold() {
    double[] moved = new double[3];
    for (int sigma = 0; sigma < 3; sigma++) {
      moved[sigma] =
          deviation(
              colours(frozen("choir-aahs", sigma).on(0, 0, 69, 100).render(6 * RATE).left(), RATE));
    }
    assertThat(moved[1]).isGreaterThan(3 * moved[0]);
    assertThat(moved[2]).isGreaterThan(1.5 * moved[1]);
  }

  @Test
  void everyVoiceBreathesInItsOwnWay() {
    float[] one = frozen("flute", 2).seed(1).on(0, 0, 69, 100).render(2 * RATE).left();
    float[] same = frozen("flute", 2).seed(1).on(0, 0, 69, 100).render(2 * RATE, 77).left();
    float[] two = frozen("flute", 2).seed(2).on(0, 0, 69, 100).render(2 * RATE).left();
    assertThat(same).isEqualTo(one);
    double[] a = colours(one, RATE / 2);
    double[] b = colours(two, RATE / 2);
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    assertThat(deviation(difference)).isGreaterThan(0.7 * deviation(a));
  }

  /** The same key on two channels, one on the left and one on the right. */
  @Test
  void twoVoicesBreatheEachFromItsOwnPlace() {
    Played both = frozen("flute", 2).voices(2);
    both.controller(0, 0, 10, 0).controller(0, 1, 10, 127).on(10, 0, 69, 100).on(10, 1, 69, 100);
    both.render(4 * RATE);
    double[] left = colours(both.left(), RATE / 2);
    double[] right = colours(both.right(), RATE / 2);
    double[] difference = new double[left.length];
    for (int i = 0; i < left.length; i++) {
      difference[i] = left[i] - right[i];
    }
    assertThat(deviation(difference)).as("each its own way").isGreaterThan(0.7 * deviation(left));
    // before either has gone anywhere
    double apart = Math.abs(colours(both.left(), 4800)[0] - colours(both.right(), 4800)[0]);
    assertThat(apart).as("dB apart at once").isGreaterThan(0.2 * deviation(left));
  }

  /** What a colour moves by in 0.1 s, against how far it goes in all. */
  @Test
  void itBreathesAsFastAsItIsTold() {
    double[] pace = new double[3];
    float[] rates = {0.25f, 1, 4};
    for (int r = 0; r < rates.length; r++) {
      Played played = frozen("choir-aahs", 2).with(Parameter.BREATHING_RATE, rates[r]);
      double[] course = colours(played.on(0, 0, 69, 100).render(8 * RATE).left(), RATE / 2);
      double[] steps = new double[course.length - 1];
      for (int i = 0; i < steps.length; i++) {
        steps[i] = course[i + 1] - course[i];
      }
      pace[r] = deviation(steps) / deviation(course);
    }
    assertThat(pace[1]).as("at 1 Hz against 0.25 Hz").isGreaterThan(2 * pace[0]);
    assertThat(pace[2]).as("at 4 Hz against 1 Hz").isGreaterThan(1.5 * pace[1]);
  }

  /** Back and forth over a whole timbre in a tenth of its time, at a key of a short period. */
  private Played scrubbed(String name) {
    Played played =
        of(name)
            .with(Parameter.SCRUB, 1)
            .with(Parameter.PLACE, 0.05f)
            .with(Parameter.BREATHING, 0)
            .on(0, 0, 84, 100);
    int sweep = sweep(name);
    for (int f = 0; f < 4 * sweep; f += HOP) {
      double turn = f % (2 * sweep) / (double) sweep;
      float place = (float) (turn < 1 ? turn : 2 - turn);
      played.event(RATE / 4 + f, Event.parameter(Parameter.PLACE, place));
    }
    return played;
  }

  private static int sweep(String name) {
    return Bundled.model().bank().find(name).steps() * 12 * HOP / 10;
  }

  /** The mean power of every hop, from the time when the note is there. */
  private static double[] powers(Played played, String name) {
    float[] out = played.render(RATE / 4 + 4 * sweep(name)).left();
    double[] powers = new double[(out.length - RATE / 8) / HOP];
    for (int hop = 0; hop < powers.length; hop++) {
      int at = RATE / 8 + hop * HOP;
      powers[hop] = Math.pow(10, Audio.rmsDb(out, at, at + HOP) / 10);
    }
    return powers;
  }

  /** What is below -80 dB is rounding. */
  private static void assertNoJump(double[] powers) {
    double[] db = Arrays.stream(powers).map(p -> Math.max(-80, 10 * Math.log10(p))).toArray();
    for (int hop = 1; hop < db.length; hop++) {
      assertThat(db[hop] - db[hop - 1]).as("at hop %d", hop).isBetween(-3.0, 3.0);
    }
    double range = Arrays.stream(db).max().orElseThrow() - Arrays.stream(db).min().orElseThrow();
    assertThat(range).as("it went somewhere").isGreaterThan(3);
  }

  /** Without the noise of bow or breath, whose level in so short a time is chance. */
  @ParameterizedTest
  @ValueSource(strings = {"cello", "viola", "oboe", "piano", "vibraphone", "marimba"})
  void scrubbingAtTenTimesNeverJumps(String name) {
    assertNoJump(powers(scrubbed(name).with(Parameter.AIR, Parameter.AIR.min()), name));
  }

  /**
   * With it, the mean of many notes that are alike but for their noise: in one of them alone the
   * level of a cello's hop is up to 4 dB beside that of the next where nothing moves.
   */
  @ParameterizedTest
  @ValueSource(strings = {"cello", "viola", "oboe"})
  @Tag("long")
  void norDoesTheNoise(String name) {
    double[] mean = new double[0];
    for (int seed = 1; seed <= NOTES_OF_NOISE; seed++) {
      double[] powers = powers(scrubbed(name).seed(seed), name);
      mean = mean.length == 0 ? new double[powers.length] : mean;
      for (int hop = 0; hop < mean.length; hop++) {
        mean[hop] += powers[hop] / NOTES_OF_NOISE;
      }
    }
    assertNoJump(mean);
  }
}
