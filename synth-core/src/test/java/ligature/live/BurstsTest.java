package ligature.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import ligature.audio.UnderrunLog;
import ligature.latent.Timbre;
import ligature.model.HopBatch;
import ligature.model.Model;
import ligature.preset.Patch;
import ligature.testing.Bundled;
import ligature.testing.DecoderTwin;
import ligature.testing.FaultyModel;
import ligature.testing.HopLog;
import ligature.testing.Jackd;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sixteen held notes of the real network, which for 50 ms each second takes so many times as long
 * that of all of them a quarter just fits into a hop's time. In a burst in which not even one fits
 * resting would save nothing; in one in which all fit there would be nothing to save.
 */
@Tag("live")
class BurstsTest {

  private static final int VOICES = 16;
  private static final int FITTING = 4;
  private static final int SECONDS = 20;

  /** What a hop of those that fit takes of its time: some is left for what is not the decoder. */
  private static final double FITTING_LOAD = 0.9;

  private static final double HOP_NANOS = 128e9 / 48_000;
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final long BURST_NANOS = 50_000_000;

  @TempDir private Path folder;

  private final HopLog ours = new HopLog(100_000);
  private volatile boolean bursting;
  private volatile double factor;
  private long begun;
  private long first;

  private void begin(DecoderTwin twin) {
    twin.work();
    begun = System.nanoTime();
    first = first == 0 ? begun : first;
  }

  /** A spin, not a sleep: it takes the core as slow arithmetic does. */
  private void slow(HopBatch batch) {
    if (batch.voices == 0) {
      return;
    }
    long end = System.nanoTime();
    if (bursting && (begun - first) % SECOND_NANOS < BURST_NANOS) {
      long due = begun + (long) (factor * (end - begun));
      while (end < due) {
        Thread.onSpinWait();
        end = System.nanoTime();
      }
    }
    ours.add(begun, end, batch.voices);
  }

  private static void hold(LiveSession session, int voices) throws InterruptedException {
    session.panic();
    Thread.sleep(200);
    for (int i = 0; i < voices; i++) {
      session.noteOn(40 + 2 * i, 0.7f);
    }
    Thread.sleep(1000);
  }

  private List<Long> play(LiveSession session, boolean governed) throws InterruptedException {
    session.setGoverned(governed);
    UnderrunLog log = session.underrunLog();
    long before = log.count();
    hold(session, VOICES);
    bursting = true;
    Thread.sleep(SECONDS * 1000L);
    bursting = false;
    Thread.sleep(200);
    return LongStream.range(before, log.count()).mapToObj(log::nanos).toList();
  }

  @Test
  @Tag("long")
  void areRiddenOutAndAreNotTheMachines() throws Exception {
    Model model = FaultyModel.in(folder);
    FaultyModel.after(this::slow);
    Timbre flute = model.bank().find("flute");
    Patch patch = Patch.of("flute", List.of(flute, flute));
    try (Jackd jackd = Jackd.start(48_000, 128);
        DecoderTwin twin = new DecoderTwin(3 * SECONDS);
        LiveSession session = LiveSession.open(Bundled.options(model, patch, VOICES, "jack"))) {
      FaultyModel.before(batch -> begin(twin));
      hold(session, FITTING);
      factor = FITTING_LOAD * HOP_NANOS / ours.usualNanos(FITTING);
      List<Long> without = play(session, false);
      List<Long> with = play(session, true);
      List<Long> inexcusable = DecoderTwin.inexcusable(without, ours, twin.log());
      System.out.printf(
          "%d bursts of %.0f ms at %.1f times: %d underruns without the governor, of which the twin"
              + " excuses %d, %d with it; %d rests, voices taken %d times; a hop of %d voices %.2f"
              + " ms, of %d %.2f ms, the twin's %.2f ms%n",
          SECONDS,
          BURST_NANOS * 1e-6,
          factor,
          without.size(),
          without.size() - inexcusable.size(),
          with.size(),
          session.meters().governorRests(),
          session.meters().governorSteps(),
          VOICES,
          ours.usualNanos(VOICES) * 1e-6,
          FITTING,
          ours.usualNanos(FITTING) * 1e-6,
          twin.log().usualNanos(1) * 1e-6);
      assertThat(without).as("underruns without the governor").hasSizeGreaterThan(SECONDS);
      assertThat(inexcusable.size()).as("it was ours").isGreaterThan(without.size() / 2);
      assertThat(with.size()).as("underruns").isLessThan(without.size() / 2);
      // all of them where nothing else makes the machine slow for longer than a burst
      assertThat(session.meters().voices()).as("notes that were kept").isGreaterThan(VOICES / 2);
      assertThat(session.failure()).isNull();
    }
  }
}
