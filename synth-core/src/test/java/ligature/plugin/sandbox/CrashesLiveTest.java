package ligature.plugin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import ligature.live.LiveSession;
import ligature.plugin.InsertSetting;
import ligature.plugin.PluginLibrary;
import ligature.testing.Bundled;
import ligature.testing.Disturbances;
import ligature.testing.JackProbe;
import ligature.testing.Jackd;
import ligature.testing.StallControl;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole instrument through a real server, while the child of its insert is shot. */
@Tag("live")
class CrashesLiveTest {

  private static final String INSERT = "lv2:http://drobilla.net/plugins/mda/Ambience";
  private static final int PERIOD = 256;
  private static final int VOICES = 8;

  /**
   * Another number with -Dligature.crashes. Long, because it takes half a minute, and because where
   * other programs load both cores a burst of underruns may outlast the stall that began it.
   */
  @Test
  @Tag("long")
  void twentyCrashes() throws Exception {
    crash(Integer.getInteger("ligature.crashes", 20));
  }

  @Test
  @Tag("long")
  void aHundredCrashes() throws Exception {
    crash(100);
  }

  private static void crash(int times) throws Exception {
    Assumptions.assumeTrue(
        PluginLibrary.installed().plugins().stream().anyMatch(p -> p.id().equals(INSERT)),
        "SKIPPED: apt install liblilv-0-0 mda-lv2");
    Sandbox sandbox = Sandbox.shared();
    long[] away = new long[times];
    try (Jackd jackd = Jackd.start(48_000, PERIOD);
        StallControl control = new StallControl();
        JackProbe watch = new JackProbe("watch", 0);
        LiveSession session =
            LiveSession.open(
                Bundled.options(
                    Bundled.flute().withInserts(List.of(InsertSetting.of(INSERT))),
                    VOICES,
                    "jack"))) {
      watch.activate();
      session.setGoverned(false); // a busy machine would take voices
      for (int v = 0; v < VOICES; v++) {
        session.noteOn(48 + 3 * v, 0.5f);
      }
      Touchy.await("the voices", () -> session.meters().voices() == VOICES);
      Touchy.await("the plugin and a spare", sandbox::stands);
      long descriptors = descriptors();
      for (int i = 0; i < times; i++) {
        int replaced = sandbox.replaced();
        new ProcessBuilder("kill", "-SEGV", String.valueOf(sandbox.pids().get(0)))
            .start()
            .waitFor();
        long gone = System.nanoTime();
        Touchy.await("another child", () -> sandbox.replaced() > replaced && sandbox.isUp());
        away[i] = System.nanoTime() - gone;
        Touchy.await("a spare", sandbox::stands);
      }
      Arrays.sort(away);
      System.out.printf(
          "%d crashes live: away for %.0f ms, at worst %.0f ms; %d underruns, %d stalls of the"
              + " control%n",
          times,
          away[times / 2] * 1e-6,
          away[times - 1] * 1e-6,
          session.underrunLog().count(),
          control.stalls().size());
      assertThat(session.insertProblems()).isEmpty();
      assertThat(session.failure()).isNull();
      assertThat(session.meters().voices()).isEqualTo(VOICES);
      assertThat(descriptors()).as("open files").isLessThanOrEqualTo(descriptors + 2);
      assertThat(ProcessHandle.current().children().map(ProcessHandle::pid))
          .filteredOn(sandbox.pids()::contains)
          .hasSize(2);
      new Disturbances(control, watch).assertExcuse(session.underrunLog());
    }
    assertThat(sandbox.pids()).isEmpty();
    assertThat(Touchy.sharedMemories()).as("shared memory").isZero();
  }

  private static long descriptors() throws Exception {
    try (Stream<Path> links = Files.list(Path.of("/proc/self/fd"))) {
      return links.count();
    }
  }
}
