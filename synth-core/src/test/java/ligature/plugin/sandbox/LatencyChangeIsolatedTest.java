package ligature.plugin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import ligature.plugin.InsertChain;
import ligature.plugin.InsertSetting;
import ligature.plugin.Plugin;
import ligature.plugin.clap.TestClaps;
import ligature.testing.Audio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A CLAP plugin that asks to be restarted and is late by another time then. */
class LatencyChangeIsolatedTest {

  private static final int HOP = 128;
  private static final int RATE_HZ = 48_000;
  private static final int BLOCKS = 300;
  private static final int SHORT = 32;
  private static final int LONG = 1500;
  private static final float USUAL_KINK = 0.25f * (float) Math.pow(2 * Math.PI * 310 / RATE_HZ, 2);

  @TempDir private Path folder;

  private static float sine(int frame) {
    return (float) (0.25 * Math.sin(2 * Math.PI * 310 * frame / RATE_HZ));
  }

  private static InsertSetting mode(int mode) {
    return InsertSetting.of("x").with("mode", mode);
  }

  /** Late, then later from block 100 on, then as at first from 200 on. */
  private static float[] play(Plugin plugin, boolean offline) throws InterruptedException {
    float[] out = new float[BLOCKS * HOP];
    try (InsertChain chain = new InsertChain(RATE_HZ, HOP, id -> plugin)) {
      chain.setOffline(offline);
      chain.set(List.of(mode(1)));
      int longest = 0;
      for (int b = 0; b < BLOCKS; b++) {
        if (b == 100 || b == 200) {
          chain.set(List.of(mode(b == 100 ? 2 : 1)));
        }
        float[] left = new float[HOP];
        for (int i = 0; i < HOP; i++) {
          left[i] = sine(b * HOP + i);
        }
        chain.process(left, left.clone());
        System.arraycopy(left, 0, out, b * HOP, HOP);
        longest = Math.max(longest, chain.latencyFrames());
        if (!offline) {
          Thread.sleep(2); // about as fast as it is played
        }
      }
      assertThat(chain.problems()).isEmpty();
      assertThat(longest).isEqualTo(LONG);
      assertThat(chain.latencyFrames()).isEqualTo(SHORT);
    }
    return out;
  }

  @Test
  void itIsFollowedWithoutAClickIsolatedAndInside() throws Exception {
    Path claps = TestClaps.build(folder.resolve("claps"));
    Path cache = folder.resolve("cache");
    String uri = TestClaps.uri("changing");
    float[] inside = play(TestClaps.provider(claps, cache).openProbed(uri), true);
    assertFollowed(inside);
    Sandbox sandbox = new Sandbox(TestClaps.environment(claps, cache));
    Plugin face = TestClaps.face(claps, cache, "changing");
    assertThat(play(new IsolatedPlugin("clap:" + uri, face, sandbox), true)).isEqualTo(inside);
    assertFollowed(play(TestClaps.provider(claps, cache).openProbed(uri), false));
    Plugin again = TestClaps.face(claps, cache, "changing");
    assertFollowed(play(new IsolatedPlugin("clap:" + uri, again, sandbox), false));
    assertThat(sandbox.pids()).isEmpty();
  }

  private static void assertFollowed(float[] out) {
    int[][] places = {{99, SHORT}, {195, LONG}, {299, SHORT}};
    for (int[] place : places) {
      int at = place[0] * HOP;
      assertThat(out[at]).as("in block %d", place[0]).isCloseTo(sine(at - place[1]), within(1e-4f));
    }
    float kink = Audio.largestKink(out, SHORT + 2, out.length);
    assertThat(kink).isLessThan(2 * USUAL_KINK + 0.001f);
  }
}
