package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.midi.EventSink;
import ligature.midi.MidiParser;
import ligature.midi.RingSink;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.rt.EventRing;
import ligature.testing.Audio;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything at once: all messages and parameters, in storms. */
class EverythingTest {

  private static final Patch PATCH =
      Patch.of(
          "storm",
          java.util.List.of(
              ToneTimbres.steady("a"),
              ToneTimbres.dying("b"),
              ToneTimbres.layered("c"),
              ToneTimbres.steady("d")));

  /** One random message or parameter change. */
  private static void one(Random random, long frame, MidiParser parser, EventSink sink) {
    int channel = random.nextInt(4) == 0 ? random.nextInt(16) : random.nextInt(3);
    int key = 36 + random.nextInt(48);
    int value = random.nextInt(128);
    switch (random.nextInt(24)) {
      case 0 -> parser.parse(frame, 0xB0 | channel, 64, random.nextInt(3) == 0 ? value : 0);
      case 1 -> parser.parse(frame, 0xB0 | channel, 66, random.nextBoolean() ? 127 : 0);
      case 2 -> parser.parse(frame, 0xB0 | channel, new int[] {7, 10, 11, 67, 2}[value % 5], value);
      case 3 -> parser.parse(frame, 0xB0 | channel, new int[] {1, 16, 17, 74}[value % 4], value);
      case 4 -> parser.parse(frame, 0xE0 | channel, random.nextInt(128), value);
      case 5 -> parser.parse(frame, 0xD0 | channel, value, -1);
      case 6 -> parser.parse(frame, 0xA0 | channel, key, value);
      case 7 -> {
        if (random.nextInt(12) == 0) {
          int manager = random.nextBoolean() ? 0 : 15;
          parser.parse(frame, 0xB0 | manager, 101, 0);
          parser.parse(frame, 0xB0 | manager, 100, 6);
          parser.parse(frame, 0xB0 | manager, 6, random.nextInt(16));
        } else {
          parser.parse(frame, 0xB0 | channel, 101, 0);
          parser.parse(frame, 0xB0 | channel, 100, 0);
          parser.parse(frame, 0xB0 | channel, 6, random.nextInt(49));
        }
      }
      case 8 -> {
        Parameter parameter = Parameter.of(random.nextInt(Parameter.count()));
        float range = parameter.max() - parameter.min();
        float to = parameter.min() + range * random.nextFloat();
        sink.accept(frame, Event.parameter(parameter, to));
      }
      case 9 ->
          parser.parse(frame, 0xB0 | channel, new int[] {120, 121, 123, 126}[random.nextInt(4)], 0);
      case 10, 11, 12, 13, 14, 15 -> parser.parse(frame, 0x80 | channel, key, value);
      default -> parser.parse(frame, 0x90 | channel, key, 1 + random.nextInt(127));
    }
  }

  /** What a player does who leaves: pedals up, keys up. */
  private static void leave(long frame, MidiParser parser) {
    for (int channel = 0; channel < 16; channel++) {
      parser.parse(frame, 0xB0 | channel, 64, 0);
      parser.parse(frame, 0xB0 | channel, 66, 0);
      for (int key = 0; key < 128; key++) {
        parser.parse(frame, 0x80 | channel, key, 64);
      }
    }
  }

  private static EventList storm(long seed, int count, int frames) {
    Random random = new Random(seed);
    EventList events = new EventList();
    MidiParser parser = new MidiParser(events::add);
    for (int i = 0; i < count; i++) {
      one(random, (long) i * frames / count, parser, events::add);
    }
    events.add(frames, Event.parameter(Parameter.RELEASE, 1));
    events.add(frames, Event.parameter(Parameter.FADE, 0.3f));
    leave(frames, parser);
    return events;
  }

