package ligature.audio.javasound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ligature.files.Folders;
import ligature.testing.Jackd;
import org.junit.jupiter.api.Assumptions;

/** A JVM whose HOME says what ALSA's default device is, for JavaSound to play to. */
final class AlsaChild {

  private final Path home;

  /**
   * @param home an empty folder
   */
  AlsaChild(Path home) {
    this.home = home;
  }

  /** Skips the test, aloud, where a file of a Debian package is not there. */
  static void needs(String file, String packageName) {
    if (!Files.exists(Path.of(file))) {
      System.out.println(
          "SKIPPED: " + file + " is not there (Debian: apt install " + packageName + ")");
      Assumptions.abort("no " + packageName);
    }
  }

  /** Sets ALSA up, in the words of its configuration. */
  void configure(String asoundrc) throws IOException {
    Files.writeString(home.resolve(".asoundrc"), asoundrc);
  }

  /** Sets ALSA's JACK plugin up as the default device, its left channel connected to a port. */
  void intoJack(String port) throws IOException {
    needs("/usr/lib/x86_64-linux-gnu/alsa-lib/libasound_module_pcm_jack.so", "libasound2-plugins");
    configure(
        "pcm.jk { type jack playback_ports { 0 "
            + port
            + " 1 system:playback_2 } }\n"
            + "pcm.!default { type lfloat slave { pcm jk format FLOAT } }\n");
  }

  /**
   * Runs a class to its end.
   *
   * @param jackd the server of ALSA's JACK plugin, null for none
   * @return what it said
   */
  String run(Class<?> main, int expectedStatus, Jackd jackd, Object... args) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", // it is over before more would pay
                "-XX:-UsePerfData",
                "-Dligature.home=" + Folders.home(),
                "-Dligature.config=" + home,
                "-Dai.djl.offline=true",
                "-Dai.djl.pytorch.num_threads=1",
                main.getName()));
    for (Object arg : args) {
      command.add(arg.toString());
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("HOME", home.toString()); // where ALSA looks for .asoundrc
    if (jackd != null) {
      builder.environment().put("JACK_DEFAULT_SERVER", jackd.name());
      builder.environment().put("JACK_NO_START_SERVER", "1");
    }
    Process child = builder.redirectErrorStream(true).start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(said).isEqualTo(expectedStatus);
    return said;
  }
}
