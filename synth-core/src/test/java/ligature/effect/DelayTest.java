package ligature.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import ligature.testing.Audio;
import ligature.testing.Steps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DelayTest {

  private static final Object[] OPEN = {"low-cut", 10, "high-cut", 20_000};

  private static Delay delay(Object... values) {
    Delay delay = Sound.prepared(new Delay(), OPEN);
    Sound.set(delay, values);
    return delay;
  }

  @ParameterizedTest
  @ValueSource(ints = {48, 100, 4801, 18_000, 96_000})
  void repeatsToTheFrame(int frames) {
    Delay delay = delay("time", (double) frames / Sound.RATE_HZ, "feedback", 0.5);
    Sound out = Sound.impulse(3 * frames + 10).through(delay, 128);
    for (int i = 0; i < out.left().length; i++) {
      float expected = i == frames ? 1 : i == 2 * frames ? 0.5f : i == 3 * frames ? 0.25f : 0;
      assertThat(out.left()[i]).as("frame " + i).isEqualTo(expected);
    }
    assertThat(out.right()).isEqualTo(out.left());
  }

  @Test
  void goesFromSideToSide() {
    Delay delay = delay("time", 0.1, "feedback", 0.5, "ping-pong", "on");
    Sound in = Sound.impulse(20_000);
    in.right()[0] = 0;
    Sound out = in.through(delay, 128);
    assertThat(out.left()[4800]).isEqualTo(0.5f);
    assertThat(out.right()[9600]).isEqualTo(0.25f);
    assertThat(out.left()[14_400]).isEqualTo(0.125f);
    assertThat(out.right()[4800]).isZero();
    assertThat(out.left()[9600]).isZero();
  }

  @Test
  void darkensTheRepeats() {
    Delay delay = delay("time", 0.5, "feedback", 0.9, "low-cut", 200, "high-cut", 2000);
    Sound out = Sound.noise(0.2, 12_000, 84_000).through(delay, 128);
    // the first repeat is as it went in, the third has been filtered twice
    for (double hz : new double[] {60, 8000}) {
      double first = band(out.left(), hz, 24_000);
      double third = band(out.left(), hz, 72_000);
      double corner = hz < 200 ? 200 / hz : hz / 2000;
      double expected = 2 * (Sound.db(0.9) - 10 * Math.log10(1 + corner * corner));
      assertThat(Sound.db(third / first)).isCloseTo(expected, within(3.0));
    }
  }

  private static double band(float[] x, double hz, int from) {
    double sum = 0;
    for (double f = hz * 0.9; f < hz * 1.1; f += 4) {
      sum += Math.pow(Sound.amplitude(x, f, from, from + 12_000), 2);
    }
    return Math.sqrt(sum);
  }

  @Test
  void aNewTimeMakesNoNewPitch() {
    Delay delay = delay("time", 0.3, "feedback", 0);
    Sound sine = Sound.sine(440, 0.5, 96_000);
    float[] left = sine.left();
    float[] block = new float[100];
    for (int at = 0; at < left.length; at += 100) {
      if (at == 48_000) {
        Sound.set(delay, "time", 0.1);
      }
      System.arraycopy(left, at, block, 0, 100);
      delay.process(block, block.clone(), 100);
      System.arraycopy(block, 0, left, at, 100);
    }
    float[] after = java.util.Arrays.copyOfRange(left, 48_960, 96_000);
    assertThat(Audio.centsFrom(after, Sound.RATE_HZ, 440)).isCloseTo(0, within(0.1));
    assertThat(Audio.largestKink(left, 20_000, 96_000)).isLessThan(0.0025f);
  }

  /** What goes in is smooth, so every step would be the delay's own. */
  @Test
  void newTimesMakeNoSteps() {
    Delay delay = delay("time", 0.3, "feedback", 0.9);
    float[] left = Sound.sine(440, 0.1, 10 * Sound.RATE_HZ).left();
    float[] block = new float[128];
    Random random = new Random(1);
    List<Integer> changes = new ArrayList<>();
    for (int at = 0; at + 128 <= left.length; at += 128) {
      if (at % (36 * 128) == 0 && at > 0) {
        Sound.set(delay, "time", 0.001 + 1.999 * random.nextDouble());
        changes.add(at);
      }
      System.arraycopy(left, at, block, 0, 128);
      delay.process(block, block.clone(), 128);
      System.arraycopy(block, 0, left, at, 128);
    }
    assertThat(changes).hasSizeGreaterThan(90);
    for (int at : changes) {
      assertThat(Steps.at(left, at, 1024)).as("at frame " + at).isLessThan(1e-3);
    }
  }
}
