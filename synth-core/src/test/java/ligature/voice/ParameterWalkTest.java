package ligature.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import ligature.midi.Event;
import ligature.model.Decoder;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.testing.Played;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every parameter is moved anywhere while notes sound: no fault and no click. */
class ParameterWalkTest {

  private static final int RATE = 48_000;
  private static final int HOP = 128;

  /** A step of -40 dBFS. */
  private static final float STEP = 0.01f;

  /**
   * Walks.
   *
   * @param first the parameters that are moved begin with this one; those before it are what the
   *     keyboard and the output do, of which a level of -60 dB would hide all else
   */
  private static void walk(long seed, int seconds, Parameter first) {
    Random random = new Random(seed);
    List<String> names = Bundled.model().bank().names();
    Patch patch =
        Patch.of(
            "walk",
            random
                .ints(4, 0, names.size())
                .mapToObj(i -> Bundled.model().bank().find(names.get(i)))
                .toList());
    try (Decoder decoder = Bundled.decoder()) {
      Played played = new Played(patch, decoder).voices(3).with(Parameter.LEVEL, -6);
      int frames = seconds * RATE;
      int from = first.ordinal();
      for (int f = 0; f < frames; f += 60 * HOP) {
        if (f / (60 * HOP) % 25 == 0) {
          played.midi(f, 0xB0, 123, 0);
          for (int i = 0; i < 3; i++) {
            played.on(f, 0, 36 + random.nextInt(48), 30 + random.nextInt(98));
          }
        }
        Parameter p = Parameter.of(from + random.nextInt(Parameter.count() - from));
        float to = p.min() + random.nextFloat() * (p.max() - p.min());
        played.event(f + 30 * HOP, Event.parameter(p, to));
      }
      played.render(frames);
      float peak = Audio.peak(played.stereo());
      double worst = 0;
      for (float[] out : List.of(played.left(), played.right())) {
        for (float sample : out) {
          if (!(Math.abs(sample) <= 1)) { // true for NaN
            throw new AssertionError("seed " + seed + ": a sample of " + sample);
          }
        }
        for (int f = 30 * HOP; f + HOP < frames; f += 60 * HOP) {
          worst = Math.max(worst, stepAt(out, f));
        }
      }
      System.out.printf(
          "walk %d from %s, %d s: peak %.1f dBFS, largest step at a change %.1f dBFS%n",
          seed, first.id(), seconds, 20 * Math.log10(peak), 20 * Math.log10(worst + 1e-9));
      assertThat(peak).as("something to hear").isGreaterThan(0.01f);
      assertThat(worst).as("largest step at a change").isLessThan(STEP);
    }
  }

  /**
   * How far the sound jumps where a hop begins, beyond what it does within the hops around: a tenth
   * more is no click, for no two periods of a rough sound are alike.
   */
  private static double stepAt(float[] x, int frame) {
    double usual = 0;
    for (int i = frame - 4 * HOP; i < frame + 4 * HOP; i++) {
      if (i > 3 && i + 3 < x.length && Math.abs(i - frame) > 3) {
        usual = Math.max(usual, jump(x, i));
      }
    }
    double at = 0;
    for (int i = frame - 2; i <= frame + 2; i++) {
      at = Math.max(at, jump(x, i));
    }
    return at - 1.1 * usual;
  }

  /** The difference from where the two samples before were going. */
  private static double jump(float[] x, int i) {
    return Math.abs(x[i] - 2 * x[i - 1] + x[i - 2]);
  }

  @Test
  void nothingBreaksAndNothingClicks() {
    walk(1, 10, Parameter.STRIKE);
    walk(2, 10, Parameter.of(0));
  }

  /** Ten minutes, half of them at a level that hides nothing. */
  @Test
  @Tag("long")
  void nothingBreaksInTenMinutes() {
    for (long seed = 100; seed < 110; seed++) {
      walk(seed, 30, Parameter.STRIKE);
      walk(seed + 10, 30, Parameter.of(0));
    }
  }
}
