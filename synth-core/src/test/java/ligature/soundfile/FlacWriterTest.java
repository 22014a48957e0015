package ligature.soundfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the reference decoder, where it is installed: sample by sample what a WAV file holds. */
class FlacWriterTest {

  @TempDir private Path folder;

  private static float[] signal(String kind, int count) {
    Random random = new Random(3);
    float[] x = new float[count];
    for (int i = 0; i < count; i++) {
      x[i] =
          switch (kind) {
            case "sine" -> (float) (0.4 * Math.sin(i * 0.03) + 0.2 * Math.sin(i * 0.11));
            case "quiet" -> (float) (1e-4 * Math.sin(i * 0.05));
            case "noise" -> 2 * random.nextFloat() - 1;
            case "square" -> i / 50 % 2 == 0 ? 1.5f : -1.5f;
            case "click" -> i % 3000 == 17 ? 1 : 0;
            default -> 0;
          };
    }
    return x;
  }

  private static void write(SoundWriter writer, float[] x, int channels) throws IOException {
    try (writer) {
      int frames = x.length / channels;
      int half = frames / 2;
      writer.write(x, 0, half);
      writer.write(x, half, frames - half);
      writer.finish();
    }
  }

  private void flac(String... args) throws Exception {
    Process process;
    try {
      process = new ProcessBuilder(args).redirectErrorStream(true).start();
    } catch (IOException e) {
      Assumptions.abort("SKIPPED: flac is not installed (apt install flac)");
      return;
    }
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(String.join(" ", args) + ": " + said).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "sine, 1, PCM_16, 10000",
    "sine, 1, PCM_24, 100000",
    "sine, 2, PCM_24, 8192",
    "quiet, 2, PCM_16, 5000",
    "noise, 1, PCM_24, 9001",
    "noise, 2, PCM_16, 4097",
    "square, 1, PCM_24, 4096",
    "square, 2, PCM_24, 12345",
    "click, 1, PCM_16, 7000",
    "click, 2, PCM_24, 4095",
    "silence, 1, PCM_24, 700000",
    "sine, 1, PCM_24, 1",
    "sine, 2, PCM_16, 2",
    "noise, 1, PCM_16, 15"
  })
  void theReferenceDecoderReadsWhatAWavFileHolds(
      String kind, int channels, SampleFormat format, int frames) throws Exception {
    float[] x = signal(kind, frames * channels);
    Path wav = folder.resolve("x.wav");
    Path flac = folder.resolve("x.flac");
    Path back = folder.resolve("back.wav");
    write(new WavWriter(wav, 44_100, channels, format), x, channels);
    write(new FlacWriter(flac, 44_100, channels, format), x, channels);
    assertThat(SoundFile.read(flac, 60).samples())
        .as("as our own reader has it")
        .isEqualTo(WavReader.read(wav).samples());
    flac("flac", "-s", "-t", "--warnings-as-errors", flac.toString());
    flac("flac", "-s", "-d", "-f", "-o", back.toString(), flac.toString());
    assertThat(WavReader.read(back).samples()).isEqualTo(WavReader.read(wav).samples());
    assertThat(WavReader.read(back).rateHz()).isEqualTo(44_100);
  }

  @Test
  void tonesBecomeMuchSmallerAndNoiseHardlyLarger() throws Exception {
    for (String kind : List.of("sine", "noise")) {
      float[] x = signal(kind, 96_000);
      Path wav = folder.resolve(kind + ".wav");
      Path flac = folder.resolve(kind + ".flac");
      write(new WavWriter(wav, 48_000, 1, SampleFormat.PCM_24), x, 1);
      write(new FlacWriter(flac, 48_000, 1, SampleFormat.PCM_24), x, 1);
      double ratio = (double) Files.size(flac) / Files.size(wav);
      assertThat(ratio).as(kind).isLessThan(kind.equals("sine") ? 0.6 : 1.01);
    }
    float[] same = signal("sine", 48_000);
    float[] both = new float[96_000];
    for (int i = 0; i < both.length; i++) {
      both[i] = same[i / 2];
    }
    Path one = folder.resolve("one.flac");
    Path two = folder.resolve("two.flac");
    write(new FlacWriter(one, 48_000, 1, SampleFormat.PCM_24), same, 1);
    write(new FlacWriter(two, 48_000, 2, SampleFormat.PCM_24), both, 2);
    assertThat(Files.size(two)).as("equal channels").isLessThan(Files.size(one) * 101 / 100);
    assertThat(Arrays.mismatch(Files.readAllBytes(one), Files.readAllBytes(two))).isPositive();
  }
}
