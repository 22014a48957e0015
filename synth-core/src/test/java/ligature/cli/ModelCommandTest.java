package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ligature.testing.DebianPython;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of others on the command line. */
class ModelCommandTest {

  @TempDir private Path folder;

  private static CommandRun model(String line, Path file) {
    return CommandRun.of("model " + line, List.of(file.toString()));
  }

  @Test
  void aNamModelIsCheckedAndHeard() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("half.nam"),
            ("{'architecture': 'Linear', 'config': {'receptive_field': 1, 'bias': false},"
                    + " 'weights': [0.5], 'sample_rate': 48000, 'version': '0.5.4'}")
                .replace('\'', '"'));
    CommandRun check = model("check --json", file);
    assertThat(check.status()).as(check.err()).isZero();
    JsonNode said = check.json();
    assertThat(said.path("architecture").asText()).isEqualTo("Linear");
    assertThat(said.path("latencyFrames").asInt(-1)).isZero();
    assertThat(said.path("realTimeFactor").asDouble()).isBetween(0.0, 1.0);
    assertThat(said.path("status").asText()).isEqualTo("ok");
    double dry = peak();
    assertThat(peak("--insert", "nam:" + file) / dry).isBetween(0.4, 0.6);
  }

  private double peak(String... inserts) {
    Path out = folder.resolve("x.wav");
    String line = "render --a piano --b harp --note 60 --seconds 0.2 --device cpu --json";
    List<String> more = new java.util.ArrayList<>(List.of("--out", out.toString()));
    more.addAll(List.of(inserts));
    CommandRun run = CommandRun.of(line, more);
    assertThat(run.status()).as(run.err()).isZero();
    return Math.pow(10, run.json().path("peakDb").asDouble() / 20);
  }

  @Test
  void aProgramIsNamedTrustedCheckedAndHeard() throws Exception {
    DebianPython.make("neural/torch_models.py", folder);
    Path file = folder.resolve("effect.ts");
    model("distrust", file);
    JsonNode before = model("check --json", file).json();
    assertThat(before.path("status").asText()).isEqualTo("untrusted");
    String sha256 = before.path("sha256").asText();
    CommandRun refused =
        CommandRun.of(
            "render --note 60 --seconds 0.2",
            List.of("--out", folder.resolve("x.wav").toString(), "--insert", "nn:" + file));
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains(sha256).contains("ligature model trust");
    try {
      assertThat(model("trust", file).out()).contains(sha256);
      JsonNode after = model("check --json", file).json();
      assertThat(after.path("status").asText()).as(after.toString()).isEqualTo("ok");
      assertThat(after.path("latencyFrames").asInt()).isEqualTo(1024);
      assertThat(after.path("parameters").size()).isEqualTo(4);
      assertThat(peak("--insert", "nn:" + file, "--insert-param", "gain=0")).isLessThan(1e-4);
    } finally {
      model("distrust", file);
    }
    assertThat(model("check --json", file).json().path("trusted").asBoolean()).isFalse();
  }

  @Test
  void whatIsNoModelIsRefusedInALine() throws Exception {
    Path file = Files.writeString(folder.resolve("x.ts"), "hello");
    CommandRun run = model("check", file);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("is no TorchScript file: it is no zip file");
    assertThat(model("check", folder.resolve("none.ts")).err()).contains("there is no such file");
    Path text = Files.writeString(folder.resolve("x.txt"), "hello");
    assertThat(model("check", text).err()).contains("*.nam (NAM), *.ts (nn~, RAVE)");
  }
}
