package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import ligature.midi.MidiParser;
import ligature.midi.RingSink;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.rt.EventRing;
import ligature.testing.Audio;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;

/** More MIDI than any cable carries: nothing may stick, whatever a full ring lost. */
class FloodTest {

  private static final int HOP = ToneTimbres.HOP_FRAMES;
  private static final int SECONDS = 10;
  private static final int EVENTS_PER_SECOND = 100_000;

  @Test
  void aHundredThousandEventsASecondLeaveNoKeyDown() {
    flood(4096, 1);
  }

  /** The model is held up for half a second at a time, as by the machine: the ring overflows. */
  @Test
  void norDoTheyWhenTheRingOverflows() {
    assertThat(flood(4096, 187)).as("events lost").isPositive();
  }

  /** Zones, bend ranges and key pressure that were lost hold after all. */
  @Test
  void whatSetsChannelsUpIsMadeUpForToo() {
    EventRing ring = new EventRing(16);
    MidiParser parser = new MidiParser(new RingSink(ring));
    var loud = ToneTimbres.steady("loud");
    var silent = ToneTimbres.sustaining("silent", 40, 0, (step, i) -> 0);
    Patch pad = Patch.of("pad", List.of(silent, silent, loud, loud)).with(Parameter.MORPH_X, 0);
    Instrument instrument = new Instrument(ToneTimbres.decoder(), 4, 1, pad, new Meters());
    instrument.addSource(ring);
    float[] out = new float[2 * 48_000];
    fill(parser);
    announce(parser, 0, 15);
    for (int[] each : new int[][] {{101, 0}, {100, 0}, {6, 24}}) {
      send(parser, 0xB4, each[0], each[1]);
    }
    send(parser, 0xE4, 127, 127);
    instrument.render(out, 0, 4 * HOP);
    send(parser, 0x94, 45, 127);
    instrument.render(out, 0, 4 * HOP);
    fill(parser);
    send(parser, 0xA4, 45, 127);
    instrument.render(out, 0, 48_000);
    assertThat(ring.lost()).isGreaterThanOrEqualTo(4);
    float[] heard = Arrays.copyOfRange(Audio.left(out), 9600, 48_000);
    assertThat(Audio.rmsDb(heard, 0, heard.length)).as("pressed").isGreaterThan(-20);
    assertThat(Audio.centsFrom(heard, 48_000, 440)).as("24 semitones up").isCloseTo(0, within(1.0));
  }

  /** Of two zones that were lost, the newer one has the channels that both want. */
  @Test
  void ofLostZonesTheNewerIsTheLarger() {
    EventRing ring = new EventRing(16);
    MidiParser parser = new MidiParser(new RingSink(ring));
    var loud = ToneTimbres.steady("loud");
    Instrument instrument =
        new Instrument(ToneTimbres.decoder(), 4, 1, ToneTimbres.patch(loud, loud), new Meters());
    instrument.addSource(ring);
    float[] out = new float[2 * 48_000];
    fill(parser);
    announce(parser, 15, 7);
    announce(parser, 0, 15);
    assertThat(ring.lost()).isEqualTo(2);
    instrument.render(out, 0, 4 * HOP);
    send(parser, 0xE0, 127, 127); // the lower zone's manager: two semitones
    send(parser, 0x9C, 67, 127);
    instrument.render(out, 0, 48_000);
    float[] heard = Arrays.copyOfRange(Audio.left(out), 9600, 48_000);
    assertThat(Audio.centsFrom(heard, 48_000, 440)).isCloseTo(0, within(1.0));
  }

  private static void announce(MidiParser parser, int manager, int members) {
    send(parser, 0xB0 | manager, 101, 0);
    send(parser, 0xB0 | manager, 100, 6);
    send(parser, 0xB0 | manager, 6, members);
  }

  /** So that the ring of 16 has no room for what comes next. */
  private static void fill(MidiParser parser) {
    for (int i = 0; i < 16; i++) {
      send(parser, 0xB0, 3, i);
    }
  }

  private static void send(MidiParser parser, int... message) {
    byte[] bytes = new byte[message.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) message[i];
    }
    parser.parse(0, bytes, bytes.length);
  }

  private static long flood(int ringEvents, int hopsAtOnce) {
    Random random = new Random(hopsAtOnce);
    EventRing ring = new EventRing(ringEvents);
    MidiParser parser = new MidiParser(new RingSink(ring));
    Instrument instrument =
        new Instrument(
            ToneTimbres.decoder(),
            16,
            1,
            ToneTimbres.patch(ToneTimbres.steady("a"), ToneTimbres.steady("b")),
            new Meters());
    instrument.addSource(ring);
    int hops = SECONDS * 48_000 / HOP;
    int perHop = EVENTS_PER_SECOND * HOP / 48_000 + 1;
    float[] out = new float[2 * HOP * hopsAtOnce];
    byte[] message = new byte[3];
    long sent = 0;
    for (int hop = 0; hop < hops; hop += hopsAtOnce) {
      for (int i = 0; i < perHop * hopsAtOnce; i++) {
        int what = random.nextInt(20);
        int kind = what < 9 ? 0x90 : what < 18 ? 0x80 : what == 18 ? 0xB0 : 0xE0;
        message[0] = (byte) (kind | random.nextInt(16));
        message[1] = (byte) (kind == 0xB0 ? 1 + random.nextInt(11) : random.nextInt(128));
        message[2] = (byte) random.nextInt(128);
        parser.parse((long) hop * HOP + i / perHop * (long) HOP, message, 3);
        sent++;
      }
      instrument.render(out, 0, HOP * hopsAtOnce);
      assertThat(Audio.peak(out)).isLessThanOrEqualTo(1);
    }
    assertThat(sent).isGreaterThanOrEqualTo((long) SECONDS * EVENTS_PER_SECOND);
    // the last keys are lifted; what the ring loses of that, its list of held keys makes up for
    for (int channel = 0; channel < 16; channel++) {
      for (int key = 0; key < 128; key++) {
        message[0] = (byte) (0x80 | channel);
        message[1] = (byte) key;
        parser.parse((long) hops * HOP, message, 3);
      }
    }
    float[] rest = new float[2 * 48_000];
    for (int second = 0; second < 3; second++) {
      instrument.render(rest, 0, 48_000);
    }
    assertThat(instrument.isSilent()).as("nothing sticks").isTrue();
    return ring.lost();
  }
}
