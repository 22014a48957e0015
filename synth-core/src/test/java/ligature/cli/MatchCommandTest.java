package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ligature match} as its user calls it, in this JVM. */
class MatchCommandTest {

  private static final double MOST_DB = 3;

  @TempDir private Path folder;

  private Path flute() {
    Path wav = folder.resolve("flute.wav");
    String line = "render --a flute --b violin --morph 0 --note 67 --seconds 1.5 --out";
    CommandRun run = CommandRun.of(line, List.of(wav.toString()));
    assertThat(run.status()).as(run.err()).isZero();
    return wav;
  }

  @Test
  void aTimbreOfTheBankIsFoundAgainAndRendersFromWhatIsPrinted() {
    Path wav = flute();
    CommandRun run = CommandRun.of("match", wav.toString(), "--json");
    assertThat(run.status()).as(run.err()).isZero();
    JsonNode json = run.json();
    assertThat(json.get("file").asText()).isEqualTo(wav.toString());
    assertThat(json.get("key").asInt()).isEqualTo(67);
    assertThat(json.at("/nearest/0/timbre").asText()).isEqualTo("flute");
    assertThat(json.get("distanceDb").asDouble())
        .isPositive()
        .isLessThan(MOST_DB)
        .isLessThanOrEqualTo(json.at("/nearest/0/distanceDb").asDouble() + 1e-6);
    double sum = 0;
    for (JsonNode weight : json.get("weights")) {
      assertThat(weight.asDouble()).isBetween(0.0, 1.0);
      sum += weight.asDouble();
    }
    assertThat(sum).isCloseTo(1, within(1e-3));

    JsonNode corners = json.get("corners");
    assertThat(corners).hasSizeBetween(2, 4);
    String line =
        "render --a %s --b %s --xy %s,%s --note 67 --seconds 0.5 --out"
            .formatted(
                corners.get(0).asText(), corners.get(1).asText(), json.get("x"), json.get("y"));
    List<String> more = new java.util.ArrayList<>(List.of(folder.resolve("again.wav").toString()));
    for (int i = 2; i < corners.size(); i++) {
      more.addAll(List.of(i == 2 ? "--c" : "--d", corners.get(i).asText()));
    }
    CommandRun again = CommandRun.of(line, more);
    assertThat(again.status()).as(again.err()).isZero();
  }

  @Test
  void wordsSayTheSame() {
    CommandRun run = CommandRun.of("match", flute().toString(), "--key", "67");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("key 67 (G4)", "corners ", "nearest alone: flute");
  }

  @Test
  void whatCannotBeHeardIsRefusedInOneLine() throws Exception {
    Path text = Files.writeString(folder.resolve("no.wav"), "these are words");
    refuses(List.of("no.wav"), "match", text.toString());
    refuses(List.of("nowhere.wav"), "match", folder.resolve("nowhere.wav").toString());
    refuses(List.of("--key 200"), "match", text.toString(), "--key", "200");
  }

  private static void refuses(List<String> words, String... args) {
    CommandRun run = CommandRun.of(args);
    assertThat(run.status()).as(run.err()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().strip().lines().filter(line -> !line.contains("listening")))
        .as(run.err())
        .singleElement()
        .asString()
        .contains(words);
  }
}
