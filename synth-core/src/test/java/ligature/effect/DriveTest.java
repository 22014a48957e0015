package ligature.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ligature.testing.Audio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriveTest {

  /** The loudest of what is no harmonic, against the fundamental, below 20 kHz. */
  private static double aliasDb(double hz, Object... values) {
    Drive drive = Sound.prepared(new Drive(), values);
    Sound out = Sound.sine(hz, 1, 48_000).through(drive, 480);
    int size = 32_768;
    double[] power = Sound.spectrum(out.left(), 8000, size);
    double binHz = (double) Sound.RATE_HZ / size;
    double alias = 0;
    for (int k = (int) (30 / binHz); k < 20_000 / binHz; k++) {
      double from = k * binHz / hz;
      if (Math.abs(from - Math.round(from)) * hz > 5 * binHz || Math.round(from) == 0) {
        alias = Math.max(alias, power[k]);
      }
    }
    return 10 * Math.log10(alias / power[(int) Math.round(hz / binHz)]);
  }

  @ParameterizedTest
  @CsvSource({"12, 0", "24, 0", "30, 0", "24, 0.5", "30, 1"})
  void aliasesStaySixtyDbDown(double amount, double bias) {
    // not a divisor of the rate, so that aliases fall between the harmonics
    double alias = aliasDb(5011, "amount", amount, "bias", bias);
    System.out.printf("drive %.0f dB, bias %.1f: aliases %.1f dB%n", amount, bias, alias);
    assertThat(alias).isLessThan(-60);
  }

  @Test
  void bendsWhatIsLoud() {
    Drive drive = Sound.prepared(new Drive(), "amount", 24);
    Sound out = Sound.sine(500, 0.9, 48_000).through(drive, 480);
    double first = Sound.amplitude(out.left(), 500, 24_000, 48_000);
    double third = Sound.amplitude(out.left(), 1500, 24_000, 48_000);
    double second = Sound.amplitude(out.left(), 1000, 24_000, 48_000);
    assertThat(Sound.db(third / first)).isBetween(-14.0, -9.5); // a square's is -9.5
    assertThat(Sound.db(second / first)).isLessThan(-80);
    assertThat(Audio.peak(out.left())).isBetween(0.8f, 1.1f);
    Drive biased = Sound.prepared(new Drive(), "amount", 12, "bias", 0.6);
    Sound uneven = Sound.sine(500, 0.5, 48_000).through(biased, 480);
    assertThat(Sound.db(Sound.amplitude(uneven.left(), 1000, 24_000, 48_000))).isGreaterThan(-40);
    double sum = 0;
    for (int i = 24_000; i < 48_000; i++) {
      sum += uneven.left()[i];
    }
    assertThat(Sound.db(Math.abs(sum / 24_000))).as("no DC").isLessThan(-80);
  }

  @Test
  void isLateByWhatItSays() {
    Drive drive = Sound.prepared(new Drive(), "amount", 0);
    Sound quiet = Sound.impulse(1000);
    quiet.left()[0] = 0.001f;
    Sound out = quiet.through(drive, 100);
    int peak = 0;
    for (int i = 0; i < 1000; i++) {
      peak = Math.abs(out.left()[i]) > Math.abs(out.left()[peak]) ? i : peak;
    }
    assertThat(peak).isEqualTo(drive.latencyFrames());
    Drive flat = Sound.prepared(new Drive(), "amount", 0);
    for (double hz : new double[] {100, 1000, 10_000, 18_000}) {
      Sound sine = Sound.sine(hz, 0.001, 48_000).through(flat, 480);
      double gain = Sound.amplitude(sine.left(), hz, 24_000, 48_000) / 0.001;
      assertThat(Sound.db(gain)).isCloseTo(3.01, within(0.5)); // full scale stays full scale
    }
  }
}
