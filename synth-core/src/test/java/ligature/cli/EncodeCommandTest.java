package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import ligature.soundfile.SampleFormat;
import ligature.soundfile.WavReader;
import ligature.soundfile.WavWriter;
import ligature.testing.Audio;
import ligature.units.Pitch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ligature encode} as its user calls it, in this JVM. */
class EncodeCommandTest {

  @TempDir private Path folder;

  private void refuses(List<String> words, String... args) throws Exception {
    List<Path> before = files();
    CommandRun run = CommandRun.of(args);
    assertThat(run.status()).as(run.err()).isEqualTo(2);
    assertThat(run.err().strip()).doesNotContain("\n").contains(words.toArray(String[]::new));
    assertThat(files()).isEqualTo(before);
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted().toList();
    }
  }

  /** A plucked string, detuned, in stereo. */
  private Path recording(String name, double hz) throws Exception {
    int rate = 44_100;
    float[] x = new float[4 * rate];
    for (int i = rate / 5; i < x.length / 2; i++) {
      double t = (double) i / rate - 0.2;
      for (int h = 1; h < 16; h++) {
        x[2 * i] += (float) (0.2 / h * Math.exp(-t * (2 + h)) * Math.sin(2 * Math.PI * hz * h * t));
      }
      x[2 * i + 1] = 0.8f * x[2 * i];
    }
    Path file = folder.resolve(name);
    try (WavWriter writer = new WavWriter(file, rate, 2, SampleFormat.PCM_16)) {
      writer.write(x, 0, x.length / 2);
      writer.finish();
    }
    return file;
  }

  @Test
  void aRecordingBecomesATimbreThatRenders() throws Exception {
    Path wav = recording("Cat Gut_E3.wav", Pitch.keyToHz(52) * Pitch.centsToRatio(25));
    Path timbre = folder.resolve("gut.timbre");
    CommandRun encode =
        CommandRun.of("encode", wav.toString(), "--out", timbre.toString(), "--json");
    assertThat(encode.status()).as(encode.err()).isZero();
    JsonNode json = new ObjectMapper().readTree(encode.out());
    assertThat(json.get("name").asText()).isEqualTo("cat-gut");
    assertThat(json.get("sustains").asBoolean()).isFalse();
    assertThat(json.at("/recordings/0/key").asInt()).isEqualTo(52);
    assertThat(json.at("/recordings/0/cents").asDouble()).isBetween(22.0, 28.0);
    Path out = folder.resolve("x.wav");
    CommandRun render =
        CommandRun.of(
            "render",
            "--a",
            timbre.toString(),
            "--b",
            "piano",
            "--morph",
            "0",
            "--note",
            "64",
            "--seconds",
            "1",
            "--mono",
            "--out",
            out.toString(),
            "--device",
            "cpu");
    assertThat(render.status()).as(render.err()).isZero();
    float[] x = WavReader.read(out).samples();
    assertThat(Audio.centsFrom(Arrays.copyOf(x, 40_000), 48_000, Pitch.keyToHz(64)))
        .isBetween(-5.0, 5.0);
  }

  @Test
  void wrongInputIsTold() throws Exception {
    String wav = recording("x.wav", 220).toString();
    String out = folder.resolve("x.timbre").toString();
    refuses(List.of("none.wav", "no such file"), "encode", "none.wav", "--out", out);
    refuses(List.of("--key 128", "none"), "encode", wav, "--key", "128", "--out", out);
    refuses(List.of("--key x"), "encode", wav, "--key", "x", "--out", out);
    refuses(List.of("--name My Cello"), "encode", wav, "--name", "My Cello", "--out", out);
    refuses(List.of("--name piano", "choose another"), "encode", wav, "--name", "piano");
    refuses(List.of("x.wav", ".timbre"), "encode", wav, "--out", wav);
    refuses(List.of("--sustain maybe"), "encode", wav, "--sustain", "maybe", "--out", out);
    refuses(
        List.of("--start, --end", "3.0 s to 2.0 s"), "encode", wav, "--start", "3", "--end", "2");
    refuses(List.of("x.wav", "lasts 2.00 s"), "encode", wav, "--start", "9", "--out", out);
    refuses(List.of("no folder"), "encode", wav, "--out", folder + "/none/x.timbre");
    refuses(List.of("model y"), "encode", wav, "--model", "y", "--out", out);
    refuses(List.of("FILE"), "encode");
    Path text = Files.writeString(folder.resolve("a.flac"), "fLaC, or not");
    refuses(List.of("a.flac"), "encode", text.toString(), "--out", out);
    byte[] claims = Files.readAllBytes(Path.of(wav));
    claims[40] = claims[41] = claims[42] = claims[43] = (byte) 0xFF; // 4 GiB of audio
    Files.write(folder.resolve("claims.wav"), claims);
    refuses(
        List.of("claims.wav", "4294967295"),
        "encode",
        folder.resolve("claims.wav").toString(),
        "--out",
        out);
    Path damaged = Files.writeString(folder.resolve("d.timbre"), "????????????????");
    refuses(
        List.of("d.timbre", "header length"),
        "render",
        "--a",
        damaged.toString(),
        "--b",
        "cello",
        "--note",
        "60",
        "--out",
        folder.resolve("y.wav").toString());
  }
}
