package ligature.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import ligature.audio.AudioSettings;
import ligature.audio.UnderrunLog;
import ligature.files.Folders;
import ligature.model.ComputeDevice;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.preset.PresetLibrary;
import ligature.testing.Bundled;
import ligature.testing.Disturbances;
import ligature.testing.JackProbe;
import ligature.testing.Jackd;
import ligature.testing.StallControl;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random play at 128 frames and 16 voices of the real model, through a real server. */
@Tag("live")
class SoakTest {

  private static final int PERIOD = 128;
  private static final int VOICES = 16;
  private static final int EVENTS_PER_SECOND = 20;

  /** All presets were played and compiled by then. */
  private static final int WARM_SECONDS = 40;

  private static final long MOST_GROWN_KIB = 16_000;

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

  private static void soak(int seconds, long seed) throws Exception {
    PresetLibrary library = new PresetLibrary(List.of(Folders.home().resolve("presets")));
    List<Patch> patches = new ArrayList<>();
    for (String name : library.files().keySet()) {
      Patch patch = library.load(name, Bundled.model().bank());
      // with reverbs behind 16 voices, or two for each note, two shared cores are too slow at
      // times, and that is no fault
      if (patch.partCount() == 1) {
        patches.add(patch.withInserts(List.of()).with(Parameter.UNISON, 1));
      }
    }
    assertThat(patches).hasSizeGreaterThan(30);
    Random random = new Random(seed);
    try (Jackd jackd = Jackd.start(48_000, PERIOD);
        StallControl control = new StallControl();
        JackProbe watch = new JackProbe("watch", 48_000 * (seconds + 10));
        JackProbe keyboard = new JackProbe("keyboard", 0);
        LiveSession session =
            LiveSession.open(
                new LiveOptions(
                    Bundled.model(),
                    ComputeDevice.CPU,
                    patches.get(0),
                    VOICES,
                    "jack",
                    AudioSettings.defaults(),
                    0,
                    List.of(),
                    null))) {
      for (int i = 0; i < seconds * EVENTS_PER_SECOND; i++) {
        addRandomEvent(keyboard, 24_000L + i * 48_000L / EVENTS_PER_SECOND, random);
      }
      watch.activate();
      watch.connect("ligature:out_left", "watch:in");
      keyboard.activate();
      keyboard.connect("keyboard:midi_out", "ligature:midi_in");
      int warm = Math.min(WARM_SECONDS, seconds / 3);
      long residentKiB = 0;
      for (int second = 0; watch.recordedFrames() < 48_000 * seconds; second++) {
        if (second == warm) {
          residentKiB = residentKiB();
        }
        session.load(patches.get(random.nextInt(patches.size())));
        Thread.sleep(1000);
      }
      long grownKiB = residentKiB() - residentKiB;
      UnderrunLog log = session.underrunLog();
      Disturbances disturbances = new Disturbances(control, watch);
      double[] millis = session.modelMillis();
      System.out.printf(
          "soak of %d s: %d underruns, %d xruns, %d stalls of the control, governor %d times, model %.2f ms (p99 %.2f)"
              + ", memory %+d KiB%n",
          seconds,
          log.count(),
          session.xruns(),
          control.stalls().size(),
          session.meters().governorSteps(),
          millis[0],
          millis[1],
          grownKiB);
      disturbances.assertExcuse(log);
      // the JIT and the probes' own lists still grow a little: a leak of 128 bytes a hop would be
      // 4 MiB in the shorter test and 84 in the longer one
      assertThat(grownKiB).as("KiB more than after %d s", warm).isLessThan(MOST_GROWN_KIB);
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

  private static long residentKiB() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("RssAnon:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return 0;
  }
}
