package ligature.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Builds libraries of C that tests load. Where gcc is missing the test is skipped, and says so. */
public final class Gcc {

  private Gcc() {}

  /** Skips the test where it is missing. */
  public static void require() {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/gcc")), "SKIPPED: gcc is missing; apt install gcc");
  }

  /** Copies files that lie among the tests' resources into a folder. */
  public static void copy(Path folder, String... resources) throws IOException {
    for (String resource : resources) {
      Path to = folder.resolve(Path.of(resource).getFileName());
      try (InputStream in = Gcc.class.getResourceAsStream(resource)) {
        Files.copy(in, to);
      }
    }
  }

  /**
   * Makes a library.
   *
   * @param library its path, from the folder on
   * @param more flags, and libraries that it needs
   */
  public static void library(Path folder, String library, String source, String... more)
      throws IOException, InterruptedException {
    require();
    List<String> command =
        new ArrayList<>(List.of("gcc", "-shared", "-fPIC", "-O1", "-o", library, source, "-lm"));
    command.addAll(List.of(more));
    run(folder, command);
  }

  /** Runs a command that builds something; fails with what it says. */
  public static void run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
