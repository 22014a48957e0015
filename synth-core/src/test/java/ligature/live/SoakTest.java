package ligature.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import ligature.audio.UnderrunLog;
import ligature.files.Folders;
import ligature.model.Model;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.preset.PresetLibrary;
import ligature.testing.Bundled;
import ligature.testing.DecoderTwin;
import ligature.testing.Deeds;
import ligature.testing.Disturbances;
import ligature.testing.FaultyModel;
import ligature.testing.HopLog;
import ligature.testing.JackProbe;
import ligature.testing.Jackd;
import ligature.testing.MemoryReads;
import ligature.testing.NativePages;
import ligature.testing.StallControl;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random play at 128 frames and 16 voices of the real model, through a real server. */
@Tag("live")
class SoakTest {

  private static final int PERIOD = 128;
  private static final int VOICES = 16;
  private static final int EVENTS_PER_SECOND = 20;

  /** All presets were played and compiled by then. */
  private static final int WARM_SECONDS = 40;

  /**
   * ZGC's own records of the heap's pages take 15 KiB a second until the heap is full, as told by
   * -XX:NativeMemoryTracking; a leak of 128 bytes a hop would be 48 more.
   */
  private static final long MOST_GROWN_KIB_A_SECOND = 22;

  /** What compilers and caches of a young process may take once. */
  private static final long MOST_GROWN_ONCE_KIB = 4_000;

  /** Of underruns that follow each other faster, what the hops were is told for the first one. */
  private static final long TOLD_ONCE_NANOS = 50_000_000;

  @TempDir private Path folder;

  @Test
  void twoMinutesOfRandomPlay() throws Exception {
    soak(120, 1);
  }

  /** Half an hour; another length with -Dligature.soak.seconds. */
  @Test
  @Tag("long")
  void halfAnHourOfRandomPlay() throws Exception {
    soak(Integer.getInteger("ligature.soak.seconds", 1800), 2);
  }

