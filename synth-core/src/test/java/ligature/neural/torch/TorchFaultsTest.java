package ligature.neural.torch;

import static ligature.neural.torch.Hops.HOP;
import static ligature.neural.torch.Hops.RATE_HZ;
import static ligature.neural.torch.Hops.noise;
import static ligature.neural.torch.Hops.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import ligature.files.InputException;
import ligature.plugin.PluginParameter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that are in time, late, broken, or not what they were. */
class TorchFaultsTest {

  @TempDir private static Path folder;

  @BeforeAll
  static void makeModels() throws Exception {
    TorchModels.make(folder);
  }

  private static TorchPlugin prepared(String name, String method, boolean offline) {
    TorchPlugin plugin = TorchModels.plugin(folder.resolve(name), method, offline);
    plugin.prepare(RATE_HZ, HOP);
    return plugin;
  }

  @Test
  void liveAndOfflineGiveTheSameBits() throws Exception {
    float[] offline = noise(80 * HOP, 1);
    float[] live = offline.clone();
    try (TorchPlugin plugin = prepared("codec.ts", "", true)) {
      run(plugin, offline, offline.clone());
    }
    try (TorchPlugin plugin = prepared("codec.ts", "", false)) {
      float[] l = new float[HOP];
      for (int at = 0; at < live.length; at += HOP) {
        System.arraycopy(live, at, l, 0, HOP);
        plugin.process(l, l.clone(), HOP);
        System.arraycopy(l, 0, live, at, HOP);
        Thread.sleep(10); // slower than real time: nothing can be late
        assertThat(plugin.isAway()).isFalse();
      }
    }
    assertThat(live).isEqualTo(offline);
  }

  /** Changes nothing, and takes too long for it in three of its calls. */
  private static final class Slow implements TorchEffect {
    private int calls;

    @Override
    public List<PluginParameter> parameters() {
      return List.of();
    }

    @Override
    public void prepare(int rateHz) {}

    @Override
    public int innerRateHz() {
      return RATE_HZ;
    }

    @Override
    public int chunkFrames() {
      return 512;
    }

    @Override
    public int latencyFrames() {
      return 0;
    }

    @Override
    public void run(float[] left, float[] right, float[] values) {
      calls++;
      if (calls > 10 && calls < 14) {
        try {
          Thread.sleep(300);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }

    @Override
    public void reset() {}

    @Override
    public void close() {}
  }

  private static TorchPlugin slow() {
    return new TorchPlugin(state -> new Slow(), new TorchFace(List.of(), 1, false), false);
  }

  @Test
  void whatIsLateIsSilenceAndTheRestStaysInItsPlace() throws Exception {
    float[] in = noise(300 * HOP, 1);
    try (TorchPlugin plugin = slow()) {
      plugin.prepare(RATE_HZ, HOP);
      float[] out = in.clone();
      int awayHops = 0;
      float[] l = new float[HOP];
      for (int at = 0; at < in.length; at += HOP) {
        System.arraycopy(in, at, l, 0, HOP);
        plugin.process(l, l.clone(), HOP);
        System.arraycopy(l, 0, out, at, HOP);
        awayHops += plugin.isAway() ? 1 : 0;
        Thread.sleep(5);
      }
      assertThat(awayHops).isBetween(90, 280); // at least the time in which it has to keep up
      assertThat(plugin.isAway()).isFalse();
      int late = plugin.latencyFrames();
      int wrong = 0;
      for (int i = 0; i + late < out.length; i++) {
        wrong += out[i + late] == in[i] ? 0 : 1;
        assertThat(out[i + late] == in[i] || out[i + late] == 0).isTrue();
      }
      assertThat(wrong).isGreaterThan(512);
    }
  }

  @Test
  void aBrokenModelSaysWhatIsWrong() {
    for (String name : new String[] {"throws.ts", "short.ts", "hungry.ts"}) {
      assertThatThrownBy(() -> prepared(name, "", true).close())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("the model fails: ");
    }
    assertThatThrownBy(() -> prepared("throws.ts", "", true))
        .hasMessageContaining("this model is broken on purpose");
    assertThatThrownBy(() -> prepared("effect.ts", "backward", true))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("has no method backward; it has");
  }

  @Test
  void aFileThatChangedIsNotRun() {
    TorchFile source = TorchModels.file(folder.resolve("effect.ts"));
    TorchFile other = new TorchFile(source.path(), "0".repeat(64), source.info());
    assertThatThrownBy(() -> other.effect("", new byte[0]))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("was changed while it was opened");
  }
}
