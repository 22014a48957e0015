package ligature.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoundMathTest {

  private static final double RATE_HZ = 48_000;

  /** A wave with a strong third harmonic, so that it crosses zero several times a period. */
  private static float[] wave(double hz, double phase, int frames) {
    float[] out = new float[frames];
    for (int i = 0; i < frames; i++) {
      double at = 2 * Math.PI * (hz * i / RATE_HZ + phase);
      out[i] = (float) (0.4 * Math.sin(at) + 0.3 * Math.sin(3 * at + 0.7));
    }
    return out;
  }

  @ParameterizedTest
  @ValueSource(doubles = {27.5, 110, 441.3, 3000})
  void theWaveStandsStillWhateverItsPhase(double hz) {
    Random random = new Random(1);
    double period = RATE_HZ / hz;
    double first = Double.NaN;
    for (int i = 0; i < 50; i++) {
      double phase = random.nextDouble();
      double start = Trigger.find(wave(hz, phase, 6144), 2000, 4000);
      double within = (start / period + phase) % 1;
      first = Double.isNaN(first) ? within : first;
      double away = Math.abs(within - first);
      assertThat(Math.min(away, 1 - away)).isLessThan(0.01 + 0.5 / period);
    }
  }

  @Test
  void silenceAndDirectVoltageHaveNoTrigger() {
    assertThat(Trigger.find(new float[100], 10, 90)).isEqualTo(10);
    float[] high = new float[100];
    java.util.Arrays.fill(high, 0.5f);
    assertThat(Trigger.find(high, 10, 90)).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 40, 333, 2000})
  void aSineOfFullScaleReadsZeroDbAtItsFrequency(int entry) {
    float[] frames = new float[5000];
    for (int i = 0; i < frames.length; i++) {
      frames[i] = (float) Math.sin(2 * Math.PI * entry * i / Spectrum.FRAMES + 0.3);
    }
    float[] levels = new Spectrum().of(frames);
    assertThat((double) levels[entry]).isCloseTo(0, within(0.01));
    for (int k = 0; k < levels.length; k++) {
      if (Math.abs(k - entry) > 2) {
        assertThat(levels[k]).isLessThan(-80);
      }
    }
    double hz = entry * RATE_HZ / Spectrum.FRAMES;
    assertThat((double) Spectrum.levelDb(levels, hz, hz, RATE_HZ)).isCloseTo(0, within(0.1));
    assertThat((double) Spectrum.levelDb(levels, hz / 2, hz * 1.5, RATE_HZ))
        .isCloseTo(0, within(0.1));
  }

  @Test
  void silenceLiesAtTheFloor() {
    assertThat(new Spectrum().of(new float[Spectrum.FRAMES])).containsOnly(Spectrum.FLOOR_DB);
  }
}
