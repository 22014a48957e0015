package ligature.plugin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import ligature.plugin.InsertChain;
import ligature.plugin.InsertSetting;
import ligature.plugin.Plugin;
import ligature.plugin.clap.TestClaps;
import ligature.plugin.lv2.ShiftingPlugin;
import ligature.testing.Audio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real plugins that are late by another time in another mode, in the child process and inside: a
 * CLAP plugin asks to be restarted for it, an LV2 plugin's port says another number after a run.
 */
class LatencyChangeIsolatedTest {

  private static final int HOP = 128;
  private static final int RATE_HZ = 48_000;
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final int SHORT = 32;
  private static final int LONG = 1500;
  private static final float STEP = 0.25f * 2 * (float) Math.PI * 310 / RATE_HZ;
  private static final float USUAL_KINK = STEP * 2 * (float) Math.PI * 310 / RATE_HZ;

  /** What asks first is faded while it sounds: only what a sine and a fade of 20 ms have. */
  private static final float FADED = 2 * USUAL_KINK + 0.001f;

  /** What has changed already is held where it was and faded from there: a bend, but no step. */
  private static final float BENT = STEP + USUAL_KINK;

  /** On a busy machine a block may come too late: that is faded, and bends. */
  private static final float BUSY = 0.03f;

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

  private static float[] rendered(Plugin plugin, float mostKink) {
    try (Played played = new Played(plugin, true)) {
      played.playBlocks(100, SHORT);
      played.chain.set(List.of(mode(2)));
      played.playBlocks(100, LONG);
      played.chain.set(List.of(mode(1)));
      played.playBlocks(100, SHORT);
      assertThat(played.largestKink()).isLessThan(mostKink);
      return played.sound();
    }
  }

  /** As long as it takes: the plugin begins anew beside the sound. */
  private static void playLive(Plugin plugin, float mostKink) throws InterruptedException {
    try (Played played = new Played(plugin, false)) {
      for (int late : new int[] {SHORT, LONG, SHORT}) {
        played.chain.set(List.of(mode(late == LONG ? 2 : 1)));
        long end = System.nanoTime() + MOST_NANOS;
        while (!played.playsLate(late)) {
          assertThat(System.nanoTime()).as("late by %d", late).isLessThan(end);
          Thread.sleep(1);
        }
      }
      assertThat(played.largestKink()).isLessThan(mostKink);
    }
  }

  /** Every {@code inside} and {@code isolated} gives the same plugin anew. */
  private static void follow(Supplier<Plugin> inside, Supplier<Plugin> isolated, float mostKink)
      throws InterruptedException {
    float[] expected = rendered(inside.get(), mostKink);
    assertThat(rendered(isolated.get(), mostKink)).isEqualTo(expected);
    playLive(inside.get(), mostKink);
    playLive(isolated.get(), BUSY);
  }

  @Test
  void aClapPluginIsFollowedWithoutAClickIsolatedAndInside() throws Exception {
    Path claps = TestClaps.build(folder.resolve("claps"));
    Path cache = folder.resolve("cache");
    String uri = TestClaps.uri("changing");
    Sandbox sandbox = new Sandbox(TestClaps.environment(claps, cache));
    follow(
        () -> TestClaps.provider(claps, cache).openProbed(uri),
        () -> new IsolatedPlugin("clap:" + uri, TestClaps.face(claps, cache, "changing"), sandbox),
        FADED);
    assertThat(sandbox.pids()).isEmpty();
  }

  @Test
  void anLv2PluginIsFollowedWithoutAClickIsolatedAndInside() throws Exception {
    ShiftingPlugin shifting = ShiftingPlugin.build(folder);
    Sandbox sandbox = Touchy.sandbox(folder);
    follow(
        shifting::open,
        () -> new IsolatedPlugin("lv2:" + ShiftingPlugin.URI, shifting.open(), sandbox),
        BENT);
    assertThat(sandbox.pids()).isEmpty();
  }
}
