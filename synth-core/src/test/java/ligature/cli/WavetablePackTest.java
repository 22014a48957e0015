package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import ligature.soundfile.WavReader;
import ligature.testing.Audio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wavetable with as many frames as samplers take. */
class WavetablePackTest {

  private static final int FRAMES = 256;
  private static final int CYCLE = 2048;

  @TempDir private Path folder;

  @Test
  void has256FramesThatGoFromOneTimbreToTheOther() throws Exception {
    CommandRun run =
        CommandRun.of(
            "pack --timbres clarinet,trumpet --steps 256 --keys 45 --velocities 100 --seconds 0.3"
                + " --bits 16 --format wavetable --device cpu --json",
            List.of("--out", folder.toString()));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.json().get("files").asInt()).isEqualTo(1);
    Path file = folder.resolve("wavetables/clarinet-trumpet-k045-v100.wav");
    byte[] bytes = Files.readAllBytes(file);
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).contains("clm ", "<!>2048 ");
    float[] x = WavReader.read(file).samples();
    assertThat(x).hasSize(FRAMES * CYCLE);

    double[] levels = new double[FRAMES];
    double largestStep = 0;
    for (int frame = 0; frame < FRAMES; frame++) {
      levels[frame] = Audio.rmsDb(x, frame * CYCLE, (frame + 1) * CYCLE);
      largestStep = Math.max(largestStep, frame == 0 ? 0 : difference(x, frame - 1, frame));
    }
    assertThat(Arrays.stream(levels).min().orElseThrow())
        .as("none is empty, dB")
        .isGreaterThan(-40);
    double whole = difference(x, 0, FRAMES - 1);
    assertThat(whole).as("the ends are two timbres").isGreaterThan(0.3);
    assertThat(largestStep).as("no frame is a jump").isBetween(1e-4, 0.1 * whole);
  }

  /** The energy of the difference of two frames against that of the first, as amplitudes. */
  private static double difference(float[] x, int a, int b) {
    double energy = 0;
    double apart = 0;
    for (int i = 0; i < CYCLE; i++) {
      double one = x[a * CYCLE + i];
      double d = one - x[b * CYCLE + i];
      energy += one * one;
      apart += d * d;
    }
    return Math.sqrt(apart / energy);
  }
}
