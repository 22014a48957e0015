package ligature.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ligature.testing.Audio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyMakeUpTest {

  private static final int RATE_HZ = 48_000;
  private static final int HOP = 128;
  private static final int FRAMES = 375 * HOP;
  private static final int CHANGE = 187 * HOP;
  private static final double W = 2 * Math.PI * 300 / RATE_HZ;
  private static final float USUAL_KINK = (float) (W * W);

  private static float sine(long frame) {
    return frame < 0 ? 0 : (float) Math.sin(W * frame);
  }

  /** What a slot gives whose delay fades from one to the other. */
  private static float[] madeUp(int before, int after) throws Exception {
    float[] out = new float[2 * FRAMES + 20_000];
    int[] length = {0};
    LatencyMakeUp makeUp =
        new LatencyMakeUp(
            (samples, count) -> {
              for (int i = 0; i < count; i++) {
                assertThat(samples[2 * i + 1]).isEqualTo(-samples[2 * i]);
                out[length[0]++] = samples[2 * i];
              }
            },
            RATE_HZ);
    for (int n = 0; n < FRAMES; n += HOP) {
      float[] piece = new float[2 * HOP];
      for (int i = 0; i < HOP; i++) {
        float share = Math.max(0, Math.min(1, (n + i - CHANGE) / 960f));
        piece[2 * i] = (1 - share) * sine(n + i - before) + share * sine(n + i - after);
        piece[2 * i + 1] = -piece[2 * i];
      }
      makeUp.accept(piece, HOP, n < CHANGE ? before : after);
    }
    makeUp.finish();
    assertThat(makeUp.given()).isEqualTo(length[0]);
    return java.util.Arrays.copyOf(out, length[0]);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 1500", "1500, 32", "300, 0", "40, 7013", "7013, 40"})
  void whatComesAfterAChangeLiesWhereItsEventsDo(int before, int after) throws Exception {
    float[] out = madeUp(before, after);
    assertThat(out).hasSize(FRAMES - after);
    for (int i = 0; i < out.length; i++) {
      if (i < CHANGE - before || i > CHANGE + 1920 - Math.min(before, after)) {
        assertThat(out[i]).as("frame %d", i).isCloseTo(sine(i), within(1e-6f));
      }
    }
    assertThat(Audio.largestKink(out, 2, out.length)).isLessThan(2 * USUAL_KINK + 0.004f);
  }

  @Test
  void aDelayThatGrowsAtTheVeryEndLosesNothing() throws Exception {
    int[] given = {0};
    LatencyMakeUp makeUp = new LatencyMakeUp((samples, count) -> given[0] += count, RATE_HZ);
    makeUp.accept(new float[2 * HOP], HOP, 0);
    makeUp.accept(new float[2 * HOP], HOP, 500);
    makeUp.finish();
    assertThat(given[0]).isGreaterThanOrEqualTo(HOP + HOP);
  }
}