  private void soak(int seconds, long seed) throws Exception {
    HopLog hops = new HopLog((seconds + 60) * 400);
    Model model = FaultyModel.in(folder);
    PresetLibrary library = new PresetLibrary(List.of(Folders.home().resolve("presets")));
    List<Patch> patches = new ArrayList<>();
    for (String name : library.files().keySet()) {
      Patch patch = library.load(name, model.bank());
      // with reverbs behind 16 voices, or two for each note, two shared cores are too slow at
      // times, and that is no fault
      if (patch.partCount() == 1) {
        patches.add(patch.withInserts(List.of()).with(Parameter.UNISON, 1));
      }
    }
    assertThat(patches).hasSizeGreaterThan(30);
    Random random = new Random(seed);
    NavigableSet<Long> inUse = NativePages.inUse();
    try (Jackd jackd = Jackd.start(48_000, PERIOD);
        StallControl control = new StallControl();
        DecoderTwin twin = new DecoderTwin(seconds + 60);
        JackProbe watch = new JackProbe("watch", 48_000 * (seconds + 10));
        JackProbe keyboard = new JackProbe("keyboard", 0);
        LiveSession session =
            LiveSession.open(Bundled.options(model, patches.get(0), VOICES, "jack"));
        MemoryReads reads = control.read(NativePages.since(inUse), seconds + 60)) {
      twin.workBeside(hops);
      for (int i = 0; i < seconds * EVENTS_PER_SECOND; i++) {
        addRandomEvent(keyboard, 24_000L + i * 48_000L / EVENTS_PER_SECOND, random);
      }
      watch.activate();
      watch.connect("ligature:out_left", "watch:in");
      keyboard.activate();
      keyboard.connect("keyboard:midi_out", "ligature:midi_in");
      long playedFrom = System.nanoTime();
      int warm = Math.min(WARM_SECONDS, seconds / 3);
      List<Long> residentKiB = new ArrayList<>();
      Deeds deeds = new Deeds();
      for (int second = 0; watch.recordedFrames() < 48_000 * (seconds + 2); second++) {
        if (second >= warm) {
          residentKiB.add(residentKiB());
        }
        Patch next = patches.get(random.nextInt(patches.size()));
        deeds.begin(next.name() + " was loaded, at " + session.meters().voices() + " voices");
        session.load(next);
        Thread.sleep(1000);
      }
      long grownKiB = trend(residentKiB);
      UnderrunLog log = session.underrunLog();
      Disturbances disturbances = new Disturbances(control, watch);
      List<Long> unexplained = disturbances.inexcusable(log, 0);
      List<Long> slow = DecoderTwin.inexcusable(unexplained, hops, twin.log());
      List<Long> left = reads.inexcusable(slow, hops);
      double[] millis = session.modelMillis();
      System.out.printf(
          "soak of %d s: %d underruns, %d of them excused by the twin alone, %d by slow memory alone (which comes"
              + " in %.2f %% of all usual hops as well), %d xruns, %d stalls of the"
              + " control, %.0f %% of the time near them, governor %d times, %d rests, model %.2f ms (p99 %.2f), memory %+d"
              + " KiB by its trend, %+d in all%n",
          seconds,
          log.count(),
          unexplained.size() - slow.size(),
          slow.size() - left.size(),
          100 * reads.chance(hops),
          session.xruns(),
          control.stalls().size(),
          100 * disturbances.share(playedFrom, System.nanoTime()),
          session.meters().governorSteps(),
          session.meters().governorRests(),
          millis[0],
          millis[1],
          grownKiB,
          residentKiB.get(residentKiB.size() - 1) - residentKiB.get(0));
      long told = 0;
      for (long moment : left) {
        deeds.tell(moment);
        if (moment - told > TOLD_ONCE_NANOS) {
          System.out.println("  hops before it, voices and ms: " + hops.tell(moment));
          told = moment;
        }
      }
      assertThat(left)
          .as(
              "of %d underruns those that neither JACK, a stall, the twin nor slow memory excuses",
              log.count())
          .isEmpty();
      assertThat(grownKiB)
          .as("KiB more than after %d s", warm)
          .isLessThan(MOST_GROWN_ONCE_KIB + MOST_GROWN_KIB_A_SECOND * (seconds - warm));
      assertThat(session.failure()).isNull();
      assertThat(watch.fault()).isNull();
      assertThat(keyboard.fault()).isNull();
      session.panic();
      for (int i = 0; i < 1000 && session.meters().voices() > 0; i++) {
        Thread.sleep(10);
      }
      assertThat(session.meters().voices()).as("voices after a panic").isZero();
    }
  }

  private static void addRandomEvent(JackProbe keyboard, long frame, Random random) {
    int key = 36 + random.nextInt(60);
    switch (random.nextInt(10)) {
      case 0 -> keyboard.send(frame, 0xB0, 64, random.nextInt(128));
      case 1 -> keyboard.send(frame, 0xE0, random.nextInt(128), random.nextInt(128));
      case 2 -> keyboard.send(frame, 0xB0, 1, random.nextInt(128));
      case 3, 4, 5 -> keyboard.send(frame, 0x80, key, 64);
      default -> keyboard.send(frame, 0x90, key, 1 + random.nextInt(127));
    }
  }

  /**
   * How much a line through what was measured grows from its first value to its last, by the
   * estimator of Theil and Sen, the median of all slopes: a compiler's memory that comes once, tens
   * of MiB at a time, is no growth, what is lost little by little is.
   */
  private static long trend(List<Long> values) {
    int apart = Math.max(1, values.size() / 500);
    List<Double> slopes = new ArrayList<>();
    for (int i = 0; i < values.size(); i += apart) {
      for (int j = i + apart; j < values.size(); j += apart) {
        slopes.add((values.get(j) - values.get(i)) / (double) (j - i));
      }
    }
    Collections.sort(slopes);
    return Math.round(slopes.get(slopes.size() / 2) * (values.size() - 1));
  }

  private static long residentKiB() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("RssAnon:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return 0;
  }
}
