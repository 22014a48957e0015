package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import ligature.latent.TimbreBank;
import ligature.preset.Patch;
import ligature.preset.PresetFile;
import ligature.testing.Bundled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariationsCommandTest {

  @TempDir private Path folder;

  private CommandRun run(String line) {
    return CommandRun.of((line + " --device cpu --out " + folder.resolve("nine")).split(" "));
  }

  @Test
  void writesNinePresetsThatCanBeTold() throws Exception {
    CommandRun run = run("variations gold-leaf --seed 5 --lock effects,modulation --json");
    assertThat(run.status()).as(run.err()).isZero();
    TimbreBank bank = Bundled.model().bank();
    JsonNode rows = run.json().path("variations");
    assertThat(rows).hasSize(9);
    for (int i = 1; i <= 9; i++) {
      Path file = folder.resolve("nine/gold-leaf-" + i + ".json");
      assertThat(rows.get(i - 1).path("file").asText()).isEqualTo(file.toString());
      assertThat(rows.get(i - 1).path("distanceDb").asDouble()).isGreaterThanOrEqualTo(2);
      Patch child = PresetFile.read(file, bank);
      assertThat(child.name()).isEqualTo("Gold Leaf " + i);
      assertThat(child.inserts()).hasSize(1);
    }
    CommandRun heard =
        CommandRun.of(
            "presets",
            "--measure",
            "--json",
            "gold-leaf",
            rows.get(0).path("file").asText(),
            rows.get(8).path("file").asText());
    for (JsonNode row : heard.json().path("presets")) {
      assertThat(row.path("lufs").asDouble()).isBetween(-19.5, -16.5);
      assertThat(row.path("brightness").asDouble()).isPositive();
      assertThat(row.path("limitingDb").asDouble()).isBetween(0.0, 12.0);
      assertThat(row.path("nearestDb").asDouble()).as("at another velocity").isGreaterThan(1);
    }
    List<Path> before = files();
    CommandRun again = run("variations gold-leaf");
    assertThat(again.status()).isEqualTo(2);
    assertThat(again.err()).contains("gold-leaf-1.json: is there already", "--replace");
    assertThat(files()).isEqualTo(before);
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted().toList();
    }
  }

  @Test
  void aPresetThatIsNotThereIsNotMeasured() {
    CommandRun run = CommandRun.of("presets", "--measure", "gold-laef");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("preset gold-laef: there is no such preset; did you mean gold-leaf");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "variations lgature|preset lgature: there is no such preset; did you mean ligature",
        "variations ligature --with nobody|preset nobody: there is no such preset",
        "variations ligature --amount 3|--amount 3.0: wanted above 0, up to 2",
        "variations ligature --lock filtr|filtr: there is no such group; did you mean filter",
        "variations ligature --lock timbres,place,envelope,pitch,colour,filter,modulation,effects|locks everything"
      })
  void whatCannotBeIsOneLine(String line, String says) throws Exception {
    CommandRun run = run(line);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().strip()).contains(says).doesNotContain("\n");
    assertThat(files()).containsExactly(folder);
  }
}