  private static float[] render(EventList events, int frames, int block) {
    Instrument instrument = new Instrument(ToneTimbres.decoder(), 8, 1, PATCH, new Meters());
    instrument.addSource(events);
    float[] out = new float[2 * frames];
    for (int done = 0; done < frames; ) {
      int n = Math.min(block, frames - done);
      instrument.render(out, done, n);
      done += n;
    }
    return out;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 127, 128, 1000})
  void rendersTheSameBitsForEveryBlockSize(int block) {
    float[] whole = render(storm(7, 1500, 90_000), 96_000, 96_000);
    assertThat(Audio.peak(whole)).isGreaterThan(0.1f);
    assertThat(Audio.left(whole)).isNotEqualTo(Arrays.copyOf(whole, whole.length / 2));
    assertThat(render(storm(7, 1500, 90_000), 96_000, block)).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void nothingSticksAfterAStorm(long seed) {
    int frames = 200_000;
    Instrument instrument = new Instrument(ToneTimbres.decoder(), 8, seed, PATCH, new Meters());
    instrument.addSource(storm(seed, 4000, frames));
    float[] out = new float[2 * 300_000];
    instrument.render(out, 0, 300_000);
    assertThat(instrument.isSilent()).isTrue();
    for (float sample : out) {
      assertThat(Math.abs(sample)).isLessThanOrEqualTo(1); // false for NaN
    }
  }

  @Test
  @Tag("long")
  void nothingSticksAfterManyStorms() {
    for (long seed = 1000; seed < 1300; seed++) {
      nothingSticksAfterAStorm(seed);
    }
  }

  /** The ring overflows again and again; 100 000 events a second of the audio for two seconds. */
  @ParameterizedTest
  @ValueSource(ints = {4096, 1024, 64})
  void noNoteOffIsLostInAFlood(int ringEvents) {
    EventRing ring = new EventRing(ringEvents);
    RingSink sink = new RingSink(ring);
    MidiParser parser = new MidiParser(sink);
    Random random = new Random(ringEvents);
    Instrument instrument = new Instrument(ToneTimbres.decoder(), 16, 1, PATCH, new Meters());
    instrument.addSource(ring);
    float[] out = new float[2 * 128];
    int ahead = 384;
    long frame = 0;
    for (; frame < 96_000; frame += 128) {
      // in bursts of 0.1 s, placed a latency ahead as JACK's are
      if (frame / 128 % 37 == 0) {
        for (int i = 0; i < 10_000; i++) {
          one(random, frame + ahead + i % 128, parser, sink);
        }
      }
      instrument.render(out, 0, 128);
    }
    leave(frame + ahead, parser);
    assertThat(ring.lost()).isPositive();
    for (int i = 0; i < 1500; i++) {
      if (i == 10) { // the ring has room again
        sink.accept(frame + 10 * 128, Event.parameter(Parameter.RELEASE, 1));
        sink.accept(frame + 10 * 128, Event.parameter(Parameter.FADE, 0.3f));
      }
      instrument.render(out, 0, 128);
    }
    assertThat(instrument.isSilent()).isTrue();
  }

  @Test
  void aLostNoteOffWhoseNoteIsStillInTheRingIsMadeUpFor() {
    EventRing ring = new EventRing(2);
    RingSink sink = new RingSink(ring);
    Instrument instrument = new Instrument(ToneTimbres.decoder(), 8, 1, PATCH, new Meters());
    instrument.addSource(ring);
    sink.accept(300, Event.noteOn(0, 60, 1));
    sink.accept(300, Event.noteOn(0, 64, 1));
    sink.accept(310, Event.noteOff(0, 60, 0)); // lost
    sink.accept(310, Event.noteOff(0, 64, 0)); // lost
    float[] out = new float[2 * 96_000];
    instrument.render(out, 0, 96_000);
    assertThat(Audio.peak(out)).isGreaterThan(0.1f);
    assertThat(instrument.isSilent()).isTrue();
  }

  @Test
  void rendersWithoutAllocating() {
    var bean =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    Instrument instrument = new Instrument(ToneTimbres.decoder(), 8, 1, PATCH, new Meters());
    EventRing ring = new EventRing(256);
    RingSink sink = new RingSink(ring);
    MidiParser parser = new MidiParser(sink);
    instrument.addSource(ring);
    float[] out = new float[2 * 128];
    long[] frame = {0};
    Random random = new Random(1);
    Runnable blocks =
        () -> {
          for (int i = 0; i < 10_000; i++) {
            for (int n = 0; n < 3; n++) {
              one(random, frame[0], parser, sink);
            }
            instrument.render(out, 0, 128);
            frame[0] += 128;
          }
        };
    blocks.run();
    // the test's own: arrays of controllers, at most 48 bytes an event of some kinds
    long before = bean.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 10_000; i++) {
      for (int n = 0; n < 3; n++) {
        one(random, 0, NOWHERE, SINK);
      }
    }
    long own = bean.getCurrentThreadAllocatedBytes() - before;
    before = bean.getCurrentThreadAllocatedBytes();
    blocks.run();
    assertThat(bean.getCurrentThreadAllocatedBytes() - before).isLessThan(own * 3 / 2 + 10_000);
  }

  private static final EventSink SINK = (frame, event) -> {};
  private static final MidiParser NOWHERE = new MidiParser(SINK);
}
