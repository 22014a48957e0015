package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import ligature.audio.Playback;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.model.HopBatch;
import ligature.preset.Patch;
import ligature.rt.FrameRing;
import ligature.testing.Audio;
import ligature.testing.FaultyDecoder;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model that sleeps, throws, or gives no numbers: heard as a fade, then as before. */
class FaultsTest {

  private static final int HOP = ToneTimbres.HOP_FRAMES;
  private static final Patch STEADY =
      ToneTimbres.patch(ToneTimbres.steady("a"), ToneTimbres.steady("b"));

  /** -40 dBFS: a step of this size is heard as a click. */
  private static final double CLICK = 0.01;

  private final Meters meters = new Meters();
  private int hop;

  /** 440 Hz, held, over so many hops; the fault begins at hop 100. */
  private float[] play(FaultyDecoder decoder, int hops) {
    Instrument instrument =
        new Instrument(new GuardedDecoder(decoder, meters), 4, 1, STEADY, meters);
    EventList events = new EventList();
    events.add(0, Event.noteOn(0, 69, 1));
    instrument.addSource(events);
    float[] out = new float[2 * HOP * hops];
    for (hop = 0; hop < hops; hop++) {
      instrument.render(out, hop * HOP, HOP);
    }
    return Audio.left(out);
  }

  /** No sample is off the line through its neighbours by more than the sine's own bend. */
  private static void assertNoClick(float[] audio) {
    double amplitude = Audio.peak(audio);
    double bend = amplitude * Math.pow(2 * Math.PI * 440 / 48_000, 2);
    assertThat((double) Audio.largestKink(audio, 200, audio.length)).isLessThan(bend + CLICK);
    for (int i = 1; i < audio.length; i++) {
      assertThat(Math.abs(audio[i] - audio[i - 1]))
          .as("step at %d", i)
          .isLessThan((float) (amplitude * 2 * Math.PI * 440 / 48_000 + CLICK));
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e30f})
  void whatIsNoNumberFadesAndTheVoiceComesBack(float value) {
    FaultyDecoder decoder =
        new FaultyDecoder(ToneTimbres.decoder())
            .after(
                batch -> {
                  if (hop >= 100 && hop < 103) {
                    batch.audio[37] = value;
                  }
                });
    float[] audio = play(decoder, 400);
    assertNoClick(audio);
    double before = Audio.rmsDb(audio, 50 * HOP, 100 * HOP);
    assertThat(Audio.rmsDb(audio, 101 * HOP, 103 * HOP)).isLessThan(-100);
    assertThat(Audio.rmsDb(audio, 200 * HOP, 400 * HOP)).isCloseTo(before, within(0.1));
  }

  @Test
  void aHopThatThrowsIsSilentAndTheNextOnesAreNot() {
    FaultyDecoder decoder =
        new FaultyDecoder(ToneTimbres.decoder())
            .before(
                batch -> {
                  if (hop == 100) {
                    throw new IllegalStateException("no memory");
                  }
                });
    float[] audio = play(decoder, 300);
    assertNoClick(audio);
    assertThat(Audio.rmsDb(audio, 102 * HOP, 103 * HOP)).isLessThan(-100);
    assertThat(Audio.rmsDb(audio, 110 * HOP, 300 * HOP))
        .isCloseTo(Audio.rmsDb(audio, 50 * HOP, 100 * HOP), within(0.1));
    assertThat(decoder.prepared()).isOne();
  }

  @Test
  void aModelThatGoesOnThrowingIsPreparedAnew() {
    FaultyDecoder[] self = new FaultyDecoder[1];
    self[0] =
        new FaultyDecoder(ToneTimbres.decoder())
            .before(
                batch -> {
                  if (hop >= 100 && self[0].prepared() == 1) {
                    throw new IllegalStateException("a state that only a new start cures");
                  }
                });
    float[] audio = play(self[0], 400);
    assertNoClick(audio);
    assertThat(self[0].prepared()).isEqualTo(2);
    assertThat(Audio.rmsDb(audio, 250 * HOP, 400 * HOP))
        .isCloseTo(Audio.rmsDb(audio, 50 * HOP, 100 * HOP), within(0.1));
  }

