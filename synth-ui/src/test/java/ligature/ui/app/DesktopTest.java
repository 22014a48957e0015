package ligature.ui.app;

import static ligature.ui.WindowFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import ligature.files.Folders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The window among others: where a window manager frames and places it. */
class DesktopTest {

  @TempDir private Path folder;

  private static boolean isInstalled(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(p -> Files.isExecutable(Path.of(p, program)));
  }

  private static void require(String program, String aptPackage) {
    boolean there = isInstalled(program);
    String line = "SKIPPED: apt install " + aptPackage;
    if (!there) {
      System.err.println(line);
    }
    assumeTrue(there, line);
  }

  @Test
  void timbresAreCarriedFromTheMapToCorners() throws Exception {
    require("Xvfb", "xvfb");
    require("openbox", "openbox");
    Process screen =
        new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Process manager = null;
    try (BufferedReader number =
        new BufferedReader(
            new InputStreamReader(screen.getInputStream(), StandardCharsets.US_ASCII))) {
      String display = ":" + number.readLine();
      Path ready = folder.resolve("ready");
      manager =
          on(display, List.of("openbox", "--sm-disable", "--startup", "touch " + ready))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      eventually("the window manager is there", () -> Files.exists(ready));
      assertThat(said(display).lines())
          .contains("a title bar: true", "tuba is at D", "oboe is at A");
    } finally {
      if (manager != null) {
        manager.destroy();
        manager.waitFor();
      }
      screen.destroy();
      screen.waitFor();
    }
  }

  private static ProcessBuilder on(String display, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("DISPLAY", display);
    return builder;
  }

  /** What the hands in another process say. */
  private static String said(String display) throws IOException, InterruptedException {
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "-Dligature.home=" + Folders.home(),
            "-cp",
            System.getProperty("java.class.path"),
            CarryOnADesktop.class.getName());
    Process hands = on(display, java).redirectErrorStream(true).start();
    String said = new String(hands.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(hands.waitFor()).as(said).isZero();
    return said;
  }
}
