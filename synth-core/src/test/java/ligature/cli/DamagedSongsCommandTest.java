package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import ligature.files.InputException;
import ligature.midi.MidiFile;
import ligature.midi.MidiSongTest;
import ligature.soundfile.WavReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged MIDI files given to {@code render}: a sound file, or one line and status 2. */
class DamagedSongsCommandTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int RATE_HZ = 8000;

  /** A valid song may have a pause of hours; to render it is right, and long. */
  private static final int MOST_FRAMES = 4 * RATE_HZ;

  @TempDir private Path folder;
  private int rendered;
  private int told;

  private void endsWell(byte[] song) throws IOException {
    Path midi = Files.write(folder.resolve("song.mid"), song);
    Path out = folder.resolve("out.wav");
    Files.deleteIfExists(out);
    List<String> options =
        List.of("--midi", midi.toString(), "--out", out.toString(), "--rate", "" + RATE_HZ);
    CommandRun run =
        assertTimeoutPreemptively(
            LIMIT, () -> CommandRun.of("render --a flute --b cello --device cpu --json", options));
    if (run.status() == 2) {
      assertThat(run.err().strip()).startsWith("ligature: ").contains("song.mid").hasLineCount(1);
      assertThat(run.out()).isEmpty();
      assertThat(folder.toFile().list()).as("nothing is left").containsExactly("song.mid");
      told++;
    } else {
      assertThat(run.status()).as(run.err()).isZero();
      WavReader.Sound sound = WavReader.read(out);
      assertThat(sound.frames()).isPositive().isEqualTo(run.json().get("frames").asInt());
      rendered++;
    }
  }

  private enum Kind {
    REFUSED,
    SHORT,
    LONG
  }

  private Kind kind(byte[] song) throws IOException {
    Path midi = Files.write(folder.resolve("song.mid"), song);
    try {
      boolean isShort = MidiFile.read(midi, RATE_HZ).lastFrame() < MOST_FRAMES;
      return isShort ? Kind.SHORT : Kind.LONG;
    } catch (InputException e) {
      return Kind.REFUSED;
    }
  }

  @Test
  void mutations() throws Exception {
    Random random = new Random(20_28);
    int each = 4;
    int[] wanted = {each, each, 0}; // of each kind, in the order of their names above
    while (wanted[0] + wanted[1] > 0) {
      byte[] song = MidiSongTest.mutated(MidiSongTest.song(), random);
      int kind = kind(song).ordinal();
      if (wanted[kind] > 0) {
        wanted[kind]--;
        endsWell(song);
      }
    }
    assertThat(rendered).isEqualTo(each);
    assertThat(told).isEqualTo(each);
  }

  @Test
  void truncations() throws Exception {
    byte[] whole = MidiSongTest.song();
    for (int length = 0; length < whole.length; length += 41) {
      endsWell(Arrays.copyOf(whole, length));
    }
    assertThat(told).isGreaterThan(3);
  }

  /** Patterns that follow each other, each of 13 hours: less than the most of one. */
  @Test
  void aSongOfMoreThanADayIsRefusedBeforeTheWork() throws Exception {
    ByteBuffer song = ByteBuffer.allocate(100);
    song.put("MThd".getBytes(StandardCharsets.US_ASCII)).putInt(6);
    song.putShort((short) 2).putShort((short) 2).putShort((short) 1); // a tick is half a second
    for (int pattern = 0; pattern < 2; pattern++) {
      byte[] pause = {(byte) 0x85, (byte) 0xDB, 0x20}; // 93 600 ticks, seven bits a byte
      song.put("MTrk".getBytes(StandardCharsets.US_ASCII)).putInt(14);
      song.put(new byte[] {0, (byte) 0x90, 60, 64}).put(pause);
      song.put(new byte[] {(byte) 0x80, 60, 64, 0, (byte) 0xFF, 0x2F, 0});
    }
    Path midi = folder.resolve("song.mid");
    Files.write(midi, Arrays.copyOf(song.array(), song.position()));
    for (String name : List.of("out.flac", "out.wav")) {
      List<String> options =
          List.of("--midi", midi.toString(), "--out", folder.resolve(name).toString());
      CommandRun run =
          assertTimeoutPreemptively(
              LIMIT,
              () -> CommandRun.of("render --a flute --b cello --device cpu --json", options));
      assertThat(run.status()).as(run.err()).isEqualTo(2);
      assertThat(run.err().strip())
          .startsWith("ligature: " + midi + ": the song lasts 26.00 hours")
          .hasLineCount(1);
      assertThat(folder.toFile().list()).as("nothing is left").containsExactly("song.mid");
    }
  }
}
