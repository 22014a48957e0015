package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code render --note}: keys are numbers or names, as in the window. */
class RenderKeysTest {

  @TempDir private Path folder;

  private CommandRun run(String keys, Path out) throws Exception {
    return CommandRun.of(
        "render --a flute --b cello --seconds 0.1 --device cpu",
        List.of("--note", keys, "--out", out.toString()));
  }

  private byte[] rendered(String keys) throws Exception {
    Path out = folder.resolve(keys + ".wav");
    CommandRun run = run(keys, out);
    assertThat(run.status()).as(run.err()).isZero();
    return Files.readAllBytes(out);
  }

  @Test
  void namesAndNumbersAreTheSameKeys() throws Exception {
    byte[] numbers = rendered("57,60,63");
    assertThat(rendered("57,C4,Eb4")).isEqualTo(numbers);
    assertThat(rendered("a3,60, d#4")).isEqualTo(numbers);
    assertThat(rendered("57,C5,Eb4")).isNotEqualTo(numbers);
  }

  @ParameterizedTest
  @CsvSource({"'57,H4', H4", "C10, C10", "128, 128", "-1, -1", "'57,,60', ''", "4C, 4C"})
  void whatIsNoKeyIsToldInALine(String keys, String wrong) throws Exception {
    Path out = folder.resolve("x.wav");
    CommandRun run = run(keys, out);
    assertThat(run.status()).isNotZero();
    assertThat(run.err().strip())
        .endsWith(
            "--note " + wrong + ": wanted MIDI keys, 0 to 127, or names; middle C is 60, or C4")
        .hasLineCount(1);
    assertThat(out).doesNotExist();
  }
}
