package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final long SECOND = 1_000_000_000L;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final long[] now = {7 * SECOND}; // a clock may begin anywhere

  private Progress progress(boolean terminal) {
    PrintStream to = new PrintStream(said, true, StandardCharsets.UTF_8);
    return new Progress("pack x", to, terminal, () -> now[0]);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aLineHasPartTimeLeftFilesRateAndSize() {
    try (Progress progress = progress(false)) {
      now[0] += 4 * SECOND;
      progress.tellPack(50, 200, 480, 96_000_000);
    }
    assertThat(said())
        .isEqualTo("pack x: 25 %, 12 s left, 50 of 200 files, 120.0 times real time, 96 MB\n");
  }

  @Test
  void thereIsALineEveryFewSecondsOnly() {
    try (Progress progress = progress(false)) {
      for (int files = 1; files <= 100; files++) {
        now[0] += SECOND / 10;
        progress.tellPack(files, 100, files, files * 1000L);
      }
    }
    assertThat(said().lines()).hasSize(3); // in ten seconds
    assertThat(said())
        .contains("pack x: 30 %, 7 s left, 30 of 100 files, 10.0 times real time, 30 kB");
  }

  @Test
  void onATerminalABarGoesAndIsWipedOut() {
    try (Progress progress = progress(true)) {
      now[0] += 2 * SECOND;
      progress.tellPack(1, 2, 20, 1_500_000_000);
      assertThat(said())
          .startsWith("\rpack x [####################....................]")
          .contains(" 50 %, 2 s left, 1 of 2 files, 10.0 times real time, 1.5 GB")
          .doesNotContain("\n");
    }
    assertThat(said()).endsWith("\r\033[K");
  }

  @Test
  void nothingIsSaidOfWhatIsDoneAtOnce() {
    try (Progress progress = progress(true)) {
      progress.accept(0.5);
    }
    assertThat(said()).isEmpty();
  }
}
