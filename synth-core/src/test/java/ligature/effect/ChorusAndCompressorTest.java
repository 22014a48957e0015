package ligature.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ligature.testing.Audio;
import org.junit.jupiter.api.Test;

class ChorusAndCompressorTest {

  /** One click comes back at each voice's delay, and the delays follow a sine of rate and depth. */
  @Test
  void theVoicesMoveByRateAndDepth() {
    Chorus chorus = Sound.prepared(new Chorus(), "rate", 0.5, "depth", 3, "delay", 10);
    int seconds = 4;
    Sound clicks = Sound.silence(seconds * Sound.RATE_HZ);
    int every = 2400; // 50 ms, beyond the longest delay of 16 ms
    for (int i = 0; i < clicks.left().length; i += every) {
      clicks.left()[i] = 1;
    }
    float[] out = clicks.through(chorus, 128).left();
    int shortest = every;
    int longest = 0;
    for (int i = 0; i + every <= out.length; i += every) {
      for (int d = 0; d < every; d++) {
        if (Math.abs(out[i + d]) > 0.25) {
          shortest = Math.min(shortest, d);
          longest = Math.max(longest, d);
        }
      }
    }
    assertThat(shortest).isCloseTo(480, within(6));
    assertThat(longest).isCloseTo(480 + 288, within(6));
    double first = centre(out, 0, every);
    assertThat(centre(out, 2 * Sound.RATE_HZ, every))
        .as("a period later")
        .isCloseTo(first, within(1.0));
  }

  private static double centre(float[] x, int from, int frames) {
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < frames; i++) {
      double energy = x[from + i] * x[from + i];
      sum += energy;
      weighted += i * energy;
    }
    return weighted / sum;
  }

  @Test
  void theSidesDiffer() {
    Chorus chorus = Sound.prepared(new Chorus(), "width", 1);
    Sound mono = Sound.noise(0.2, 96_000, 0);
    System.arraycopy(mono.left(), 0, mono.right(), 0, 96_000);
    Sound out = mono.through(chorus, 128);
    assertThat(Audio.rmsDb(out.left(), 4800, 96_000))
        .isCloseTo(Audio.rmsDb(mono.left(), 4800, 96_000), within(1.5));
    float[] difference = out.left().clone();
    for (int i = 0; i < difference.length; i++) {
      difference[i] -= out.right()[i];
    }
    assertThat(Audio.rmsDb(difference, 4800, 96_000))
        .isGreaterThan(Audio.rmsDb(out.left(), 4800, 96_000) - 6);
  }

  @Test
  void theCompressorFollowsItsRatio() {
    for (double db : new double[] {-40, -12, -6, 0}) {
      Compressor compressor = Sound.prepared(new Compressor(), "threshold", -18, "ratio", 3);
      double amplitude = Math.pow(10, db / 20);
      Sound out = Sound.sine(1000, amplitude, 96_000).through(compressor, 128);
      double level = Sound.db(Sound.amplitude(out.left(), 1000, 48_000, 96_000));
      double expected = db < -21 ? db : -18 + (db + 18) / 3;
      assertThat(level).as(db + " dB").isCloseTo(expected, within(0.5));
    }
  }
}
