package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ligature.soundfile.WavReader;
import ligature.testing.Audio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inserts on the command line, through the model that ships. */
class InsertOptionTest {

  @TempDir private Path folder;
  private String said;

  private int run(String... args) {
    PrintStream oldOut = System.out;
    PrintStream oldErr = System.err;
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(all, true, StandardCharsets.UTF_8);
    System.setOut(stream);
    System.setErr(stream);
    try {
      return Main.run(args);
    } finally {
      System.setOut(oldOut);
      System.setErr(oldErr);
      said = all.toString(StandardCharsets.UTF_8);
    }
  }

  private WavReader.Sound render(String... inserts) {
    Path out = folder.resolve("x.wav");
    List<String> args =
        new ArrayList<>(
            List.of(
                "render",
                "--a",
                "piano",
                "--b",
                "harp",
                "--note",
                "60",
                "--seconds",
                "0.3",
                "--bits",
                "32f",
                "--device",
                "cpu",
                "--out",
                out.toString()));
    args.addAll(List.of(inserts));
    assertThat(run(args.toArray(String[]::new))).as(said).isZero();
    return WavReader.read(out);
  }

  @Test
  void insertsAreHeardInTheirOrderWithTheirTails() {
    WavReader.Sound dry = render();
    WavReader.Sound echo =
        render("--insert", "java:delay", "--insert-param", "time=1", "--insert-param", "wet=0.5");
    assertThat(echo.frames()).isGreaterThan(dry.frames() + 48_000);
    float[] left = dry.channel(0);
    float[] wet = echo.channel(0);
    for (int i = 0; i < 40_000; i++) {
      assertThat(wet[i]).isEqualTo(0.5f * left[i], org.assertj.core.api.Assertions.within(1e-5f));
    }
    assertThat(Audio.rmsDb(wet, 48_000, 60_000)).isGreaterThan(-60);
    WavReader.Sound two =
        render(
            "--insert",
            "java:filter",
            "--insert-param",
            "mode=highpass",
            "--insert-param",
            "cutoff=5000",
            "--insert",
            "java:reverb",
            "--insert-param",
            "decay=4");
    assertThat(two.frames()).isGreaterThan(dry.frames() + 4 * 48_000);
    assertThat(Audio.rmsDb(two.channel(0), 0, 20_000))
        .isLessThan(Audio.rmsDb(left, 0, 20_000) - 15);
  }

  @Test
  void whatTheInsertsDelayIsMadeUpFor() {
    float[] dry = render().channel(0);
    // linear at these levels, once the curve's gain of 3 dB is taken off
    float[] driven =
        render(
                "--insert",
                "java:drive",
                "--insert-param",
                "amount=0",
                "--insert-param",
                "level=-3.01")
            .channel(0);
    double best = 0;
    int bestShift = 99;
    for (int shift = -40; shift <= 40; shift++) {
      double sum = 0;
      for (int i = 1000; i < 14_000; i++) {
        sum += dry[i] * driven[i + shift];
      }
      if (sum > best) {
        best = sum;
        bestShift = shift;
      }
    }
    assertThat(bestShift).isZero();
  }

  @Test
  void wrongInsertsAreTold() {
    String[] begin = {"render", "--note", "60", "--out", folder.resolve("y.wav").toString()};
    for (String[] wrong :
        new String[][] {
          {"--insert java:revreb", "java:reverb"},
          {"--insert reverb", "java:reverb"},
          {"--insert java:reverb --insert-param decya=2", "decay"},
          {"--insert java:reverb --insert-param decay=soon", "0.2 to 20.0 s"},
          {"--insert java:reverb --insert-param decay=99", "0.2 to 20.0 s"},
          {"--insert java:filter --insert-param mode=loepass", "lowpass, "},
          {"--insert java:reverb --insert-param decay", "NAME=VALUE"},
          {"--insert java:reverb --insert-param wet=2", "0.0 to 1.0"},
          {"--insert-param decay=2", "--insert"}
        }) {
      List<String> args = new ArrayList<>(List.of(begin));
      args.addAll(List.of(wrong[0].split(" ")));
      assertThat(run(args.toArray(String[]::new))).as(wrong[0]).isEqualTo(2);
      assertThat(said.strip()).as(wrong[0]).contains(wrong[1]).doesNotContain("\n");
      assertThat(Files.exists(folder.resolve("y.wav"))).isFalse();
    }
  }

  @Test
  void pluginsAreListed() {
    assertThat(run("plugins", "--json")).isZero();
    assertThat(said)
        .contains("\"id\":\"java:reverb\"", "\"format\":\"java\"", "\"kind\":\"effect\"")
        .contains("\"status\":\"ok\"");
  }
}
