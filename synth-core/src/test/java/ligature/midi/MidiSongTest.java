package ligature.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import ligature.files.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of all formats and resolutions, whole and damaged. */
public class MidiSongTest {

  private static final int RATE_HZ = 48_000;
  private static final byte[] END = bytes(0, 0xFF, 0x2F, 0);

  @TempDir private Path folder;

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  static byte[] file(int format, int division, byte[]... tracks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("MThd".getBytes());
    out.writeBytes(
        ByteBuffer.allocate(10)
            .putInt(6)
            .putShort((short) format)
            .putShort((short) tracks.length)
            .putShort((short) division)
            .array());
    for (byte[] track : tracks) {
      out.writeBytes("MTrk".getBytes());
      out.writeBytes(ByteBuffer.allocate(4).putInt(track.length).array());
      out.writeBytes(track);
    }
    return out.toByteArray();
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** A small song with one of everything: names, tempos, running status, SysEx, all messages. */
  public static byte[] song() {
    byte[] tempo =
        join(
            bytes(0, 0xFF, 0x03, 4, 'S', 'o', 'n', 'g', 0, 0xFF, 0x51, 3, 0x06, 0x1A, 0x80),
            bytes(0, 0xFF, 0x58, 4, 4, 2, 24, 8, 96, 0xFF, 0x51, 3, 0x04, 0x93, 0xE0),
            END);
    byte[] piano =
        join(
            bytes(0, 0xFF, 0x03, 8, 'E', '.', ' ', 'P', 'i', 'a', 'n', 'o', 0, 0xC0, 4),
            bytes(0, 0xB0, 64, 127, 0, 0x90, 60, 100, 48, 64, 90, 48, 60, 0, 0, 64, 0),
            bytes(0, 0xF0, 5, 0x7E, 0x7F, 9, 1, 0xF7, 0, 0xE0, 0, 72, 0, 0xD0, 30, 0, 0xA0, 60, 1),
            bytes(0x81, 0x00, 0xB0, 64, 0, 0, 0xB0, 1, 64, 0, 0xB0, 123, 0),
            END);
    byte[] bass =
        join(
            bytes(0, 0xFF, 0x03, 4, 'B', 'a', 's', 's', 0, 0x91, 36, 100, 96, 0x81, 36, 64),
            bytes(0, 0x92, 48, 80, 24, 0x82, 48, 0),
            END);
    return file(1, 96, tempo, piano, bass);
  }

  private EventList read(byte[] file) throws IOException {
    return MidiFile.read(Files.write(folder.resolve("x.mid"), file), RATE_HZ);
  }

  @Test
  void namesAreReadAsUtf8OrElseAsLatin1() throws Exception {
    byte[] notes = join(bytes(0, 0x90, 60, 64, 9, 0x80, 60, 64), END);
    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
      byte[] name = "Café à côté".getBytes(charset);
      byte[] named = join(bytes(0, 0xFF, 0x08, name.length), name, bytes(0, 0xC0, 0));
      Path song = Files.write(folder.resolve("n.mid"), file(0, 96, join(named, notes)));
      List<String> names = new ArrayList<>();
      MidiFile.read(song, RATE_HZ, program -> names.add(program) ? 3 : -1);
      assertThat(names).as(charset.name()).containsExactly("Café à côté");
    }
  }

