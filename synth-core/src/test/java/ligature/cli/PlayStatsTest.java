package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code play --stats-seconds}: a line of JSON each time, which says how it goes. */
class PlayStatsTest {

  @TempDir private Path folder;

  /** One long note. */
  private Path song() throws Exception {
    int[] bytes = {
      'M', 'T', 'h', 'd', 0, 0, 0, 6, 0, 0, 0, 1, 1, 0xE0, // format 0, 480 ticks a quarter
      'M', 'T', 'r', 'k', 0, 0, 0, 14, // its length
      0, 0x90, 60, 100, 0xA0, 0x00, 0x80, 60, 64, // for 4096 ticks, four seconds
      0, 0xFF, 0x2F, 0, 0
    };
    byte[] file = new byte[bytes.length];
    for (int i = 0; i < file.length; i++) {
      file[i] = (byte) bytes[i];
    }
    return Files.write(folder.resolve("song.mid"), file);
  }

  @Test
  void eachLineSaysHowItGoes() throws Exception {
    CommandRun run =
        CommandRun.of(
            "play --headless --audio none --a flute --b cello --voices 4 --device cpu"
                + " --seconds 1.3 --stats-seconds 0.4 --midi",
            List.of(song().toString()));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).contains("ligature: playing").contains("latency");
    List<JsonNode> lines = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    assertThat(lines).hasSizeBetween(2, 3);
    long frame = 0;
    int voices = 0;
    for (JsonNode line : lines) {
      List<String> names = new ArrayList<>();
      line.fieldNames().forEachRemaining(names::add);
      assertThat(names)
          .containsExactly(
              "frame",
              "voices",
              "underruns",
              "xruns",
              "missedPeriods",
              "lostMidiEvents",
              "modelMillisMedian",
              "modelMillisP99",
              "budgetMillis",
              "latencyFrames",
              "governor",
              "rests",
              "modelFaults",
              "problem",
              "device");
      assertThat(line.get("frame").asLong()).as("goes on").isGreaterThan(frame + 4800);
      frame = line.get("frame").asLong();
      voices = Math.max(voices, line.get("voices").asInt());
      assertThat(line.get("underruns").isIntegralNumber()).isTrue();
      assertThat(line.get("xruns").asLong()).isZero();
      assertThat(line.get("lostMidiEvents").asLong()).isZero();
      assertThat(line.get("modelMillisMedian").asDouble()).isPositive();
      assertThat(line.get("modelMillisP99").asDouble())
          .isGreaterThanOrEqualTo(line.get("modelMillisMedian").asDouble());
      assertThat(line.get("budgetMillis").asDouble()).isEqualTo(2.66667);
      assertThat(line.get("latencyFrames").asInt()).isGreaterThan(2 * 128);
      assertThat(line.get("governor").asText()).matches("none|[1-4] voices");
      assertThat(line.get("rests").isIntegralNumber()).isTrue();
      assertThat(line.get("modelFaults").asLong()).isZero();
      assertThat(line.get("problem").isNull()).isTrue();
      assertThat(line.get("device").asText()).isEqualTo("cpu");
    }
    assertThat(voices).as("the song's note").isOne();
    assertThat(run.err())
        .as("the latency is the one that was told")
        .contains("latency " + lines.get(0).get("latencyFrames").asInt() + " frames");
  }
}
