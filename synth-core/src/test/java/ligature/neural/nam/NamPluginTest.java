package ligature.neural.nam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import ligature.files.InputException;
import ligature.plugin.InsertChain;
import ligature.plugin.InsertSetting;
import ligature.plugin.Plugin;
import ligature.plugin.PluginLibrary;
import ligature.testing.Hostile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A NAM model in an insert slot. */
class NamPluginTest {

  private static final int RATE_HZ = 48_000;
  private static final int HOP = 128;

  @TempDir private Path folder;

  /** One that delays by two frames and multiplies by a factor. */
  private Path delay(double factor, int rateHz, String metadata) throws IOException {
    return write(
        "{'architecture': 'Linear', 'config': {'receptive_field': 3, 'bias': false}, 'weights':"
            + " [0, 0, "
            + factor
            + "], 'sample_rate': "
            + rateHz
            + ", 'metadata': "
            + metadata
            + "}");
  }

  private Path bent() throws IOException {
    StringJoiner weights = new StringJoiner(", ", "[", "]");
    Random random = new Random(3);
    for (int i = 0; i < 4 * 4 * 5 + 4 * 4 + 8 + 5; i++) {
      weights.add(String.valueOf(random.nextGaussian()));
    }
    return write(
        "{'architecture': 'LSTM', 'config': {'input_size': 1, 'hidden_size': 4, 'num_layers': 1},"
            + " 'weights': "
            + weights
            + "}");
  }

  private Path write(String json) throws IOException {
    return Files.writeString(folder.resolve("my model.nam"), json.replace('\'', '"'));
  }

  private static NamPlugin opened(Path file) {
    NamPlugin plugin = new NamPlugin(NamReader.read(file));
    for (int i = 0; i < plugin.parameters().size(); i++) {
      plugin.set(i, plugin.parameters().get(i).initial());
    }
    plugin.prepare(RATE_HZ, HOP);
    return plugin;
  }

  private static float[] noise(int seed) {
    Random random = new Random(seed);
    float[] noise = new float[HOP];
    for (int i = 0; i < HOP; i++) {
      noise[i] = 0.3f * (float) random.nextGaussian();
    }
    return noise;
  }

  private static double peak(float[] samples) {
    double peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return peak;
  }

  @Test
  void gainsActBeforeAndBehind() throws IOException {
    NamPlugin plugin = opened(delay(0.5, RATE_HZ, "null"));
    plugin.set(NamPlugin.INPUT, 6.0206f);
    plugin.set(NamPlugin.OUTPUT, -12.0412f);
    float[] left = new float[HOP];
    left[10] = 0.8f;
    plugin.process(left, new float[HOP], HOP);
    assertThat(left[12]).isCloseTo(0.2f, within(1e-5f));
    assertThat(plugin.latencyFrames()).isZero();
  }

  @Test
  void aModelThatSaysHowLoudItIsIsBroughtToMinus18Db() throws IOException {
    NamPlugin plugin = opened(delay(1, RATE_HZ, "{'loudness': -24.0206}"));
    float[] left = new float[HOP];
    left[10] = 0.25f;
    plugin.process(left, new float[HOP], HOP);
    assertThat(left[12]).isCloseTo(0.5f, within(1e-3f));
    plugin.set(NamPlugin.NORMALIZE, 0);
    plugin.process(new float[HOP], new float[HOP], HOP);
    left = new float[HOP];
    left[10] = 0.25f;
    plugin.process(left, new float[HOP], HOP);
    assertThat(left[12]).isCloseTo(0.25f, within(1e-3f));
  }

  @Test
  void oneNetworkForBothSidesIsAsTwo() throws IOException {
    NamPlugin plugin = opened(bent());
    NamPlugin twin = opened(bent());
    for (int b = 0; b < 40; b++) {
      float[] left = noise(b);
      float[] right = b < 20 ? left.clone() : noise(b + 100);
      float[] twinLeft = left.clone();
      float[] twinRight = right.clone();
      plugin.process(left, right, HOP);
      twin.process(twinRight, twinLeft, HOP); // the other way round: it has no better side
      assertThat(left).isEqualTo(twinLeft);
      assertThat(right).isEqualTo(twinRight);
    }
    assertThat(peak(noise(1))).isPositive();
  }

  @Test
  void anotherRateIsResampledAndTheDelayDeclared() throws IOException {
    NamPlugin plugin = opened(delay(1, 44_100, "null"));
    int late = plugin.latencyFrames();
    assertThat(late).isBetween(50, 150);
    float[] heard = new float[8 * HOP];
    for (int b = 0; b < 8; b++) {
      float[] left = new float[HOP];
      for (int i = 0; i < HOP; i++) {
        left[i] = (float) Math.exp(-Math.pow((b * HOP + i - 300) / 20.0, 2));
      }
      plugin.process(left, left.clone(), HOP);
      System.arraycopy(left, 0, heard, b * HOP, HOP);
    }
    int loudest = 0;
    for (int i = 0; i < heard.length; i++) {
      loudest = heard[i] > heard[loudest] ? i : loudest;
    }
    // two frames of the model's own
    assertThat(loudest).isCloseTo(300 + late + 2, within(1));
  }

  @Test
  void silenceStaysSilentAndNothingIsAllocated() throws Exception {
    for (int rateHz : new int[] {RATE_HZ, 44_100}) {
      NamPlugin plugin = opened(bent());
      float[] left = new float[HOP];
      float[] right = new float[HOP];
      for (int b = 0; b < 400; b++) {
        plugin.process(left, right, HOP);
      }
      assertThat(peak(left)).isLessThan(1e-4);
      long bytes =
          Hostile.allocatedBytes(
              () -> {
                for (int b = 0; b < 400; b++) {
                  left[0] = b % 3;
                  plugin.process(left, right, HOP);
                }
              });
      assertThat(bytes).as("%s Hz", rateHz).isLessThan(2_000);
    }
  }

  @Test
  void theLibraryOpensAnyFileByItsPath() throws IOException {
    Path file = delay(1, RATE_HZ, "null");
    PluginLibrary library = new PluginLibrary(folder);
    try (Plugin plugin = library.open("nam:" + file)) {
      assertThat(plugin.parameters()).hasSize(3);
    }
    assertThatThrownBy(() -> library.open("nam:" + folder.resolve("no.nam")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> library.open("nam:nothing"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no such plugin");
    try (InsertChain chain = new InsertChain(RATE_HZ, HOP, library::open)) {
      chain.set(List.of(InsertSetting.of("nam:" + file)));
      assertThat(chain.problems()).isEmpty();
      float[] left = noise(1);
      float[] dry = left.clone();
      chain.process(left, left.clone());
      assertThat(left[50]).isCloseTo(dry[48], within(0.02f));
    }
  }
}
