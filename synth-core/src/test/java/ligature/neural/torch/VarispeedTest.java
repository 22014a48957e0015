package ligature.neural.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VarispeedTest {

  private static final int BLOCK = 500;

  /** A sine of so many cycles a frame, read at a speed, without its first frames. */
  private static float[] read(double cycles, double step, int frames) {
    Varispeed reader = new Varispeed(1, BLOCK, 4);
    float[] block = new float[BLOCK];
    float[] out = new float[frames];
    float[] one = new float[1];
    long at = 0;
    for (int i = 0; i < frames; i++) {
      while (!reader.isReady(step)) {
        for (int b = 0; b < BLOCK; b++) {
          block[b] = (float) Math.sin(2 * Math.PI * cycles * at++);
        }
        reader.append(block, BLOCK);
      }
      reader.read(step, one);
      out[i] = one[0];
    }
    return java.util.Arrays.copyOfRange(out, 200, frames);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.25, 0.5, 0.91875, 1, 1.4142, 2, 4})
  void aSineIsReadAtItsPlaces(double step) {
    double cycles = 0.05 / Math.max(1, step);
    float[] heard = read(cycles, step, 4000);
    for (int i = 0; i < heard.length; i++) {
      double exact = Math.sin(2 * Math.PI * cycles * (i + 200) * step);
      assertThat((double) heard[i]).isCloseTo(exact, within(5e-4));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.5, 2, 4})
  void whatWouldFoldBackIsNotHeard(double step) {
    double cycles = 0.65 / step; // a third above the Nyquist frequency of what is heard
    double peak = 0;
    for (float sample : read(cycles, step, 4000)) {
      peak = Math.max(peak, Math.abs(sample));
    }
    assertThat(20 * Math.log10(peak)).isLessThan(-70);
  }
}
