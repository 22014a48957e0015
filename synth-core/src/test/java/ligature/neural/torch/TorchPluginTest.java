package ligature.neural.torch;

import static ligature.neural.torch.Hops.HOP;
import static ligature.neural.torch.Hops.RATE_HZ;
import static ligature.neural.torch.Hops.noise;
import static ligature.neural.torch.Hops.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import ligature.files.InputException;
import ligature.plugin.Plugin;
import ligature.plugin.PluginParameter;
import ligature.soundfile.SampleFormat;
import ligature.soundfile.WavWriter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models by both contracts, run by libtorch in this process. */
class TorchPluginTest {

  @TempDir private static Path folder;

  @BeforeAll
  static void makeModels() throws Exception {
    TorchModels.make(folder);
  }

  private static TorchPlugin opened(String name, String method) {
    TorchPlugin plugin = TorchModels.plugin(folder.resolve(name), method, true);
    plugin.prepare(RATE_HZ, HOP);
    return plugin;
  }

  private static int index(Plugin plugin, String parameter) {
    return plugin.parameters().stream().map(PluginParameter::id).toList().indexOf(parameter);
  }

  private static double largestDifference(float[] a, float[] b, int from) {
    double largest = 0;
    for (int i = from; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }

  @Test
  void eachSideGoesThroughAnInstanceThatRemembers() {
    try (TorchPlugin plugin = opened("effect.ts", "")) {
      int late = plugin.latencyFrames();
      assertThat(late).isEqualTo(2 * 512);
      float[] inLeft = noise(60 * HOP, 1);
      float[] inRight = noise(60 * HOP, 2);
      float[] left = inLeft.clone();
      float[] right = inRight.clone();
      run(plugin, left, right);
      for (int i = 1; i + late < left.length; i++) {
        assertThat(left[i + late]).isCloseTo(inLeft[i] + 0.5f * inLeft[i - 1], within(1e-6f));
        assertThat(right[i + late]).isCloseTo(inRight[i] + 0.5f * inRight[i - 1], within(1e-6f));
      }
    }
  }

  @Test
  void attributesAreParameters() {
    try (TorchPlugin plugin = opened("effect.ts", "")) {
      assertThat(plugin.parameters())
          .extracting(PluginParameter::id)
          .containsExactlyInAnyOrder("gain", "mode-1", "mode-2", "stereo");
      int late = plugin.latencyFrames();
      plugin.set(index(plugin, "gain"), 0.25f);
      plugin.set(index(plugin, "mode-1"), 1);
      plugin.set(index(plugin, "mode-2"), 3);
      float[] left = noise(20 * HOP, 1);
      float[] in = left.clone();
      run(plugin, left, in.clone());
      assertThat(left[late + 1000])
          .isCloseTo(-(0.25f * (in[1000] + 0.5f * in[999]) + 0.03f), within(1e-6f));
      plugin.set(index(plugin, "gain"), -5); // the model refuses it, and stays as it was
      left = in.clone();
      run(plugin, left, in.clone());
      assertThat(left[late + 1000])
          .isCloseTo(-(0.25f * (in[1000] + 0.5f * in[999]) + 0.03f), within(1e-6f));
    }
  }

  @Test
  void textsAndRecordingsAreGivenByTheId() throws Exception {
    Path recording = folder.resolve("table.wav");
    try (WavWriter out = new WavWriter(recording, RATE_HZ, 1, SampleFormat.FLOAT_32)) {
      out.write(new float[] {0.125f, 0.375f}, 0, 2);
      out.finish();
    }
    try (TorchPlugin plugin = opened("effect.ts", "forward&label=loud&table=" + recording)) {
      float[] left = new float[20 * HOP];
      run(plugin, left, left.clone());
      assertThat(left[19 * HOP]).isCloseTo(0.5f, within(1e-6f));
    }
    assertThatThrownBy(() -> opened("effect.ts", "&label=no"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("attribute label: does not take no");
    assertThatThrownBy(() -> opened("effect.ts", "&lable=x"))
        .hasMessageContaining("attribute lable: has no such attribute");
    assertThatThrownBy(() -> opened("effect.ts", "&table=nothing.wav"))
        .hasMessageContaining("there is no recording");
    assertThatThrownBy(() -> opened("effect.ts", "&gain=2"))
        .hasMessageContaining("is a parameter: --insert-param gain=VALUE");
  }

  @Test
  void withoutStereoTheMiddleIsHeardOnBothSides() {
    try (TorchPlugin plugin = opened("effect.ts", "")) {
      plugin.set(index(plugin, "stereo"), 0);
      float[] left = noise(20 * HOP, 1);
      float[] right = noise(20 * HOP, 2);
      float middle = 0.5f * (left[1000] + right[1000]) + 0.25f * (left[999] + right[999]);
      run(plugin, left, right);
      assertThat(left).isEqualTo(right);
      assertThat(left[1000 + plugin.latencyFrames()]).isCloseTo(middle, within(1e-6f));
    }
  }

  @Test
  void ratiosTakeTheLastOfAGroupAndHoldWhatComesOut() {
    try (TorchPlugin plugin = opened("effect.ts", "hold")) {
      float[] left = noise(40 * HOP, 1);
      float[] in = left.clone();
      run(plugin, left, in.clone());
      int late = plugin.latencyFrames();
      for (int group = 0; group < 40; group++) {
        for (int i = 0; i < 64; i++) {
          assertThat(left[late + 64 * group + i]).isEqualTo(in[64 * group + 63]);
        }
      }
    }
  }

  @Test
  void twoChannelsGoThroughOneInstanceWhateverTheMemoryIsLike() {
    try (TorchPlugin plugin = opened("swap.ts", "")) {
      float[] inLeft = noise(20 * HOP, 1);
      float[] inRight = noise(20 * HOP, 2);
      float[] left = inLeft.clone();
      float[] right = inRight.clone();
      run(plugin, left, right);
      int late = plugin.latencyFrames();
      assertThat(left[late + 777]).isEqualTo(inRight[777]);
      assertThat(right[late + 777]).isEqualTo(inLeft[777]);
    }
  }

  @Test
  void aModelOfAnotherRateIsResampledBothWays() {
    try (TorchPlugin plugin = opened("codec.ts", "")) {
      assertThat(plugin.latencyFrames()).isBetween(1100, 1300);
      float[] left = noise(400 * HOP, 1);
      run(plugin, left, left.clone());
      double energy = 0;
      for (float sample : left) {
        energy += sample * sample;
        assertThat(sample).isFinite();
      }
      // four of 512 dimensions remain
      assertThat(Math.sqrt(energy / left.length) / 0.2).isBetween(0.04, 0.2);
    }
  }

  private static Path sine(String name, double hz, double amplitude) throws Exception {
    Path recording = folder.resolve(name);
    float[] samples = new float[44_100];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * hz * i / 44_100));
    }
    try (WavWriter out = new WavWriter(recording, 44_100, 1, SampleFormat.FLOAT_32)) {
      out.write(samples, 0, samples.length);
      out.finish();
    }
    return recording;
  }