  /** The frame of the first event of a kind. */
  private static long first(EventList events, int kind) {
    for (int i = 0; i < events.size(); i++) {
      if (Event.kind(events.eventAt(i)) == kind) {
        return events.frameAt(i);
      }
    }
    throw new AssertionError("no event of kind " + kind);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 96000", // a tick is a whole beat, half a second
    "24, 4000",
    "96, 1000",
    "480, 200",
    "960, 100",
    "32767, 3"
  })
  void anyResolution(int division, long expected) throws Exception {
    int ticks = 4;
    byte[] track = join(bytes(0, 0x90, 60, 64, ticks, 0x80, 60, 64), END);
    assertThat(first(read(file(0, division, track)), Event.NOTE_OFF))
        .isEqualTo(Math.round(4.0 * 24_000 / division))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"24, 40, 50", "25, 40, 48", "29, 100, 16.016", "30, 80, 20"})
  void timeOfFilmAndTelevision(int framesPerSecond, int ticksPerFrame, double expected)
      throws Exception {
    byte[] track = join(bytes(0, 0x90, 60, 64, 0x87, 0x68, 0x80, 60, 64), END); // 1000 ticks
    int division = -framesPerSecond << 8 | ticksPerFrame;
    assertThat(first(read(file(1, division, track)), Event.NOTE_OFF))
        .isEqualTo(Math.round(1000 * expected));
  }

  @Test
  void aTempoInOneTrackMovesAllOthers() throws Exception {
    EventList events = read(song());
    // 400 ms a beat up to tick 96, then 300 ms
    assertThat(first(events, Event.NOTE_ON)).isZero();
    assertThat(first(events, Event.NOTE_OFF)).isEqualTo(19_200);
    assertThat(events.lastFrame()).isEqualTo(19_200 + 14_400 + 14_400 / 3);
  }

  @Test
  void thePatternsOfFormat2FollowEachOther() throws Exception {
    byte[] slow =
        join(bytes(0, 0xFF, 0x51, 3, 0x0F, 0x42, 0x40, 0, 0x90, 60, 64, 96, 0x80, 60, 64), END);
    byte[] usual = join(bytes(0, 0x90, 72, 64, 96, 0x80, 72, 64), END);
    EventList events = read(file(2, 96, slow, usual));
    assertThat(events.size()).isEqualTo(4);
    assertThat(events.frameAt(1)).isEqualTo(48_000);
    assertThat(events.frameAt(2)).as("the second begins").isEqualTo(48_000);
    assertThat(events.frameAt(3)).as("at its own tempo").isEqualTo(72_000);
  }

  @Test
  void whatIsLeftDownIsLiftedAtTheEnd() throws Exception {
    byte[] track = join(bytes(0, 0xB3, 64, 127, 0, 0x93, 60, 64, 96, 0xFF, 0x2F, 0));
    EventList events = read(file(0, 96, track));
    assertThat(first(events, Event.NOTE_OFF)).isEqualTo(24_000);
    long last = events.eventAt(events.size() - 1);
    assertThat(Event.kind(last)).isEqualTo(Event.CONTROLLER);
    assertThat(Event.value(last)).isZero();
  }

  @Test
  void dividesBySongTrackAndChannel() throws Exception {
    Path file = Files.write(folder.resolve("x.mid"), song());
    List<MidiFile.Part> tracks = MidiFile.stems(file, RATE_HZ, MidiFile.Stems.TRACK, null);
    assertThat(tracks.stream().map(MidiFile.Part::name)).containsExactly("e-piano", "bass");
    assertThat(tracks.stream().map(MidiFile.Part::number)).containsExactly(2, 3);
    assertThat(tracks.stream().map(MidiFile.Part::notes)).containsExactly(2, 2);
    List<MidiFile.Part> channels = MidiFile.stems(file, RATE_HZ, MidiFile.Stems.CHANNEL, null);
    assertThat(channels.stream().map(MidiFile.Part::number)).containsExactly(1, 2, 3);
    int sum = channels.stream().mapToInt(p -> p.events().size()).sum();
    assertThat(sum).isEqualTo(MidiFile.read(file, RATE_HZ).size());
  }

  @Test
  void stemsOfAnMpeSongKeepItsZone() throws Exception {
    byte[] track =
        join(
            bytes(0, 0xB0, 101, 0, 0, 0xB0, 100, 6, 0, 0xB0, 6, 3), // channels 2 to 4
            bytes(0, 0xB4, 7, 20, 0, 0x91, 60, 90, 0, 0xE0, 0, 80, 0, 0xE1, 0, 90),
            bytes(
                0, 0x92, 64, 90, 24, 0x81, 60, 0, 0, 0x82, 64, 0, 0, 0x95, 40, 90, 9, 0x85, 40, 0),
            END);
    Path file = Files.write(folder.resolve("mpe.mid"), file(0, 96, track));
    List<MidiFile.Part> parts = MidiFile.stems(file, RATE_HZ, MidiFile.Stems.CHANNEL, null);
    assertThat(parts.stream().map(MidiFile.Part::number)).containsExactly(2, 3, 6);
    for (MidiFile.Part part : parts) {
      assertThat(Event.kind(part.events().eventAt(0))).isEqualTo(Event.MPE_ZONE);
      assertThat(Event.number(part.events().eventAt(0))).isEqualTo(3);
    }
    assertThat(count(parts.get(0).events(), Event.PITCH_BEND)).as("own and manager's").isEqualTo(2);
    assertThat(count(parts.get(1).events(), Event.PITCH_BEND)).as("the manager's").isEqualTo(1);
    assertThat(count(parts.get(2).events(), Event.PITCH_BEND)).as("outside the zone").isZero();
    assertThat(count(parts.get(0).events(), Event.CONTROLLER)).as("another channel's").isZero();
  }

  private static int count(EventList events, int kind) {
    int count = 0;
    for (int i = 0; i < events.size(); i++) {
      count += Event.kind(events.eventAt(i)) == kind ? 1 : 0;
    }
    return count;
  }

  @Test
  void programChangesAreReadWhereTheyAreWanted() throws Exception {
    Path file = Files.write(folder.resolve("x.mid"), song());
    assertThat(count(MidiFile.read(file, RATE_HZ), Event.PROGRAM_CHANGE)).isZero();
    EventList events = MidiFile.read(file, RATE_HZ, MidiFile.BY_NUMBER);
    assertThat(Event.number(events.eventAt(0))).isEqualTo(4);
    assertThat(count(events, Event.PROGRAM_CHANGE)).isEqualTo(1);
  }

  /** The name belongs to the next program change of its track alone. */
  @Test
  void aProgramThatIsNamedIsFoundByItsName() throws Exception {
    byte[] head = {'M', 'T', 'h', 'd', 0, 0, 0, 6, 0, 0, 0, 1, 1, (byte) 0xE0};
    byte[] track = {
      0,
      (byte) 0xFF,
      8,
      4,
      'H',
      'a',
      'r',
      'p',
      0,
      (byte) 0xC0,
      3,
      0,
      (byte) 0x90,
      60,
      80,
      96,
      (byte) 0xC0,
      5,
      0,
      (byte) 0xFF,
      8,
      3,
      'A',
      'n',
      'y',
      0,
      (byte) 0xC0,
      7,
      0,
      (byte) 0x80,
      60,
      64,
      0,
      (byte) 0xFF,
      0x2F,
      0
    };
    byte[] length = {'M', 'T', 'r', 'k', 0, 0, 0, (byte) track.length};
    Path file = Files.write(folder.resolve("n.mid"), join(head, length, track));
    EventList events = MidiFile.read(file, RATE_HZ, name -> name.equals("Harp") ? 42 : -1);
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      if (Event.kind(events.eventAt(i)) == Event.PROGRAM_CHANGE) {
        numbers.add(Event.number(events.eventAt(i)));
      }
    }
    assertThat(numbers).containsExactly(42, 5, 7);
    assertThat(count(MidiFile.read(file, RATE_HZ), Event.PROGRAM_CHANGE)).isZero();
  }

  @Test
  void readsWhatIsWrappedInRiff() throws Exception {
    byte[] riff = join("RIFF....RMIDdata....".getBytes(), song());
    assertThat(read(riff).size()).isEqualTo(read(song()).size());
  }

  @Test
  void everyTruncationEndsInALineOrInEvents() throws Exception {
    byte[] whole = song();
    int lines = 0;
    for (int length = 0; length < whole.length; length++) {
      lines += isTold(Arrays.copyOf(whole, length)) ? 1 : 0;
    }
    assertThat(lines).isGreaterThan(whole.length / 2);
    assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 20)))
        .hasMessageContaining("ends within track 3");
  }

  @Test
  void everyMutationEndsInALineOrInEvents() throws Exception {
    Random random = new Random(20_26);
    byte[] whole = song();
    int lines = 0;
    int mutations = 3000;
    for (int i = 0; i < mutations; i++) {
      lines += isTold(mutated(whole, random)) ? 1 : 0;
    }
    assertThat(lines).as("told").isBetween(mutations / 10, mutations * 9 / 10);
  }

  /** Some bytes changed, some put in, some taken out. */
  public static byte[] mutated(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    for (int change = 0; change < 1 + random.nextInt(4); change++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 ->
            bytes =
                join(
                    Arrays.copyOf(bytes, at),
                    bytes(random.nextInt(256)),
                    Arrays.copyOfRange(bytes, at, bytes.length));
        default ->
            bytes = join(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + 1, bytes.length));
      }
    }
    return bytes;
  }

  /** Whether the file is refused, in one line; otherwise all its keys are lifted at its end. */
  private boolean isTold(byte[] file) throws IOException {
    EventList events;
    try {
      events = read(file);
    } catch (InputException e) {
      assertThat(e).hasMessageContaining("x.mid").hasMessageNotContaining("\n");
      return true;
    }
    boolean[] down = new boolean[16 * 128];
    for (int i = 0; i < events.size(); i++) {
      long event = events.eventAt(i);
      int key = Event.channel(event) % 16 * 128 + Event.number(event) % 128;
      if (Event.kind(event) == Event.NOTE_ON) {
        down[key] = true;
      } else if (Event.kind(event) == Event.NOTE_OFF) {
        down[key] = false;
      }
    }
    assertThat(down).doesNotContain(true);
    return false;
  }
}
