package ligature.plugin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(20);
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

  /** A sine, block by block, through a chain with one plugin. */
  private static final class Played implements AutoCloseable {

    final InsertChain chain;
    final List<float[]> blocks = new ArrayList<>();

    Played(Plugin plugin, boolean offline) {
      chain = new InsertChain(RATE_HZ, HOP, id -> plugin);
      chain.setOffline(offline);
      chain.set(List.of(mode(1)));
    }

    /** Whether this block is the sine of so long ago. */
    boolean playsLate(int lateFrames) {
      int at = blocks.size() * HOP;
      float[] left = new float[HOP];
      for (int i = 0; i < HOP; i++) {
        left[i] = sine(at + i);
      }
      chain.process(left, left.clone());
      blocks.add(left);
      boolean equal = chain.latencyFrames() == lateFrames;
      for (int i = 0; i < HOP; i++) {
        equal &= Math.abs(left[i] - sine(at + i - lateFrames)) < 1e-4f;
      }
      return equal;
    }

    void playBlocks(int count, int lateFrames) {
      for (int b = 0; b < count - 1; b++) {
        playsLate(lateFrames);
      }
      assertThat(playsLate(lateFrames)).as("late by %d", lateFrames).isTrue();
    }

    float[] sound() {
      float[] all = new float[blocks.size() * HOP];
      for (int b = 0; b < blocks.size(); b++) {
        System.arraycopy(blocks.get(b), 0, all, b * HOP, HOP);
      }
      return all;
    }

    float largestKink() {
      float[] all = sound();
      return Audio.largestKink(all, SHORT + 2, all.length);
    }

    @Override
    public void close() {
      assertThat(chain.problems()).isEmpty();
      chain.close();
    }
  }

  private static float[] rendered(Plugin plugin) {
    try (Played played = new Played(plugin, true)) {
      played.playBlocks(100, SHORT);
      played.chain.set(List.of(mode(2)));
      played.playBlocks(100, LONG);
      played.chain.set(List.of(mode(1)));
      played.playBlocks(100, SHORT);
      assertThat(played.largestKink()).isLessThan(2 * USUAL_KINK + 0.001f);
      return played.sound();
    }
  }

  /** As long as it takes: the plugin begins anew beside the sound. */
  private static float live(Plugin plugin) throws InterruptedException {
    try (Played played = new Played(plugin, false)) {
      for (int late : new int[] {SHORT, LONG, SHORT}) {
        played.chain.set(List.of(mode(late == LONG ? 2 : 1)));
        long end = System.nanoTime() + MOST_NANOS;
        while (!played.playsLate(late)) {
          assertThat(System.nanoTime()).as("late by %d", late).isLessThan(end);
          Thread.sleep(1);
        }
      }
      return played.largestKink();
    }
  }

  @Test
  void itIsFollowedWithoutAClickIsolatedAndInside() throws Exception {
    Path claps = TestClaps.build(folder.resolve("claps"));
    Path cache = folder.resolve("cache");
    String uri = TestClaps.uri("changing");
    float[] inside = rendered(TestClaps.provider(claps, cache).openProbed(uri));
    Sandbox sandbox = new Sandbox(TestClaps.environment(claps, cache));
    Plugin face = TestClaps.face(claps, cache, "changing");
    assertThat(rendered(new IsolatedPlugin("clap:" + uri, face, sandbox))).isEqualTo(inside);
    assertThat(live(TestClaps.provider(claps, cache).openProbed(uri)))
        .isLessThan(2 * USUAL_KINK + 0.001f);
    Plugin again = TestClaps.face(claps, cache, "changing");
    assertThat(live(new IsolatedPlugin("clap:" + uri, again, sandbox)))
        .as("on a busy machine a block may come too late: that is faded, and bends")
        .isLessThan(0.03f);
    assertThat(sandbox.pids()).isEmpty();
  }
}