  @Test
  void recordingsAreBlendedInTheLatentSpaceWhileTheInstrumentSounds() throws Exception {
    Path one = sine("one.wav", 200, 0.5);
    Path two = sine("two.wav", 900, 0.5);
    try (TorchPlugin plugin = opened("codec.ts", "morph&a=" + one + "&b=" + two)) {
      assertThat(plugin.parameters())
          .extracting(PluginParameter::id)
          .containsExactly("morph", "speed", "follow");
      plugin.set(2, 0);
      float[][] heard = new float[3][];
      for (int i = 0; i < 3; i++) {
        plugin.reset();
        plugin.set(0, i / 2f);
        heard[i] = noise(60 * HOP, 1);
        run(plugin, heard[i], heard[i].clone());
      }
      // the model is linear, so the middle of the latents is the middle of the sounds
      int checked = 0;
      for (int i = 30 * HOP; i < 60 * HOP; i++) {
        assertThat(heard[1][i]).isCloseTo(0.5f * (heard[0][i] + heard[2][i]), within(1e-4f));
        checked += Math.abs(heard[0][i] - heard[2][i]) > 1e-3 ? 1 : 0;
      }
      assertThat(checked).isGreaterThan(1000);
      plugin.set(2, 1);
      float[] silence = new float[200 * HOP];
      run(plugin, silence, silence.clone());
      assertThat(Math.abs(silence[199 * HOP])).isLessThan(1e-5f);
    }
    assertThatThrownBy(() -> opened("codec.ts", "morph&a=" + one))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("wanted two recordings");
    assertThatThrownBy(() -> opened("effect.ts", "morph&a=" + one + "&b=" + two))
        .hasMessageContaining(
            "cannot be a source, only an insert (nn:effect.ts): it has no method encode");
  }

