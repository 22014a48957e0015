package ligature.neural;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What nothing is done to comes back as it was, late by what was said. */
class RateBridgeTest {

  private static final int FRAMES = 20_000;

  private static double sound(int frame) {
    double t = frame / 48_000.0;
    return 0.5 * Math.sin(2 * Math.PI * 440 * t) + 0.3 * Math.sin(2 * Math.PI * 7_000 * t);
  }

  @Test
  void theDelayIsWhatWasSaidAtEveryRateAndBlockLength() {
    for (int innerHz : new int[] {8_000 * 4, 44_100, 48_000, 96_000, 22_050 * 2, 47_999}) {
      RateBridge bridge = new RateBridge(48_000, innerHz, 128, (l, r, n) -> {});
      for (int round = 0; round < 2; round++) {
        Random random = new Random(4);
        float[] left = new float[128];
        float[] right = new float[128];
        double worst = 0;
        for (int at = 0; at < FRAMES; ) {
          int frames = 1 + random.nextInt(128);
          for (int i = 0; i < frames; i++) {
            left[i] = (float) sound(at + i);
            right[i] = -left[i];
          }
          bridge.process(left, right, frames);
          for (int i = 0; i < frames; i++) {
            int source = at + i - bridge.latencyFrames();
            if (source > 1_000) {
              worst = Math.max(worst, Math.abs(left[i] - sound(source)));
            }
            assertThat(right[i]).isEqualTo(-left[i]);
          }
          at += frames;
        }
        assertThat(worst).as("by way of %s Hz", innerHz).isLessThan(1e-3);
        bridge.reset();
      }
      assertThat(bridge.latencyFrames()).isLessThan(150);
    }
  }
}
