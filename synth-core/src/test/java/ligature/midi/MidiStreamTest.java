package ligature.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The bytes of MIDI as a stream, and what its controllers address. */
class MidiStreamTest {

  private final List<Long> events = new ArrayList<>();
  private final MidiParser parser = new MidiParser((frame, event) -> events.add(event));

  private List<Long> parse(int... bytes) {
    events.clear();
    byte[] message = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      message[i] = (byte) bytes[i];
    }
    parser.parse(0, message, message.length);
    return List.copyOf(events);
  }

  @Test
  void runningStatusGoesOn() {
    assertThat(parse(0x91, 60, 127, 64, 127, 67, 127))
        .containsExactly(Event.noteOn(1, 60, 1), Event.noteOn(1, 64, 1), Event.noteOn(1, 67, 1));
    assertThat(parse(60, 0)).as("in another piece").hasSize(1);
    assertThat(parse(0xD2, 127, 0, 127)).as("of messages of one byte").hasSize(3);
  }

  @Test
  void realTimeBytesFallAnywhere() {
    assertThat(parse(0x90, 0xF8, 60, 0xFE, 127))
        .containsExactly(Event.pack(Event.CLOCK, 0, Event.CLOCK_TICK, 0), Event.noteOn(0, 60, 1));
    assertThat(parse(0xF0, 1, 2, 0xF8, 3, 0xF7)).hasSize(1);
  }

  @Test
  void systemExclusiveIsSkippedHoweverItEnds() {
    assertThat(parse(0xF0, 0x7E, 0x7F, 9, 1, 0xF7, 0x90, 60, 127)).hasSize(1);
    assertThat(parse(0xF0, 60, 100, 0x90, 60, 127)).as("unfinished").hasSize(1);
    assertThat(parse(0xF0, 60, 100)).isEmpty();
    assertThat(parse(60, 100, 0xF7, 60, 100)).as("in two pieces, then stray data").isEmpty();
    assertThat(parse(0xF2, 3, 4, 0xF3, 5, 0xF6, 60, 100)).as("system common").isEmpty();
  }

  @Test
  void understandsPressureAndPrograms() {
    assertThat(parse(0xA1, 60, 127)).containsExactly(Event.pack(Event.KEY_PRESSURE, 1, 60, 1));
    assertThat(parse(0xD1, 127)).containsExactly(Event.pack(Event.CHANNEL_PRESSURE, 1, 0, 1));
    assertThat(parse(0xC1, 9)).containsExactly(Event.pack(Event.PROGRAM_CHANGE, 1, 9, 0));
  }

  @Test
  void rpnZeroSetsTheBendRange() {
    List<Long> found = parse(0xB2, 101, 0, 100, 0, 6, 12, 38, 50, 101, 127, 100, 127);
    assertThat(found).hasSize(2);
    assertThat(Event.kind(found.get(1))).isEqualTo(Event.BEND_RANGE);
    assertThat(Event.channel(found.get(1))).isEqualTo(2);
    assertThat(Event.value(found.get(1))).isEqualTo(12.5f);
    assertThat(Event.kind(parse(0xB2, 6, 24).get(0)))
        .as("after the null function data entry is a controller like others")
        .isEqualTo(Event.CONTROLLER);
  }

  @Test
  void anNrpnDoesNotSetTheBendRange() {
    parse(0xB0, 101, 0, 100, 0);
    assertThat(parse(0xB0, 99, 1, 98, 8, 6, 100))
        .noneMatch(event -> Event.kind(event) == Event.BEND_RANGE);
    parse(0xB0, 101, 0, 100, 0, 121, 0);
    assertThat(parse(0xB0, 6, 100))
        .as("a reset forgets what was addressed")
        .noneMatch(event -> Event.kind(event) == Event.BEND_RANGE);
  }

  @Test
  void rpnSixSetsUpZones() {
    assertThat(parse(0xB0, 101, 0, 100, 6, 6, 7))
        .containsExactly(Event.pack(Event.MPE_ZONE, 0, 7, 0));
    assertThat(parse(0xBF, 101, 0, 100, 6, 6, 3))
        .containsExactly(Event.pack(Event.MPE_ZONE, 15, 3, 0));
    assertThat(parse(0xB4, 101, 0, 100, 6, 6, 3)).as("no manager").isEmpty();
  }

  @Test
  void theClockTellsTheTempo() {
    MidiClock clock = new MidiClock(48_000);
    Random random = new Random(5);
    long now = 0;
    for (int tick = 0; tick < 200; tick++) {
      // 128.5 beats a minute, each tick up to a millisecond off
      now = Math.round(tick * 48_000 * 60 / (24 * 128.5) + random.nextInt(97) - 48);
      clock.take(Event.CLOCK_TICK, now + 1000);
      if (tick > 100) {
        assertThat(clock.beatsPerMinute(now + 1000)).isCloseTo(128.5, within(0.4));
      }
    }
    assertThat(clock.beatsPerMinute(now + 30_000)).as("half a second of silence").isZero();
    clock.take(Event.CLOCK_START, now);
    assertThat(clock.runs()).isTrue();
    clock.take(Event.CLOCK_STOP, now);
    assertThat(clock.runs()).isFalse();
  }
}