  @Test
  void whatHissesByItselfEnds() throws Exception {
    try (TorchPlugin plugin = opened("effect.ts", "")) {
      assertThat(plugin.tailFrames()).isEqualTo(Plugin.UNKNOWN_TAIL);
    }
    Path recording = folder.resolve("hiss.wav");
    try (WavWriter out = new WavWriter(recording, RATE_HZ, 1, SampleFormat.FLOAT_32)) {
      out.write(new float[] {0.001f}, 0, 1);
      out.finish();
    }
    try (TorchPlugin plugin = opened("effect.ts", "&table=" + recording)) {
      assertThat(plugin.tailFrames()).isEqualTo(3 * RATE_HZ);
    }
  }

  @Test
  void aResetForgets() {
    try (TorchPlugin plugin = opened("effect.ts", "")) {
      float[] first = noise(20 * HOP, 1);
      float[] again = first.clone();
      run(plugin, first, first.clone());
      plugin.reset();
      run(plugin, again, again.clone());
      assertThat(largestDifference(first, again, 0)).isZero();
    }
  }

  @Test
  void neutoneKnobsTurnAndTheDelayIsDeclared() {
    try (TorchPlugin plugin = opened("knobs.nm", "")) {
      assertThat(plugin.parameters())
          .extracting(PluginParameter::name)
          .containsExactly("Amount", "Offset", "Input", "Output");
      assertThat(plugin.initialWet()).isEqualTo(0.75f);
      int late = plugin.latencyFrames();
      assertThat(late).isEqualTo(2 * 2048 + 64);
      float outGain = (float) Math.pow(10, 6 / 20.0); // 0.6 of -30 to 30 dB
      float[] left = noise(120 * HOP, 1);
      float[] right = noise(120 * HOP, 2);
      float[] inLeft = left.clone();
      float[] inRight = right.clone();
      run(plugin, left, right);
      assertThat(left[5000 + late]).isCloseTo(outGain * inLeft[5000], within(1e-5f));
      assertThat(right[5000 + late]).isCloseTo(outGain * inRight[5000], within(1e-5f));
      plugin.set(0, 1);
      plugin.set(1, 0.5f);
      plugin.set(3, 0);
      left = inLeft.clone();
      run(plugin, left, right);
      assertThat(left[9000 + late]).isCloseTo(2 * inLeft[9000] + 0.05f, within(1e-5f));
    }
  }

  @Test
  void aNeutoneModelThatTakesAnySizeBuffersByItself() {
    try (TorchPlugin plugin = opened("any-size.nm", "")) {
      int late = plugin.latencyFrames();
      assertThat(late).isEqualTo(2 * 512 + 2048 + 64);
      plugin.set(3, 0);
      float[] left = noise(120 * HOP, 1);
      float[] in = left.clone();
      run(plugin, left, in.clone());
      assertThat(left[5000 + late]).isCloseTo(in[5000], within(1e-5f));
    }
  }
}
