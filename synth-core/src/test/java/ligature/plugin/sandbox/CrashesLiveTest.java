package ligature.plugin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import ligature.audio.UnderrunLog;
import ligature.latent.Timbre;
import ligature.live.LiveSession;
import ligature.model.Model;
import ligature.plugin.InsertSetting;
import ligature.plugin.PluginLibrary;
import ligature.preset.Patch;
import ligature.testing.Bundled;
import ligature.testing.Deeds;
import ligature.testing.Disturbances;
import ligature.testing.FaultyModel;
import ligature.testing.JackProbe;
import ligature.testing.Jackd;
import ligature.testing.Pace;
import ligature.testing.Span;
import ligature.testing.StallControl;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole instrument through a real server, while the child of its insert is shot. */
@Tag("live")
class CrashesLiveTest {

  private static final String INSERT = "lv2:http://drobilla.net/plugins/mda/Ambience";
  private static final int PERIOD = 256;
  private static final int VOICES = 8;

  /** In it the child dies, another takes over, and on a free machine the next spare one is made. */
  private static final long WINDOW_NANOS = 1_000_000_000;

  /** What is shorter than a period no ring notices: it holds more than two. */
  private static final long SHORTEST_NANOS = 5_000_000;

  /** The ring is dry before that is over; the machine has an excuse for some, but not for all. */
  private static final int HOLD_UP_MILLIS = 30;

  private static final int HOLD_UPS = 4;

  @TempDir private Path folder;

  @Test
  void twentyCrashes() throws Exception {
    crash(20);
  }

  /** Another number with -Dligature.crashes. */
  @Test
  @Tag("long")
  void aHundredCrashes() throws Exception {
    crash(Integer.getInteger("ligature.crashes", 100));
  }

  private void crash(int times) throws Exception {
    Assumptions.assumeTrue(
        PluginLibrary.installed().plugins().stream().anyMatch(p -> p.id().equals(INSERT)),
        "SKIPPED: apt install liblilv-0-0 mda-lv2");
    Sandbox sandbox = Sandbox.shared();
    Model model = FaultyModel.in(folder);
    Pace pace = new Pace(model);
    try (Jackd jackd = Jackd.start(48_000, PERIOD);
        StallControl control = new StallControl();
        JackProbe watch = new JackProbe("watch", 0);
        LiveSession session =
            LiveSession.open(Bundled.options(model, flute(model), VOICES, "jack"))) {
      watch.activate();
      session.setGoverned(false); // a busy machine would take voices
      for (int v = 0; v < VOICES; v++) {
        session.noteOn(48 + 3 * v, 0.5f);
      }
      Touchy.await("the voices", () -> session.meters().voices() == VOICES);
      Touchy.await("the plugin and a spare", sandbox::stands);
      UnderrunLog log = session.underrunLog();
      long first = log.count();
      long descriptors = descriptors();
      long children = ProcessHandle.current().children().count();
      long begin = System.nanoTime();
      List<Span> crashes = shoot(sandbox, times);
      Span run = new Span(begin, System.nanoTime());
      Disturbances machine = new Disturbances(control, watch, pace);
      assertThat(session.insertProblems()).isEmpty();
      assertThat(session.failure()).isNull();
      assertThat(session.meters().voices()).isEqualTo(VOICES);
      assertThat(descriptors()).as("open files").isLessThanOrEqualTo(descriptors + 2);
      assertThat(ProcessHandle.current().children().count()).as("children").isEqualTo(children);
      assertThat(sandbox.pids()).hasSize(2);
      judge(crashes, run, machine, log, first);
      assertThat(inexcusableHoldUps(session, control, watch, pace)).isNotEmpty();
    }
    assertThat(sandbox.pids()).isEmpty();
    assertThat(Touchy.sharedMemories()).as("shared memory").isZero();
  }

  private static Patch flute(Model model) {
    Timbre flute = model.bank().find("flute");
    return Patch.of("flute", List.of(flute, flute)).withInserts(List.of(InsertSetting.of(INSERT)));
  }

  /**
   * Every second crash comes as soon as there is a spare child, the others after a second of sound:
   * with three in one the plugin would be given up.
   *
   * @return the times from each crash until there was a spare child again
   */
  private static List<Span> shoot(Sandbox sandbox, int times) throws Exception {
    List<Span> crashes = new ArrayList<>();
    long[] away = new long[times];
    for (int i = 0; i < times; i++) {
      int replaced = sandbox.replaced();
      long crash = System.nanoTime();
      Touchy.shoot(sandbox.pids().get(0));
      Touchy.await("another child", () -> sandbox.replaced() > replaced && sandbox.isUp());
      away[i] = System.nanoTime() - crash;
      Touchy.await("a spare", sandbox::isReady);
      crashes.add(new Span(crash, System.nanoTime()));
      if (i % 2 == 1 || sandbox.replaced() > replaced + 1) {
        Touchy.await("a second of sound", sandbox::stands);
      }
    }
    Arrays.sort(away);
    System.out.printf(
        "%d crashes live: away for %.0f ms, at worst %.0f ms%n",
        times, away[times / 2] * 1e-6, away[times - 1] * 1e-6);
    return crashes;
  }

  /**
   * The machine must have an excuse for every underrun. What a crash itself does to the machine is
   * excused by that, so interruptions, underruns or what may make them, must not be more frequent
   * after crashes than in the rest of the run.
   */
  private static void judge(
      List<Span> crashes, Span run, Disturbances machine, UnderrunLog log, long first) {
    List<Long> all = new ArrayList<>(Disturbances.moments(log, first));
    machine.spans().stream()
        .filter(CrashesLiveTest::mayBeHeard)
        .forEach(span -> all.add(span.endNanos()));
    CrashWindows windows =
        new CrashWindows(crashes.stream().map(CrashesLiveTest::begin).toList(), run, all);
    System.out.printf("%d underruns; interruptions: %s%n", log.count() - first, windows);
    Deeds deeds = new Deeds();
    crashes.forEach(crash -> deeds.begin("a crash", crash.beginNanos()));
    machine.inexcusable(log, first).forEach(deeds::tell);
    machine.assertExcuse(log, first);
    assertThat(windows.areWorse()).as("interruptions: " + windows).isFalse();
  }

  /** An xrun, of which the moment alone is known, or a stall that is long enough. */
  private static boolean mayBeHeard(Span span) {
    return span.nanos() == 0 || span.nanos() >= SHORTEST_NANOS;
  }

  private static Span begin(Span crash) {
    long end = Math.min(crash.endNanos(), crash.beginNanos() + WINDOW_NANOS);
    return new Span(crash.beginNanos(), end);
  }

  /**
   * What no crash may do is done to the model thread: a rule that misses that misses all.
   *
   * @return the underruns of it
   */
  private static List<Long> inexcusableHoldUps(
      LiveSession session, StallControl control, JackProbe watch, Pace pace)
      throws InterruptedException {
    long first = session.underrunLog().count();
    for (int i = 0; i < HOLD_UPS; i++) {
      AtomicBoolean due = new AtomicBoolean(true);
      FaultyModel.before(
          batch -> {
            if (due.getAndSet(false)) {
              sleep();
            }
            pace.begin();
          });
      Thread.sleep(6 * HOLD_UP_MILLIS);
    }
    return new Disturbances(control, watch, pace).inexcusable(session.underrunLog(), first);
  }

  private static void sleep() {
    try {
      Thread.sleep(HOLD_UP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long descriptors() throws IOException {
    try (Stream<Path> links = Files.list(Path.of("/proc/self/fd"))) {
      return links.count();
    }
  }
}
