package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import ligature.midi.Controllers;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.rt.EventRing;
import ligature.testing.Audio;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstrumentTest {

  private static final Patch STEADY =
      ToneTimbres.patch(ToneTimbres.steady("a"), ToneTimbres.dying("b"));
  private static final int HOP = ToneTimbres.HOP_FRAMES;

  private static float[] render(EventList events, Patch patch, int voices, int frames, int block) {
    Instrument instrument = new Instrument(ToneTimbres.decoder(), voices, 1, patch, new Meters());
    instrument.addSource(events);
    float[] out = new float[2 * frames];
    for (int done = 0; done < frames; ) {
      int n = Math.min(block, frames - done);
      instrument.render(out, done, n);
      done += n;
    }
    return Audio.left(out);
  }

  private static EventList storm(long seed, int count, int frames) {
    Random random = new Random(seed);
    EventList events = new EventList();
    for (int i = 0; i < count; i++) {
      int frame = random.nextInt(frames);
      int channel = random.nextInt(3);
      int key = 40 + random.nextInt(40);
      events.add(
          frame,
          switch (random.nextInt(10)) {
            case 0 -> Event.pack(Event.CONTROLLER, channel, Controllers.SUSTAIN, random.nextInt(2));
            case 1 -> Event.pack(Event.PITCH_BEND, channel, 0, 2 * random.nextFloat() - 1);
            case 2 ->
                Event.pack(Event.CONTROLLER, channel, Controllers.MODULATION, random.nextFloat());
            case 3 ->
                random.nextInt(20) == 0
                    ? Event.allSoundOff(channel)
                    : Event.noteOff(channel, key, 0);
            case 4, 5, 6 -> Event.noteOff(channel, key, 0);
            default -> Event.noteOn(channel, key, 0.01f + 0.99f * random.nextFloat());
          });
    }
    return events;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 127, 128, 129, 1000, 4096})
  void rendersTheSameBitsForEveryBlockSize(int block) {
    float[] whole = render(storm(7, 400, 90_000), STEADY, 8, 96_000, 96_000);
    assertThat(Audio.peak(whole)).isGreaterThan(0.1f);
    assertThat(render(storm(7, 400, 90_000), STEADY, 8, 96_000, block)).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 127, 128, 1000, 4097})
  void beginsANoteOnItsFrame(int frame) {
    EventList events = new EventList();
    events.add(frame, Event.noteOn(0, 69, 1));
    float[] out = render(events, STEADY, 4, 9600, 480);
    EventList atZero = new EventList();
    atZero.add(0, Event.noteOn(0, 69, 1));
    float[] reference = render(atZero, STEADY, 4, 9600, 480);
    assertThat(Audio.firstAbove(out, 0)).isEqualTo(frame + Audio.firstAbove(reference, 0));
    float[] shifted = Arrays.copyOfRange(out, frame, frame + 4800);
    assertThat(Arrays.copyOf(reference, 4800))
        .usingComparatorWithPrecision(1e-6f)
        .containsExactly(shifted);
  }

  @Test
  void releasesFromTheLevelReachedOnTheFrame() {
    EventList events = new EventList();
    events.add(0, Event.noteOn(0, 69, 1));
    events.add(10_007, Event.noteOff(0, 69, 0));
    float[] out = render(events, STEADY, 4, 96_000, 480);
    double before = Audio.rmsDb(out, 9000, 10_000);
    // 100 dB a second: half a second later it is 50 dB down
    assertThat(Audio.rmsDb(out, 10_007 + 23_520, 10_007 + 24_480))
        .isCloseTo(before - 50, within(0.2));
    assertThat(Audio.largestKink(out, 10_000, 10_100))
        .isLessThanOrEqualTo(Audio.largestKink(out, 9000, 10_000) * 1.1f);
  }

  @Test
  void releasedInTheAttackItGetsNoLouder() {
    var swelling =
        ToneTimbres.sustaining("swell", 60, 50, (step, i) -> i == 0 ? Math.min(1, step / 40f) : 0);
    EventList events = new EventList();
    events.add(0, Event.noteOn(0, 69, 1));
    events.add(14_400, Event.noteOff(0, 69, 0));
    float[] out = render(events, ToneTimbres.patch(swelling, swelling), 4, 48_000, 480);
    double reached = Audio.rmsDb(out, 13_900, 14_400);
    for (int i = 14_400; i < 40_000; i += 480) {
      assertThat(Audio.rmsDb(out, i, i + 480)).isLessThan(reached + 0.3);
    }
  }

  @Test
  void thePedalHoldsNotesAndLetsThemGo() {
    EventList events = new EventList();
    events.add(0, Event.pack(Event.CONTROLLER, 0, Controllers.SUSTAIN, 1));
    events.add(0, Event.noteOn(0, 69, 1));
    events.add(4800, Event.noteOff(0, 69, 0));
    events.add(48_000, Event.pack(Event.CONTROLLER, 0, Controllers.SUSTAIN, 0));
    float[] out = render(events, STEADY, 4, 96_000, 480);
    assertThat(Audio.rmsDb(out, 40_000, 48_000))
        .isCloseTo(Audio.rmsDb(out, 3000, 4800), within(0.2));
    assertThat(Audio.rmsDb(out, 90_000, 96_000)).isLessThan(-80);
  }

  @Test
  void bendsTwoSemitones() {
    EventList events = new EventList();
    events.add(0, Event.pack(Event.PITCH_BEND, 0, 0, 1));
    events.add(0, Event.noteOn(0, 69, 1));
    assertThat(Audio.centsFrom(render(events, STEADY, 4, 48_000, 480), 48_000, 493.883))
        .isCloseTo(0, within(0.5));
  }

  @Test
  void morphsWithoutZipperNoise() {
    EventList events = new EventList();
    var quiet = ToneTimbres.sustaining("quiet", 40, 0, (step, i) -> i == 0 ? 0.25f : 0);
    events.add(0, Event.noteOn(0, 69, 1));
    for (int i = 0; i < 100; i++) {
      events.add(
          10_000 + i * 100, Event.pack(Event.CONTROLLER, 0, Controllers.MODULATION, i / 99f));
    }
    float[] out = render(events, ToneTimbres.patch(ToneTimbres.steady("a"), quiet), 4, 60_000, 480);
    assertThat(Audio.rmsDb(out, 40_000, 60_000))
        .isCloseTo(Audio.rmsDb(out, 5000, 10_000) - 12.04, within(0.1));
    assertThat(Audio.largestKink(out, 9000, 60_000))
        .isLessThan(Audio.largestKink(out, 5000, 9000) * 1.05f);
  }

  @Test
  void stealsWithoutAClick() {
    EventList events = new EventList();
    for (int i = 0; i < 60; i++) {
      events.add(i * 1000, Event.noteOn(0, 50 + i % 30, 0.7f));
    }
    Instrument instrument = new Instrument(ToneTimbres.decoder(), 4, 1, STEADY, new Meters());
    instrument.addSource(events);
    float[] stereo = new float[2 * 64_000];
    instrument.render(stereo, 0, 64_000);
    float[] out = Audio.left(stereo);
    assertThat(instrument.stolen()).isEqualTo(56);
    // a sine of amplitude 0.25 at the highest key bends by this much; a click would bend by its own
    // height
    double curve = 4 * 0.25 * Math.pow(2 * Math.PI * 1109 / 48_000, 2);
    assertThat((double) Audio.largestKink(out, 100, 64_000)).isLessThan(curve + 0.02);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void nothingSticksAfterAStorm(long seed) {
    EventList events = storm(seed, 3000, 200_000);
    for (int channel = 0; channel < 3; channel++) {
      events.add(200_000, Event.pack(Event.CONTROLLER, channel, Controllers.SUSTAIN, 0));
      for (int key = 0; key < 128; key++) {
        events.add(200_001, Event.noteOff(channel, key, 0));
      }
    }
    Instrument instrument = new Instrument(ToneTimbres.decoder(), 8, seed, STEADY, new Meters());
    instrument.addSource(events);
    float[] out = new float[2 * 280_000];
    instrument.render(out, 0, 280_000);
    assertThat(instrument.isSilent()).isTrue();
    assertThat(Audio.peak(out)).isLessThanOrEqualTo(1);
    assertThat(Audio.peak(Arrays.copyOfRange(out, 2 * 270_000, 2 * 280_000))).isZero();
  }

  /** An hour of storms on the virtual clock. */
  @Test
  @Tag("long")
  void nothingSticksAfterAnHourOfStorms() {
    for (long seed = 100; seed < 700; seed++) {
      nothingSticksAfterAStorm(seed);
    }
  }

  @Test
  void lostNoteOffsAreMadeUpFor() {
    EventRing ring = new EventRing(4);
    Instrument instrument = new Instrument(ToneTimbres.decoder(), 8, 1, STEADY, new Meters());
    instrument.addSource(ring);
    for (int key = 60; key < 64; key++) {
      ring.held().set(0, key, true);
      ring.offer(0, Event.noteOn(0, key, 1));
    }
    float[] out = new float[2 * 96_000];
    instrument.render(out, 0, HOP);
    for (int key = 60; key < 68; key++) {
      ring.held().set(0, key, false);
      ring.offer(
          HOP, Event.noteOff(0, key == 60 ? 90 : 91, 0)); // the ring is full of others' events
    }
    instrument.render(out, 0, 96_000);
    assertThat(ring.lost()).isPositive();
    assertThat(instrument.isSilent()).isTrue();
  }

  @Test
  void aBrokenNetworkIsSilencedAlone() {
    var broken = ToneTimbres.sustaining("nan", 40, 0, (step, i) -> step > 5 ? Float.NaN : 1);
    Instrument instrument =
        new Instrument(
            ToneTimbres.decoder(), 8, 1, ToneTimbres.patch(broken, broken), new Meters());
    EventList events = new EventList();
    events.add(0, Event.noteOn(0, 60, 1));
    instrument.addSource(events);
    float[] out = new float[2 * 48_000];
    instrument.render(out, 0, 48_000);
    for (float sample : out) {
      assertThat(Math.abs(sample)).isLessThanOrEqualTo(1); // false for NaN
    }
    assertThat(instrument.isSilent()).isTrue();
  }

  @Test
  void rendersWithoutAllocating() {
    var bean =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    Instrument instrument = new Instrument(ToneTimbres.decoder(), 8, 1, STEADY, new Meters());
    EventRing ring = new EventRing(256);
    instrument.addSource(ring);
    float[] out = new float[2 * 128];
    long[] frame = {0};
    Runnable tenThousandBlocks =
        () -> {
          for (int i = 0; i < 10_000; i++) {
            ring.offer(
                frame[0],
                i % 2 == 0
                    ? Event.noteOn(0, 40 + i % 40, 0.5f)
                    : Event.noteOff(0, 40 + (i - 1) % 40, 0));
            ring.offer(frame[0], Event.parameter(Parameter.MORPH_X, (i % 100) / 100f));
            instrument.render(out, 0, 128);
            frame[0] += 128;
          }
        };
    tenThousandBlocks.run();
    long before = bean.getCurrentThreadAllocatedBytes();
    tenThousandBlocks.run();
    assertThat(bean.getCurrentThreadAllocatedBytes() - before)
        .isLessThan(10_000); // 1 byte a block: the bean's own
  }
}
