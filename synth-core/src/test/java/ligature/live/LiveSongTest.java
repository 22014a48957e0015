package ligature.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import ligature.files.Folders;
import ligature.midi.EventList;
import ligature.midi.MidiFile;
import ligature.model.Model;
import ligature.preset.Patch;
import ligature.preset.PresetLibrary;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.testing.CalmMachine;
import ligature.testing.Disturbances;
import ligature.testing.FaultyModel;
import ligature.testing.HopLog;
import ligature.testing.JackProbe;
import ligature.testing.Jackd;
import ligature.testing.MemoryReads;
import ligature.testing.MovedSound;
import ligature.testing.NativePages;
import ligature.testing.OfflineSong;
import ligature.testing.StallControl;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A song played live through a real server sounds as it is rendered offline. */
@Tag("live")
@ExtendWith(CalmMachine.class)
class LiveSongTest {

  private static final int VOICES = 16;
  private static final int PERIOD = 128;
  private static final int MOST_PERIODS = 400;
  private static final double AGREES_DB = -80;

  /** Until a song begins. */
  private static final int MOST_BEFORE_SECONDS = 30;

  @TempDir private Path folder;

  @Test
  void tenSecondsEqualTheOfflineRender() throws Exception {
    playAndCompare("tide", preset("ligature"), 10);
  }

  @Test
  @Tag("long")
  void aMinuteEqualsTheOfflineRender() throws Exception {
    playAndCompare("bach-prelude", preset("bowed-piano"), 60);
  }

  /** With a full matrix, all kinds of sources, a path that all notes share, and five inserts. */
  @Test
  void aSoundInWhichAllMovesEqualsTheOfflineRender() throws Exception {
    playAndCompare("tide", MovedSound.of(preset("ligature").corners()), 9);
  }

  private static Patch preset(String name) {
    return new PresetLibrary(List.of(Folders.home().resolve("presets")))
        .load(name, Bundled.model().bank());
  }

  private void playAndCompare(String song, Patch patch, int seconds) throws Exception {
    EventList events =
        MidiFile.read(Folders.home().resolve("presets/demo/" + song + ".mid"), 48_000);
    // first, so that live not everything runs for the first time
    float[] offline = OfflineSong.left(events, patch, VOICES, (seconds + 2) * 48_000);
    float[] live = new float[0];
    long traces;
    List<Long> inexcusable;
    Model model = FaultyModel.in(folder);
    HopLog hops = new HopLog((seconds + MOST_BEFORE_SECONDS) * 48_000 / PERIOD);
    FaultyModel.note(hops, () -> {});
    NavigableSet<Long> inUse = NativePages.inUse();
    try (Jackd jackd = Jackd.start(48_000, PERIOD);
        StallControl control = new StallControl();
        JackProbe recorder = new JackProbe("recorder", (seconds + 3) * 48_000);
        LiveSession session =
            LiveSession.open(Bundled.options(model, patch, VOICES, "jack", events))) {
      session.setGoverned(false); // all notes, as offline
      recorder.activate();
      recorder.connect("ligature:out_left", "recorder:in"); // at once, before the song's first note
      try (MemoryReads reads =
          control.read(NativePages.since(inUse), seconds + MOST_BEFORE_SECONDS)) {
        while (recorder.recordedFrames() < seconds * 48_000) {
          Thread.sleep(50);
        }
        live = recorder.recording();
        Disturbances disturbances = new Disturbances(control, recorder);
        inexcusable = reads.inexcusable(disturbances.inexcusable(session.underrunLog(), 0), hops);
        traces = session.underruns() + disturbances.count() + recorder.gaps();
      }
      assertThat(session.failure()).isNull();
      assertThat(recorder.fault()).isNull();
    }
    compare(live, offline, traces);
    assertThat(inexcusable)
        .as("underruns that neither JACK, a stall nor slow memory excuses")
        .isEmpty();
  }

  /**
   * Blocks of 0.1 s must agree to -80 dB wherever the machine left no trace; aligned anew after
   * each trace.
   */
  private static void compare(float[] live, float[] offline, long traces) {
    int block = 4800;
    int shift = align(live, 0, offline, 0, Math.min(offline.length - block, live.length));
    int agreeing = 0;
    int differing = 0;
    int slips = 0;
    for (int from = 0;
        from + block + shift + PERIOD * MOST_PERIODS < live.length && from + block < offline.length;
        from += block) {
      if (residualDb(live, from + shift, offline, from, block) < AGREES_DB) {
        agreeing++;
        continue;
      }
      differing++;
      int slipped =
          slip(live, offline, shift, Math.min(from + block, offline.length - block), block);
      slips += slipped != shift ? 1 : 0;
      shift = slipped;
    }
    System.out.printf(
        "live against offline: %d blocks of 0.1 s agree to -80 dB, %d do not; %d slips of whole periods, "
            + "%d traces of the machine%n",
        agreeing, differing, slips, traces);
    // an underrun spoils its block and, faded, the next; a period that JACK left out moves the rest
    assertThat(differing).isLessThanOrEqualTo((int) (2 * traces));
    assertThat(slips).isLessThanOrEqualTo((int) traces);
    assertThat(agreeing).isGreaterThan(50).isGreaterThan(4 * differing);
  }

  /** Where the recording goes on after JACK left out periods of one client and not of the other. */
  private static int slip(float[] live, float[] offline, int shift, int from, int block) {
    for (int periods = -MOST_PERIODS; periods <= MOST_PERIODS; periods++) {
      int moved = shift + periods * PERIOD;
      boolean inside = from + moved >= 0 && from + moved + block < live.length;
      if (inside
          && Audio.rmsDb(offline, from, from + block) > -60
          && residualDb(live, from + moved, offline, from, block) < AGREES_DB) {
        return moved;
      }
    }
    return shift;
  }

  private static double residualDb(float[] a, int fromA, float[] b, int fromB, int count) {
    float[] difference = new float[count];
    for (int i = 0; i < count; i++) {
      difference[i] = a[fromA + i] - b[fromB + i];
    }
    return Audio.rmsDb(difference, 0, count);
  }

  /** Where the offline render's first sound lies in the recording. */
  private static int align(
      float[] live, int fromLive, float[] offline, int fromOffline, int within) {
    int onset = Audio.firstAbove(offline, 0.003f);
    double best = 0;
    int found = -1;
    for (int shift = 0; shift + onset + 2048 < live.length && shift < 6 * 48_000; shift++) {
      if (Math.abs(live[shift + onset] - offline[onset]) < 1e-4) {
        double residual = residualDb(live, shift + onset, offline, onset, 2048);
        if (residual < best) {
          best = residual;
          found = shift;
        }
      }
    }
    assertThat(best).as("the song begins in the recording").isLessThan(-80);
    return found;
  }
}
