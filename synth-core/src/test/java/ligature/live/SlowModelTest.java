package ligature.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import ligature.latent.Timbre;
import ligature.model.HopBatch;
import ligature.model.Model;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.testing.CalmMachine;
import ligature.testing.FaultyModel;
import ligature.testing.JackProbe;
import ligature.testing.Jackd;
import org.jaudiolibs.jnajack.JackException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A network that takes its time, in a whole session through a real server. */
@Tag("live")
@ExtendWith(CalmMachine.class)
class SlowModelTest {

  private static final int RATE = 48_000;
  private static final int VOICES = 3;
  private static final int[] CHORD = {55, 60, 64};

  /** More than the first fill of the ring; the warm-up plays more. */
  private static final int WARM_HOPS = 50;

  /** A hop lasts 2.67 ms: two voices are in time, three are not. */
  private static final long SLOW_NANOS_A_VOICE = 900_000;

  /** What is rendered ahead bears two such hops of all voices, not three. */
  private static final long BURST_NANOS_A_VOICE = 1_600_000;

  private static final int BURST_HOPS = 12;

  @TempDir private Path folder;

  private long begun;

  private static LiveSession open(Model model) {
    Timbre flute = model.bank().find("flute");
    return LiveSession.open(
        Bundled.options(model, Patch.of("flute", List.of(flute, flute)), VOICES, "jack"));
  }

  /** A guard against hanging, not a measurement. */
  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 3000 && !condition.getAsBoolean(); i++) {
      Thread.sleep(10);
    }
    assertThat(condition.getAsBoolean()).as("within 30 s: " + what).isTrue();
  }

  private static void strike(LiveSession session) {
    for (int key : CHORD) {
      session.noteOff(key);
      session.noteOn(key, 0.8f);
    }
  }

  private static float[] next(JackProbe recorder, int frames) throws InterruptedException {
    int from = recorder.recordedFrames();
    await("a recording", () -> recorder.recordedFrames() >= from + frames);
    return Arrays.copyOfRange(recorder.recording(), from, from + frames);
  }

  private void begin(HopBatch batch) {
    begun = System.nanoTime();
  }

  private void takeTime(HopBatch batch) {
    takeTime(batch.voices * SLOW_NANOS_A_VOICE);
  }

  private void takeTime(long nanos) {
    long end = begun + nanos;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(20_000);
    }
  }

  /**
   * The ports are there when the network is warm, not before; then it becomes slow while a chord is
   * held, and fast again while it still is.
   */
  @Test
  void theNetworkIsWarmBeforeThePortsAreThereAndSlowOnesCostVoicesForAWhile() throws Exception {
    Model model = FaultyModel.in(folder);
    FaultyModel.warm(voices -> 100_000L * voices);
    AtomicInteger played = new AtomicInteger();
    List<String> early = new CopyOnWriteArrayList<>();
    try (Jackd jackd = Jackd.start(RATE, 128);
        JackProbe recorder = new JackProbe("recorder", 60 * RATE)) {
      FaultyModel.before(
          batch -> {
            if (batch.voices > 0 && played.incrementAndGet() <= WARM_HOPS) {
              early.addAll(ports(recorder));
            }
          });
      recorder.activate();
      try (LiveSession session = open(model)) {
        assertThat(ports(recorder)).hasSize(2);
        strike(session); // or nothing would be decoded where the warm-up decodes nothing
        await("hops", () -> played.get() > WARM_HOPS);
        assertThat(early).as("ports before %d hops were decoded", WARM_HOPS).isEmpty();

        recorder.connect("ligature:out_left", "recorder:in");
        await("all voices", () -> session.meters().voices() == VOICES);
        assertThat(session.meters().governorVoices()).as("it is fast").isZero();
        double full = Audio.rmsDb(next(recorder, RATE / 4), 0, RATE / 4);

        burst(session);
        assertThat(session.meters().governorSteps()).as("taken for a burst").isZero();
        assertThat(session.meters().voices()).as("after a burst").isEqualTo(VOICES);

        FaultyModel.before(this::begin);
        FaultyModel.after(this::takeTime);
        await("the governor", () -> session.meters().governorVoices() > 0);
        await("fewer voices", () -> session.meters().voices() <= 2);
        assertThat(session.meters().governorVoices()).isLessThan(VOICES);
        assertThat(session.meters().governorSteps()).isPositive();
        strike(session);
        float[] governed = next(recorder, RATE / 2);
        assertThat(session.meters().governorVoices()).as("still slow").isBetween(1, VOICES - 1);
        assertThat(session.meters().voices()).isBetween(1, 2);
        double least = 0;
        for (int i = 4800; i + 4800 <= governed.length; i += 4800) {
          least = Math.min(least, Audio.rmsDb(governed, i, i + 4800));
        }
        assertThat(least).as("the sound goes on").isGreaterThan(full - 25);

        FaultyModel.before(batch -> {});
        FaultyModel.after(batch -> {});
        await(
            "it gives all back, with the keys held", () -> session.meters().governorVoices() == 0);
        strike(session);
        await("all voices again", () -> session.meters().voices() == VOICES);
        float[] again = next(recorder, RATE / 4);
        assertThat(Audio.rmsDb(again, 4800, again.length)).isGreaterThan(full - 6);
        assertThat(session.failure()).isNull();
      }
    }
  }

  /** All voices are slow for 40 ms, and it is over. */
  private void burst(LiveSession session) throws InterruptedException {
    long rests = session.meters().governorRests();
    AtomicInteger hops = new AtomicInteger();
    FaultyModel.before(this::begin);
    FaultyModel.after(
        batch -> {
          if (hops.incrementAndGet() <= BURST_HOPS) {
            takeTime(batch.voices * BURST_NANOS_A_VOICE);
          }
        });
    await("the burst is over", () -> hops.get() > BURST_HOPS + 100);
    assertThat(session.meters().governorRests()).as("rests").isGreaterThan(rests);
  }

  private static List<String> ports(JackProbe recorder) {
    try {
      return recorder.ports("ligature:");
    } catch (JackException e) {
      throw new IllegalStateException(e);
    }
  }
}
