package ligature.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import ligature.testing.Audio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plugins that are late by another time from some block on, while a sine passes. */
class LatencyChangeTest {

  private static final int HOP = 128;
  private static final int RATE_HZ = 48_000;
  private static final int HZ = 300;
  private static final float USUAL_KINK = 0.25f * (float) Math.pow(2 * Math.PI * HZ / RATE_HZ, 2);

  private final Shifting plugin = new Shifting();
  private final InsertChain chain = new InsertChain(RATE_HZ, HOP, id -> plugin);

  /** Gives what came in so many frames ago; begins with an empty line whenever that changes. */
  private static final class Shifting implements Plugin {

    private float[][] lines = new float[2][0];
    private int at;
    private int wanted = -1;
    private boolean asks;
    private int renewals;

    /** With {@code asking} it waits until it may. */
    void shift(int frames, boolean asking) {
      wanted = frames;
      asks = asking;
      if (!asking) {
        renew();
      }
    }

    @Override
    public List<PluginParameter> parameters() {
      return List.of();
    }

    @Override
    public void prepare(int rateHz, int maxFrames) {}

    @Override
    public void set(int index, float value) {}

    @Override
    public void process(float[] left, float[] right, int frames) {
      for (int i = 0; i < frames && lines[0].length > 0; i++) {
        float l = lines[0][at];
        float r = lines[1][at];
        lines[0][at] = left[i];
        lines[1][at] = right[i];
        left[i] = l;
        right[i] = r;
        at = (at + 1) % lines[0].length;
      }
    }

    @Override
    public int latencyFrames() {
      return lines[0].length;
    }

    @Override
    public boolean wantsRenewal() {
      return asks;
    }

    @Override
    public void renew() {
      asks = false;
      lines = new float[2][wanted];
      at = 0;
      renewals++;
    }

    @Override
    public long tailFrames() {
      return 0;
    }

    @Override
    public void reset() {}
  }

  private float sine(int frame) {
    return (float) (0.25 * Math.sin(2 * Math.PI * HZ * frame / RATE_HZ));
  }

  private float[] play(int frames, int changeAt, Runnable change) {
    float[] out = new float[frames];
    for (int at = 0; at + HOP <= frames; at += HOP) {
      if (at == changeAt) {
        change.run();
      }
      float[] left = new float[HOP];
      for (int i = 0; i < HOP; i++) {
        left[i] = sine(at + i);
      }
      float[] right = left.clone();
      chain.process(left, right);
      assertThat(right).isEqualTo(left);
      System.arraycopy(left, 0, out, at, HOP);
    }
    return out;
  }

  /** 7000 is more than the slot keeps room for. The periods are no multiples of the sine's. */
  @ParameterizedTest
  @CsvSource({"0, 1013", "1013, 50", "300, 0", "40, 7013", "7013, 40"})
  void oneThatAsksIsFadedOutAndHeardAgain(int before, int after) {
    plugin.shift(before, false);
    chain.set(List.of(InsertSetting.of("x")));
    float[] out = play(48_000, 24_064, () -> plugin.shift(after, true));
    assertThat(plugin.renewals).isEqualTo(2);
    assertThat(chain.latencyFrames()).isEqualTo(after);
    assertThat(Audio.largestKink(out, before + 2, out.length))
        .as("what a sine and 20 ms of fade have")
        .isLessThan(2 * USUAL_KINK + 0.001f);
    assertThat(out[24_000]).isCloseTo(sine(24_000 - before), within(1e-5f));
    assertThat(out[47_000]).isEqualTo(sine(47_000 - after));
    int heard = 24_064 + 2 * 960 + after + 3 * HOP; // faded out, come through, faded in
    for (int i = heard; i < 47_872; i++) {
      assertThat(out[i]).as("frame %d", i).isEqualTo(sine(i - after));
    }
  }

  /** Its last sample is held and faded into the dry signal: a bend, but no step. */
  @Test
  void oneThatDoesNotAskIsFadedFromWhereItWas() {
    plugin.shift(40, false);
    chain.set(List.of(InsertSetting.of("x")));
    float[] out = play(48_000, 24_064, () -> plugin.shift(1013, false));
    assertThat(Audio.largestKink(out, 42, out.length))
        .isLessThan(0.25f * 2 * (float) Math.PI * HZ / RATE_HZ + USUAL_KINK);
    assertThat(out[47_000]).isEqualTo(sine(47_000 - 1013));
    assertThat(chain.latencyFrames()).isEqualTo(1013);
  }

  @Test
  void whereNothingSoundsItIsSoAtOnce() {
    plugin.shift(40, false);
    chain.set(List.of(InsertSetting.of("x")));
    chain.process(new float[HOP], new float[HOP]);
    plugin.shift(1013, true);
    for (int i = 0; i < 2; i++) {
      chain.process(new float[HOP], new float[HOP]);
    }
    assertThat(chain.latencyFrames()).isEqualTo(1013);
    float[] out = play(9600, -1, null);
    for (int i = 0; i < 9472; i++) {
      assertThat(out[i]).isEqualTo(i < 1013 ? 0 : sine(i - 1013));
    }
  }

  /** The line of a plugin that comes while sound passes is empty at first. */
  @Test
  void oneThatComesIsHeardWhenItsSoundHasComeThrough() {
    plugin.shift(2013, false);
    float[] out = play(48_000, 24_064, () -> chain.set(List.of(InsertSetting.of("x"))));
    assertThat(Audio.largestKink(out, 2, out.length)).isLessThan(2 * USUAL_KINK + 0.001f);
    assertThat(out[47_000]).isEqualTo(sine(47_000 - 2013));
  }
}
