package ligature.neural.nam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import ligature.files.InputException;
import ligature.testing.Hostile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is no model, or asks for what no model needs, is refused in a line. */
class NamReaderTest {

  private static final String LAYER =
      "{'input_size': 1, 'condition_size': 1, 'channels': 2, 'head_size': 1, 'kernel_size': 2,"
          + " 'dilations': [1], 'activation': 'Tanh', 'gated': false, 'head_bias': false}";

  /** 2 + (8 + 2 + 2 + 4 + 2) + 2 + 1. */
  private static final String WEIGHTS =
      "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,0.5]";

  @TempDir private Path folder;

  private static String waveNet(String layer) {
    return "{'version': '0.5.4', 'architecture': 'WaveNet', 'config': {'layers': ["
        + layer
        + "], 'head': null, 'head_scale': 0.02}, 'weights': "
        + WEIGHTS
        + "}";
  }

  private Path file(String json) throws IOException {
    return Files.writeString(folder.resolve("model.nam"), json.replace('\'', '"'));
  }

  private void refused(String json, String reason) throws Exception {
    Path file = file(json);
    long bytes =
        Hostile.allocatedBytes(
            () ->
                assertThatThrownBy(() -> NamReader.read(file).network(128))
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith(file.toString())
                    .hasMessageContaining(reason));
    assertThat(bytes).isLessThan(4 << 20);
  }

  @Test
  void aModelIsRead() throws Exception {
    NamFile model = NamReader.read(file(waveNet(LAYER)));
    assertThat(model.architecture()).isEqualTo("WaveNet");
    assertThat(model.sampleRateHz()).isEqualTo(48_000);
    assertThat(model.loudnessDb()).isNaN();
    assertThat(model.network(128).receptiveFrames()).isEqualTo(2);
  }

  @Test
  void whatIsWrongIsNamed() throws Exception {
    refused("", "is not a JSON object");
    refused("[]", "is not a JSON object");
    refused("{'architecture': 'WaveNet'}", "has no \"weights\"");
    refused("{'weights': []}", "has no \"architecture\"");
    refused("{'architecture': 'WaveNet', 'weights': [1]}", "has no object \"config\"");
    refused("{'architecture': 'WaveNet', 'weights': [1, 'a']}", "a weight that is no number");
    refused("{'architecture': 'WaveNet', 'weights': [1e99]}", "beyond the range of a float");
    refused("{'architecture': 'WaveNet', 'weights': [1, NaN]}", "is not JSON");
    refused("{'architecture': 'WaveNet', 'weights': [1, 2", "is");
    refused("{'architecture': 'Banana', 'config': {}, 'weights': [1]}", "is a \"Banana\"; known");
    refused(
        "{'architecture': 'LSTM', 'config': {}, 'weights': [1], 'sample_rate': 3}",
        "has the sample rate 3.0");
    refused(
        "{'architecture': 'LSTM', 'config': {'hidden_size': 8}, 'weights': [1]}",
        "has no \"num_layers\" in \"config\"; wanted a whole number from 1 to 256");
    refused(
        "{'architecture': 'LSTM', 'config': {'num_layers': 1, 'hidden_size': 1.5}, 'weights': []}",
        "has 1.5 as \"hidden_size\"");
  }

  @Test
  void whatIsNewerThanThisProgramIsNamed() throws Exception {
    refused(
        waveNet(LAYER.replace("'gated'", "'bottleneck': 4, 'gated'")),
        "uses \"bottleneck\" in \"layers\", which is not known here");
    refused(waveNet(LAYER).replace("'head': null", "'head': {'channels': 3}"), "uses \"head\"");
    refused(waveNet(LAYER.replace("Tanh", "PReLU")), "has PReLU as \"activation\"");
    NamReader.read(file(waveNet(LAYER.replace("'gated'", "'film': {'active': false}, 'gated'"))))
        .network(128);
  }

  @Test
  void sizesAreCheckedAgainstTheFileBeforeAnythingIsAllocated() throws Exception {
    refused(waveNet(LAYER.replace("'channels': 2", "'channels': 1024")), "too few");
    refused(waveNet(LAYER.replace("'dilations': [1]", "'dilations': [1, 2]")), "too few");
    refused(
        waveNet(
            LAYER
                .replace(
                    "'dilations': [1]", "'dilations': [480000, 480000, 480000, 480000, 480000]")
                .replace("'channels': 2", "'channels': 1000")),
        "MiB of sound; 32 MiB is the most");
    refused(waveNet(LAYER.replace("[1]", "[99999999999]")), "\"dilations\"");
    refused(waveNet(LAYER).replace("22,0.5]", "22,0.5,7]"), "its architecture wants 23");
    refused(
        "{'architecture': 'LSTM', 'config': {'num_layers': 256, 'hidden_size': 1024}, 'weights': [1]}",
        "too few");
    refused(
        "{'architecture': 'Linear', 'config': {'receptive_field': 480000}, 'weights': [1]}",
        "too few");
    refused("{'metadata': " + "[".repeat(50) + "]".repeat(50) + "}", "says more about itself");
    refused("{'metadata': [" + "1,".repeat(30_000) + "1]}", "says more about itself");
    refused("{'x': " + "[".repeat(5_000) + "]".repeat(5_000) + "}", "is not JSON");
  }

  @Test
  void damagedFilesAreReadOrRefused() throws Exception {
    byte[] whole = Files.readString(file(waveNet(LAYER))).getBytes(StandardCharsets.UTF_8);
    Path damaged = folder.resolve("damaged.nam");
    int refused =
        Hostile.mutate(
            whole,
            600,
            1,
            bytes -> {
              Files.write(damaged, bytes);
              NamReader.read(damaged).network(128);
            },
            64 << 20);
    assertThat(refused).isGreaterThan(200);
  }
}
