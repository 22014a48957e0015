package ligature.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import ligature.files.Folders;
import ligature.files.InputException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MidiTest {

  @TempDir private Path folder;

  private static List<Long> parse(int... bytes) {
    List<Long> events = new ArrayList<>();
    byte[] message = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      message[i] = (byte) bytes[i];
    }
    new MidiParser((frame, event) -> events.add(event)).parse(9, message, message.length);
    return events;
  }

  @Test
  void understandsChannelMessages() {
    assertThat(parse(0x93, 60, 127)).containsExactly(Event.noteOn(3, 60, 1));
    assertThat(Event.kind(parse(0x93, 60, 0).get(0)))
        .as("velocity 0 lifts")
        .isEqualTo(Event.NOTE_OFF);
    assertThat(Event.kind(parse(0x80, 60, 64).get(0))).isEqualTo(Event.NOTE_OFF);
    assertThat(Event.value(parse(0xE0, 0, 64).get(0))).isZero();
    assertThat(Event.value(parse(0xE0, 127, 127).get(0))).isEqualTo(1);
    assertThat(Event.value(parse(0xE0, 0, 0).get(0))).isEqualTo(-1);
    assertThat(Event.number(parse(0xB0, 64, 127).get(0))).isEqualTo(64);
    assertThat(Event.kind(parse(0xB0, 123, 0).get(0))).isEqualTo(Event.ALL_NOTES_OFF);
    assertThat(Event.kind(parse(0xB0, 120, 0).get(0))).isEqualTo(Event.ALL_SOUND_OFF);
    assertThat(Event.kind(parse(0xB0, 121, 0).get(0))).isEqualTo(Event.RESET_CONTROLLERS);
  }

  @Test
  void ignoresTheRest() {
    assertThat(parse()).isEmpty();
    assertThat(parse(0xFE)).isEmpty();
    assertThat(parse(0x90, 60)).isEmpty();
    assertThat(parse(0xF0, 1, 2, 3, 0xF7)).isEmpty();
  }

  @Test
  void neverThrowsWhateverComes() {
    Random random = new Random(4);
    MidiParser parser =
        new MidiParser(
            (frame, event) -> {
              assertThat(Event.kind(event)).isBetween(1, Event.PROGRAM_CHANGE);
              assertThat(Event.value(event))
                  .isBetween(-1f, Event.kind(event) == Event.BEND_RANGE ? 128f : 1f);
            });
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[random.nextInt(6)];
      random.nextBytes(bytes);
      parser.parse(0, bytes, bytes.length);
    }
  }

  @Test
  void aTempoChangeMovesWhatFollows() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    byte[] track = {
      0,
      (byte) 0x90,
      60,
      100, // at 0
      96,
      (byte) 0xFF,
      0x51,
      3,
      0x0F,
      0x42,
      0x40, // after a beat: 60 beats a minute
      96,
      (byte) 0x80,
      60,
      0, // a beat later
      0,
      (byte) 0xFF,
      0x2F,
      0
    };
    out.writeBytes("MThd");
    out.writeInt(6);
    out.writeShort(0);
    out.writeShort(1);
    out.writeShort(96);
    out.writeBytes("MTrk");
    out.writeInt(track.length);
    out.write(track);
    EventList events =
        MidiFile.read(Files.write(folder.resolve("t.mid"), bytes.toByteArray()), 48_000);
    assertThat(events.size()).isEqualTo(2);
    assertThat(events.frameAt(1)).isEqualTo(24_000 + 48_000);
  }

  @Test
  void theDemosAreSongsOfAMinuteOrMore() {
    for (String song : List.of("bach-prelude", "tide", "council", "foundry", "high-wind")) {
      EventList events =
          MidiFile.read(Folders.home().resolve("presets/demo/" + song + ".mid"), 48_000);
      assertThat(events.lastFrame() / 48_000.0).isCloseTo(75, within(15.0));
      int down = 0;
      for (int i = 0; i < events.size(); i++) {
        down += Event.kind(events.eventAt(i)) == Event.NOTE_ON ? 1 : 0;
        down -= Event.kind(events.eventAt(i)) == Event.NOTE_OFF ? 1 : 0;
      }
      assertThat(down).isZero();
    }
  }

  @Test
  void aDamagedFileEndsInAClearLineOrInEvents() throws Exception {
    byte[] whole = Files.readAllBytes(Folders.home().resolve("presets/demo/tide.mid"));
    Path file = folder.resolve("damaged.mid");
    Random random = new Random(11);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(120),
        () -> {
          for (int i = 0; i < 600; i++) {
            byte[] bytes =
                i < 300
                    ? java.util.Arrays.copyOf(whole, random.nextInt(whole.length))
                    : whole.clone();
            for (int change = 0; i >= 300 && change < 1 + random.nextInt(8); change++) {
              bytes[random.nextInt(change == 0 ? 40 : bytes.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, bytes);
            assertThatCode(
                    () -> {
                      try {
                        MidiFile.read(file, 48_000);
                      } catch (InputException e) {
                        assertThat(e)
                            .hasMessageContaining("damaged.mid")
                            .hasMessageNotContaining("\n");
                      }
                    })
                .doesNotThrowAnyException();
          }
        });
  }
}