  /** A GPU that is away for 40 s: tried again ever more rarely, and back at once when it is. */
  @Test
  void aModelThatThrowsForLongIsNeverGivenUp() {
    int away = 15_000;
    int[] tried = {0};
    int[] lastTry = {0};
    FaultyDecoder decoder =
        new FaultyDecoder(ToneTimbres.decoder())
            .before(
                batch -> {
                  if (hop >= 100 && hop < away) {
                    tried[0]++;
                    lastTry[0] = hop;
                    throw new IllegalStateException("the GPU is gone");
                  }
                });
    float[] audio = play(decoder, away + 1000);
    assertNoClick(audio);
    assertThat(tried[0]).as("times that it was tried").isBetween(30, 50);
    assertThat(away - lastTry[0]).as("hops without a try").isLessThan(515);
    assertThat(decoder.prepared()).as("prepared anew now and then").isBetween(8, 13);
    assertThat(Audio.rmsDb(audio, (away + 600) * HOP, (away + 1000) * HOP))
        .isCloseTo(Audio.rmsDb(audio, 50 * HOP, 100 * HOP), within(0.1));
    assertThat(meters.modelFaults()).isEqualTo(tried[0]);
    assertThat(meters.isModelFailing()).isFalse();
  }

  /** A million values of all kinds into any hop of any voice: the output stays in its bounds. */
  @Test
  void noValueOfANetworkReachesThePort() {
    Random random = new Random(7);
    float[] values = {
      Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e30f, -1e30f, 63.9f, 1e-40f
    };
    int[] injected = {0};
    FaultyDecoder decoder =
        new FaultyDecoder(ToneTimbres.decoder())
            .after(batch -> injected[0] += spoil(batch, random, values));
    Instrument instrument = new Instrument(new GuardedDecoder(decoder), 8, 1, STEADY, new Meters());
    EventList events = new EventList();
    for (int i = 0; i < 4000; i++) {
      events.add(i * 100L, Event.noteOn(0, 40 + random.nextInt(40), random.nextFloat()));
    }
    instrument.addSource(events);
    float[] out = new float[2 * HOP];
    for (int i = 0; i < 4000; i++) {
      instrument.render(out, 0, HOP);
      for (float sample : out) {
        assertThat(Math.abs(sample)).isLessThanOrEqualTo(1); // false for NaN
      }
    }
    assertThat(injected[0]).isGreaterThan(10_000);
  }

  private static int spoil(HopBatch batch, Random random, float[] values) {
    int n = 0;
    for (int row = 0; row < batch.voices; row++) {
      if (random.nextInt(8) == 0) {
        for (int i = 0; i < 1 + random.nextInt(9); i++) {
          batch.audio[row * HOP + random.nextInt(HOP)] = values[random.nextInt(values.length)];
          n++;
        }
      }
    }
    return n;
  }

  /** The model stands still, the device does not: a fade, silence, and new notes at once after. */
  @Test
  void aModelThatSleepsIsSurvived() throws Exception {
    boolean[] sleep = {false};
    FaultyDecoder decoder =
        new FaultyDecoder(ToneTimbres.decoder())
            .before(
                batch -> {
                  if (sleep[0]) {
                    sleep[0] = false;
                    try {
                      Thread.sleep(2000);
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  }
                });
    FrameRing ring = new FrameRing(384, HOP);
    Playback playback = new Playback(ring, 48_000, HOP);
    Instrument instrument = new Instrument(new GuardedDecoder(decoder), 4, 1, STEADY, new Meters());
    instrument.addSource(playback.midiEvents());
    AtomicReference<Throwable> failure = new AtomicReference<>();
    int periods = 1500;
    float[] heard = new float[periods * HOP];
    FloatBuffer left = FloatBuffer.allocate(HOP);
    FloatBuffer right = FloatBuffer.allocate(HOP);
    byte[] noteOn = {(byte) 0x90, 69, 127};
    int slept = 300;
    int again = 1200;
    try (ModelThread model = new ModelThread(instrument, ring, 48_000, () -> {}, failure::set)) {
      model.start();
      for (int p = 0; p < periods; p++) {
        if (p == 20 || p == again) {
          playback.midi(0, noteOn, 3);
        }
        sleep[0] |= p == slept;
        // while it does not sleep the device waits for the model: the test is of the sleep alone
        long begin = System.nanoTime();
        while (ring.ready() < HOP
            && System.nanoTime() - begin
                < (p >= slept && p < again ? 2_600_000L : 5_000_000_000L)) {
          Thread.onSpinWait();
        }
        playback.process(left.clear(), right.clear(), HOP);
        left.flip().get(heard, p * HOP, HOP);
      }
    }
    assertThat(failure.get()).isNull();
    assertNoClick(heard);
    assertThat(playback.underruns().count()).isGreaterThan(100);
    assertThat(Audio.rmsDb(heard, 100 * HOP, 280 * HOP)).isGreaterThan(-20);
    assertThat(Audio.rmsDb(heard, 330 * HOP, 400 * HOP)).isLessThan(-100);
    assertThat(Audio.rmsDb(heard, (again + 10) * HOP, periods * HOP)).isGreaterThan(-20);
  }
}
