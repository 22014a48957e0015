package ligature.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import ligature.testing.Audio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReverbTest {

  private static float[] response(double seconds, Object... values) {
    Reverb reverb = Sound.prepared(new Reverb(), values);
    return Sound.impulse((int) (seconds * Sound.RATE_HZ)).through(reverb, 480).left();
  }

  /** The time to fall by 60 dB, from Schroeder's integral between -5 and -25 dB, around a pitch. */
  private static double decaySeconds(float[] response, double hz) {
    Filter filter =
        Sound.prepared(
            new Filter(), "mode", "bandpass", "slope", "24", "cutoff", hz, "resonance", 0.5);
    float[] band = new Sound(response, response.clone()).through(filter, 480).left();
    double[] energy = new double[band.length + 1];
    for (int i = band.length - 1; i >= 0; i--) {
      energy[i] = energy[i + 1] + (double) band[i] * band[i];
    }
    int from = 0;
    int to = 0;
    for (int i = 0; i < band.length; i++) {
      double db = 10 * Math.log10(energy[i] / energy[0] + 1e-30);
      from = db > -5 ? i : from;
      to = db > -25 ? i : to;
    }
    return 3.0 * (to - from) / Sound.RATE_HZ;
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0.8", "1, 0.8", "2, 0.8", "5, 0.8", "2, 0.4", "2, 2", "8, 2", "1, 1.2"})
  void decaysInItsTime(double decay, double size) {
    float[] response = response(1.3 * decay + 0.3, "decay", decay, "size", size, "damping", 20_000);
    for (double hz : new double[] {250, 1000, 4000}) {
      double seconds = decaySeconds(response, hz);
      System.out.printf("reverb %.1f s, size %.2f, %.0f Hz: %.2f s%n", decay, size, hz, seconds);
      assertThat(seconds).as(hz + " Hz").isCloseTo(decay, within(0.15 * decay));
    }
  }

  @Test
  void dampsToHalfTheTimeAtItsFrequency() {
    float[] response = response(3, "decay", 2, "damping", 4000);
    assertThat(decaySeconds(response, 250)).isCloseTo(2, within(0.3));
    assertThat(decaySeconds(response, 4000)).isCloseTo(1, within(0.2));
  }

  /**
   * Echo density by Abel and Huang: the share of samples further from zero than the deviation of
   * the 20 ms around, over what it would be for Gaussian noise.
   */
  private static double echoDensity(float[] response, int from) {
    int window = 960;
    double sum = 0;
    for (int i = from; i < from + window; i++) {
      sum += response[i] * response[i];
    }
    double deviation = Math.sqrt(sum / window);
    int outside = 0;
    for (int i = from; i < from + window; i++) {
      outside += Math.abs(response[i]) > deviation ? 1 : 0;
    }
    return outside / (window * 0.3173);
  }

  @ParameterizedTest
  @CsvSource({"0.4, 0.1", "0.8, 0.15", "2, 0.35"})
  void isDenseSoon(double size, double seconds) {
    float[] response = response(2, "decay", 3, "size", size, "predelay", 0);
    double sum = 0;
    int count = 0;
    for (int at = (int) (seconds * Sound.RATE_HZ); at < 90_000; at += 960) {
      double density = echoDensity(response, at);
      assertThat(density).as("at " + at).isGreaterThan(0.75);
      sum += density;
      count++;
    }
    System.out.printf("reverb size %.2f: mean echo density %.2f%n", size, sum / count);
    assertThat(sum / count).isCloseTo(1, within(0.1));
  }

  /**
   * A resonance that outlives the others stands out of the late spectrum more than of the early
   * one; noise has none at all.
   */
  @ParameterizedTest
  @CsvSource({"0.5, 0.4, 10", "2, 0.8, 5", "2, 0.4, 10", "4, 2, 4", "8, 0.8, 4"})
  void nothingRingsOn(double decay, double size, double overNoiseDb) {
    float[] response =
        response(decay + 1.5, "decay", decay, "size", size, "damping", 20_000, "predelay", 0);
    float[] noise = new float[WINDOW];
    Random random = new Random(3);
    double fall = Math.pow(10, -3 / (decay * Sound.RATE_HZ));
    double level = 1;
    for (int i = 0; i < noise.length; i++, level *= fall) {
      noise[i] = (float) (level * random.nextGaussian());
    }
    double early = crestDb(response, 4800);
    double late = crestDb(response, (int) (0.8 * decay * Sound.RATE_HZ));
    double ofNoise = crestDb(noise, 0);
    System.out.printf(
        "reverb %.1f s, size %.2f: crest %.1f, then %.1f, noise's %.1f%n",
        decay, size, early, late, ofNoise);
    assertThat(late).isLessThan(ofNoise + overNoiseDb).isLessThan(early + 4);
  }

  private static final int WINDOW = 32_768;

  /** The highest peak of the spectrum over the median of the third of an octave around. */
  private static double crestDb(float[] x, int at) {
    double[] power = Sound.spectrum(x, at, WINDOW);
    double largest = 0;
    for (double hz = 200; hz < 3000; hz *= 1.2) {
      int from = (int) (hz * WINDOW / Sound.RATE_HZ);
      double[] band = Arrays.copyOfRange(power, from, (int) (from * 1.26));
      Arrays.sort(band);
      largest = Math.max(largest, band[band.length - 1] / band[band.length / 2]);
    }
    return 10 * Math.log10(largest);
  }

  @Test
  void isAsLoudAsWhatGoesInWhateverTheDecay() {
    for (double decay : new double[] {0.5, 2, 8}) {
      Reverb reverb =
          Sound.prepared(new Reverb(), "decay", decay, "damping", 20_000, "low-cut", 10);
      Sound in = Sound.noise(0.1, 10 * Sound.RATE_HZ, 0);
      assertThat(darkLevelDb(in.through(reverb, 480)))
          .as("decay " + decay)
          .isCloseTo(darkLevelDb(in), within(1.0));
    }
  }

  /** Without the highest octaves, of which the moving lines lose a little more. */
  private static double darkLevelDb(Sound sound) {
    Filter filter = Sound.prepared(new Filter(), "cutoff", 4000, "slope", "24");
    float[] dark = sound.through(filter, 480).left();
    return Audio.rmsDb(dark, 8 * Sound.RATE_HZ, 10 * Sound.RATE_HZ);
  }

  @Test
  void isAsWideAsAsked() {
    assertThat(correlation(1)).isCloseTo(0, within(0.15));
    assertThat(correlation(0)).isCloseTo(1, within(1e-6));
  }

  private static double correlation(double width) {
    Reverb reverb = Sound.prepared(new Reverb(), "width", width, "decay", 2);
    Sound out = Sound.impulse(96_000).through(reverb, 480);
    double lr = 0;
    double ll = 0;
    double rr = 0;
    for (int i = 4800; i < 96_000; i++) {
      lr += out.left()[i] * out.right()[i];
      ll += out.left()[i] * out.left()[i];
      rr += out.right()[i] * out.right()[i];
    }
    return lr / Math.sqrt(ll * rr);
  }
}
