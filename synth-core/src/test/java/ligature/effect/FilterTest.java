package ligature.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ligature.testing.Audio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {

  private static double gainDb(Filter filter, double hz) {
    Sound out = Sound.sine(hz, 0.1, 48_000).through(filter, 480);
    return Sound.db(Sound.amplitude(out.left(), hz, 24_000, 48_000) / 0.1);
  }

  /** Butterworth's magnitude, of the frequency that the bilinear transform makes of this one. */
  private static double butterworthDb(double hz, double cutoffHz, int order, boolean low) {
    double w =
        Math.tan(Math.PI * hz / Sound.RATE_HZ) / Math.tan(Math.PI * cutoffHz / Sound.RATE_HZ);
    return -10 * Math.log10(1 + Math.pow(low ? w : 1 / w, 2 * order));
  }

  @ParameterizedTest
  @CsvSource({
    "lowpass, 12, 500",
    "lowpass, 24, 500",
    "lowpass, 24, 4000",
    "highpass, 12, 500",
    "highpass, 24, 500",
    "highpass, 24, 4000"
  })
  void isButterworthAtNoResonance(String mode, String slope, double cutoff) {
    for (double hz : new double[] {60, 250, 500, 1000, 2000, 4000, 8000, 16_000}) {
      double expected =
          butterworthDb(hz, cutoff, slope.equals("12") ? 2 : 4, mode.equals("lowpass"));
      if (expected > -90) {
        Filter filter =
            Sound.prepared(new Filter(), "mode", mode, "slope", slope, "cutoff", cutoff);
        assertThat(gainDb(filter, hz)).as(hz + " Hz").isCloseTo(expected, within(0.2));
      }
    }
  }

  @Test
  void theBandPassesItsMiddleAndTheNotchTakesIt() {
    for (String slope : new String[] {"12", "24"}) {
      Object[] band = {"mode", "bandpass", "slope", slope, "cutoff", 1000};
      assertThat(gainDb(Sound.prepared(new Filter(), band), 1000)).isCloseTo(0, within(0.1));
      double skirt = slope.equals("12") ? -20 : -40; // 6 dB an octave a side and stage
      assertThat(gainDb(Sound.prepared(new Filter(), band), 100)).isCloseTo(skirt, within(6.0));
      Object[] notch = {"mode", "notch", "slope", slope, "cutoff", 1000};
      assertThat(gainDb(Sound.prepared(new Filter(), notch), 1000)).isLessThan(-60);
      assertThat(gainDb(Sound.prepared(new Filter(), notch), 50)).isCloseTo(0, within(0.2));
      assertThat(gainDb(Sound.prepared(new Filter(), notch), 18_000)).isCloseTo(0, within(0.2));
    }
  }

  @Test
  void resonatesByQ() {
    Filter filter = Sound.prepared(new Filter(), "cutoff", 1000, "resonance", 1);
    Sound out = Sound.sine(1000, 0.01, 96_000).through(filter, 480);
    double gain = Sound.db(Sound.amplitude(out.left(), 1000, 72_000, 96_000) / 0.01);
    assertThat(gain).isCloseTo(Sound.db(20), within(0.2));
  }

  @Test
  void resonanceCannotRunAway() {
    for (String slope : new String[] {"12", "24"}) {
      Filter filter = Sound.prepared(new Filter(), "cutoff", 1000, "resonance", 1, "slope", slope);
      Sound out = Sound.sine(1000, 1, 96_000).through(filter, 480);
      assertThat(Audio.peak(out.left())).isBetween(1f, 4f);
    }
  }
}
