package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ligature.soundfile.WavReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packs of other kinds of processor: libtorch is told to leave out what this one has. */
class ProcessorKindsTest {

  private static final String PACK =
      "pack --timbres flute,piano --steps 2 --keys 36,84 --velocities 100 --seconds 1"
          + " --bits 32f --device cpu --jobs 1 --json";

  @TempDir private Path folder;

  private Path make(String name, Map<String, String> limits) throws Exception {
    Path out = folder.resolve(name);
    List<String> command = new ArrayList<>(PackInterruptedTest.inAProcess(PACK));
    command.addAll(List.of("--out", out.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(limits);
    Process process = builder.redirectOutput(folder.resolve("said.txt").toFile()).start();
    assertThat(process.waitFor()).as(Files.readString(folder.resolve("said.txt"))).isZero();
    return out;
  }

  @Test
  void agreeWithin90Decibels() throws Exception {
    Path ours = make("native", Map.of());
    Path plain =
        make(
            "plain",
            Map.of(
                "ATEN_CPU_CAPABILITY", "default",
                "MKL_ENABLE_INSTRUCTIONS", "SSE4_2",
                "DNNL_MAX_CPU_ISA", "SSE41"));
    double largest = 0;
    for (String sample : List.of("k036-v100-x0", "k036-v100-x1", "k084-v100-x0", "k084-v100-x1")) {
      String path = "samples/flute-piano-" + sample + ".wav";
      float[] here = WavReader.read(ours.resolve(path)).samples();
      float[] there = WavReader.read(plain.resolve(path)).samples();
      assertThat(there).hasSameSizeAs(here);
      for (int i = 0; i < here.length; i++) {
        largest = Math.max(largest, Math.abs(here[i] - there[i]));
      }
    }
    assertThat(largest).as("that libtorch heeds the limits").isPositive();
    assertThat(20 * Math.log10(largest)).as("largest difference, dB of full scale").isLessThan(-90);
  }
}
