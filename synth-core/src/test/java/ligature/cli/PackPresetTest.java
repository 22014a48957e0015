package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ligature.soundfile.WavReader;
import ligature.testing.Audio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packs of presets: what the voices and the effects do is in the samples. */
class PackPresetTest {

  private static final String SIZE =
      " --steps 2 --keys 60,67 --velocities 100 --seconds 1 --device cpu --json";

  @TempDir private Path folder;

  private CommandRun pack(String what, String out, String... more) {
    List<String> options = new java.util.ArrayList<>(List.of("--out", folder.resolve(out) + ""));
    options.addAll(List.of(more));
    return CommandRun.of("pack " + what + SIZE, options);
  }

  private Path preset(String name, String cutoff, String inserts) throws Exception {
    return Files.writeString(
        folder.resolve(name + ".json"),
        """
        {"format": "ligature-preset", "formatVersion": 1, "name": "Dark",
         "corners": ["flute", "clarinet"],
         "parameters": {"filter": "lowpass", "filter-cutoff": %s, "unison": 1},
         "inserts": [%s]}
        """
            .formatted(cutoff, inserts));
  }

  private float[] sample(String out, String name) {
    return WavReader.read(folder.resolve(out).resolve("samples/" + name)).samples();
  }

  /** The energy of the differences between samples against that of the samples, dB. */
  private static double brightness(float[] x) {
    float[] steep = new float[x.length];
    for (int i = 1; i < x.length; i++) {
      steep[i] = x[i] - x[i - 1];
    }
    return Audio.rmsDb(steep, 4800, x.length) - Audio.rmsDb(x, 4800, x.length);
  }

  @Test
  void aPresetsFilterIsInItsSamplesAndItsHashInThePlan() throws Exception {
    Path dark = preset("dark", "64", "");
    CommandRun filtered = pack("--preset " + dark, "filtered");
    assertThat(filtered.status()).as(filtered.err()).isZero();
    assertThat(pack("--timbres flute,clarinet", "plain").status()).isZero();
    for (String end : List.of("k060-v100-x0.wav", "k067-v100-x1.wav")) {
      double plain = brightness(sample("plain", "flute-clarinet-" + end));
      assertThat(brightness(sample("filtered", "dark-" + end))).as(end).isLessThan(plain - 3);
    }
    JsonNode plan =
        new ObjectMapper().readTree(folder.resolve("filtered/manifest.json").toFile()).get("plan");
    assertThat(plan.get("preset").get("sha256").asText()).hasSize(64);
    assertThat(
            new ObjectMapper()
                .readTree(folder.resolve("plain/manifest.json").toFile())
                .get("plan")
                .has("preset"))
        .isFalse();

    CommandRun same = pack("--preset " + dark, "filtered", "--resume");
    assertThat(same.json().get("skipped").asInt()).isEqualTo(4);
    preset("dark", "65", "");
    CommandRun other = pack("--preset " + dark, "filtered", "--resume");
    assertThat(other.status()).isEqualTo(2);
    assertThat(other.err()).contains("preset");
  }

  @Test
  void effectsArePlayedAndOthersPluginsRefused() throws Exception {
    Path wet = preset("wet", "90", "{\"plugin\": \"java:reverb\", \"wet\": 0.5}");
    assertThat(pack("--preset " + wet, "wet").status()).isZero();
    assertThat(pack("--preset " + wet, "wet2", "--jobs", "1").status()).isZero();
    assertThat(PackCommandTest.hashes(folder.resolve("wet2")))
        .isEqualTo(PackCommandTest.hashes(folder.resolve("wet")));
    assertThat(pack("--preset " + wet, "dry", "--dry").status()).isZero();
    float[] reverberant = sample("wet", "wet-k060-v100-x0.wav");
    float[] plain = sample("dry", "wet-k060-v100-x0.wav");
    double difference = 0;
    for (int i = 0; i < Math.min(plain.length, reverberant.length); i++) {
      difference = Math.max(difference, Math.abs(plain[i] - reverberant[i]));
    }
    assertThat(difference).isGreaterThan(0.005);

    Path foreign = preset("foreign", "90", "{\"plugin\": \"lv2:http://x.org/amp\"}");
    CommandRun refused = pack("--preset " + foreign, "none");
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err().strip())
        .doesNotContain("\n")
        .contains("lv2:http://x.org/amp", "--dry");
    assertThat(folder.resolve("none")).doesNotExist();
    assertThat(pack("--preset x --timbres flute", "none").err()).contains("leave out --timbres");
  }

  @Test
  void theStepsAreThePadsWhateverMovesItInThePreset() throws Exception {
    Path file = folder.resolve("moving.json");
    String moving =
        """
        {"format": "ligature-preset", "formatVersion": 3, "name": "Moving",
         "corners": ["flute", "clarinet"], "parameters": {"blend": "weights", "weight-a": 1},
         "modulation": {"path": {"points": [[0, 0.5, 0], [2, 0.6, 0]]}, "routes": [%s]}}
        """;
    Files.writeString(file, moving.formatted(""));
    CommandRun run = pack("--preset " + file, "moving");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(pack("--timbres flute,clarinet", "plain").status()).isZero();
    for (String end : List.of("k060-v100-x0.wav", "k060-v100-x1.wav")) {
      assertThat(sample("moving", "moving-" + end))
          .isEqualTo(sample("plain", "flute-clarinet-" + end));
    }

    Files.writeString(
        file, moving.formatted("{\"source\": \"follower\", \"target\": \"air\", \"amount\": 1}"));
    CommandRun refused = pack("--preset " + file, "none");
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("follower");
    CommandRun kit = pack("--preset room-of-drums", "none");
    assertThat(kit.status()).isEqualTo(2);
    assertThat(kit.err().strip()).doesNotContain("\n").contains("two parts or a kit");
    assertThat(folder.resolve("none")).doesNotExist();
  }
}
