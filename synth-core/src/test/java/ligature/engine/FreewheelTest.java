package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import ligature.audio.Playback;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.model.HopBatch;
import ligature.preset.Patch;
import ligature.rt.FrameRing;
import ligature.testing.FaultyDecoder;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;

/**
 * A network that needs more time for its voices than their hop lasts: while the device waits for
 * it, as JACK does in freewheel and a DAW does offline, nothing can be late, and nothing is taken.
 */
class FreewheelTest {

  private static final int PERIOD = 128;
  private static final int VOICES = 4;
  private static final long PERIOD_NANOS = PERIOD * 1_000_000_000L / ToneTimbres.RATE_HZ;

  /** Of a voice in a hop of 2.67 ms: two are in time, four are not. */
  private static final long SLOW_NANOS = 1_000_000;

  /** Longer than the governor needs to take voices, which is a quarter of a second. */
  private static final int LONG_HOPS = 300;

  private final FrameRing ring = new FrameRing(3 * PERIOD, PERIOD);
  private final Playback playback = new Playback(ring, ToneTimbres.RATE_HZ, PERIOD);
  private final Meters meters = new Meters();
  private final FloatBuffer left = FloatBuffer.allocate(PERIOD);
  private final FloatBuffer right = FloatBuffer.allocate(PERIOD);
  private long due;

  private static void takeTime(HopBatch batch) {
    long end = System.nanoTime() + batch.voices * SLOW_NANOS;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(100_000);
    }
  }

  private void read(int periods, BooleanSupplier until) {
    due = System.nanoTime();
    for (int p = 0; p < periods && !until.getAsBoolean(); p++) {
      playback.process(left.clear(), right.clear(), PERIOD);
      due += PERIOD_NANOS;
      while (!ring.readerWaits() && System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
    }
  }

  @Test
  void theGovernorRestsWhileTheDeviceWaits() throws Exception {
    Patch steady = ToneTimbres.patch(ToneTimbres.steady("a"), ToneTimbres.steady("b"));
    FaultyDecoder slow = new FaultyDecoder(ToneTimbres.decoder()).after(FreewheelTest::takeTime);
    Instrument instrument = new Instrument(slow, VOICES, 1, steady, meters);
    EventList keys = new EventList();
    for (int v = 0; v < VOICES; v++) {
      keys.add(0, Event.noteOn(0, 60 + v, 1));
    }
    instrument.addSource(keys);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    playback.setFreewheel(true);
    try (ModelThread model =
        new ModelThread(instrument, ring, ToneTimbres.RATE_HZ, () -> {}, failure::set)) {
      model.start();
      read(LONG_HOPS, () -> false);
      assertThat(playback.underruns().count()).isZero();
      assertThat(meters.governorSteps()).as("voices taken").isZero();
      assertThat(meters.governorRests()).as("rests").isZero();
      assertThat(meters.voices()).isEqualTo(VOICES);

      playback.setFreewheel(false);
      read(20 * LONG_HOPS, () -> meters.governorRests() > 0 || meters.governorSteps() > 0);
      assertThat(meters.governorRests() + meters.governorSteps())
          .as("what it does at the device's pace")
          .isPositive();

      playback.setFreewheel(true);
      read(LONG_HOPS, () -> false);
      long done = meters.governorRests() + meters.governorSteps();
      read(LONG_HOPS, () -> false);
      assertThat(meters.governorRests() + meters.governorSteps()).isEqualTo(done);
      assertThat(meters.governorVoices()).as("a limit").isZero();
    }
    assertThat(failure.get()).isNull();
  }
}
