package ligature.neural.nam;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import ligature.testing.DebianPython;
import ligature.testing.Hostile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The networks against PyTorch's, which a script builds with the same weights. */
class NetworksTest {

  private static final int BLOCK = 128;

  @TempDir private static Path folder;

  @BeforeAll
  static void makeModels() throws Exception {
    DebianPython.run("neural/nam_models.py", folder);
  }

  private static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.endsWith(".nam"))
          .map(f -> f.substring(0, f.length() - 4))
          .sorted()
          .toList();
    }
  }

  private static float[] floats(String name) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(folder.resolve(name + ".f32")));
    float[] floats = new float[bytes.remaining() / Float.BYTES];
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
    return floats;
  }

  private static NamFile model(String name) {
    return NamReader.read(folder.resolve(name + ".nam"));
  }

  /** In blocks of changing lengths. */
  private static float[] run(Network network, float[] in, int... blocks) {
    float[] out = new float[in.length];
    float[] block = new float[BLOCK];
    for (int at = 0, b = 0; at < in.length; b++) {
      int frames = Math.min(blocks[b % blocks.length], in.length - at);
      network.process(Arrays.copyOfRange(in, at, at + BLOCK), block, frames);
      System.arraycopy(block, 0, out, at, frames);
      at += frames;
    }
    return out;
  }

  private static double largestDifference(float[] a, float[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }

  @Test
  void everyArchitectureGivesWhatPyTorchGives() throws IOException {
    float[] in = floats("input");
    assertThat(names()).hasSize(13);
    for (String name : names()) {
      float[] expected = floats(name);
      float[] given = run(model(name).network(BLOCK), in, BLOCK);
      assertThat(given).as(name).hasSameSizeAs(expected);
      assertThat(largestDifference(given, expected)).as(name).isLessThan(2e-5);
      assertThat(largestDifference(given, new float[given.length])).as(name).isGreaterThan(0.01);
    }
  }

  @Test
  void blocksOfAnyLengthsGiveTheSameBits() throws IOException {
    float[] in = floats("input");
    for (String name : names()) {
      float[] whole = run(model(name).network(BLOCK), in, BLOCK);
      assertThat(run(model(name).network(BLOCK), in, 1, 127, 64, 3)).as(name).isEqualTo(whole);
    }
  }

  @Test
  void aResetForgetsAndACopyGoesOnAlike() throws IOException {
    float[] in = floats("input");
    for (String name : names()) {
      Network network = model(name).network(BLOCK);
      float[] first = run(network, in, BLOCK);
      Network other = model(name).network(BLOCK);
      other.copyFrom(network);
      float[] next = run(network, in, BLOCK);
      assertThat(run(other, in, BLOCK)).as(name).isEqualTo(next);
      network.reset();
      assertThat(run(network, in, BLOCK)).as(name).isEqualTo(first);
    }
  }

  @Test
  void nothingIsAllocatedWhileItRuns() throws Exception {
    for (String name : names()) {
      Network network = model(name).network(BLOCK);
      float[] in = new float[BLOCK];
      float[] out = new float[BLOCK];
      for (int i = 0; i < 50; i++) {
        network.process(in, out, BLOCK);
      }
      long bytes =
          Hostile.allocatedBytes(
              () -> {
                for (int i = 0; i < 200; i++) {
                  network.process(in, out, BLOCK);
                }
              });
      assertThat(bytes).as(name).isLessThan(2_000); // the measurement's own
    }
  }

  @Test
  void aFileSaysItsRateAndLevels() {
    NamFile model = model("wavenet-44100");
    assertThat(model.sampleRateHz()).isEqualTo(44_100);
    assertThat(model.loudnessDb()).isEqualTo(-20.5);
    assertThat(model.inputLevelDbu()).isEqualTo(12);
    assertThat(model.outputLevelDbu()).isNaN();
    assertThat(model.name()).isEqualTo("wavenet-44100");
    assertThat(model("wavenet-gated").sampleRateHz()).isEqualTo(48_000);
    assertThat(model("wavenet-standard").network(BLOCK).receptiveFrames()).isEqualTo(4093);
  }
}
