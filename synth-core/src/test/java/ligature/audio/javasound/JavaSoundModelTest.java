package ligature.audio.javasound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import ligature.audio.AudioSettings;
import ligature.live.LiveOptions;
import ligature.live.LiveSession;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.model.ComputeDevice;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.testing.JackProbe;
import ligature.testing.Jackd;
import ligature.testing.OfflineSong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole instrument with the model that ships, on JavaSound, heard by another client of JACK
 * behind ALSA: the sound that is rendered offline, in the bits of the format.
 */
@Tag("live")
class JavaSoundModelTest {

  private static final int RATE = 48_000;
  private static final int VOICES = 1;
  private static final int KEY = 69;
  private static final float VELOCITY = 0.8f;
  private static final int PIECE = 4800;
  private static final int PIECES = 6;
  private static final int SILENCE = 3 * PIECE;
  private static final float LOUD = 0.02f;

  @TempDir private Path home;

  /** The child. Arguments: bits, of one session after the other. */
  public static void main(String[] args) throws Exception {
    for (String bits : args) {
      play(Integer.parseInt(bits));
    }
    System.exit(0);
  }

  private static void play(int bits) throws InterruptedException {
    try (LiveSession session =
        LiveSession.open(
            new LiveOptions(
                Bundled.model(),
                ComputeDevice.CPU,
                Bundled.flute(),
                VOICES,
                "javasound",
                new AudioSettings("ligature", RATE, 512, bits, "", false),
                0,
                List.of(),
                null))) {
      session.setGoverned(false);
      session.noteOn(KEY, VELOCITY);
      long end = session.meters().frame() + (PIECES + 3) * PIECE;
      while (session.meters().frame() < end && session.failure() == null) {
        Thread.sleep(5);
      }
      System.out.printf(
          "%s, failure %s, %d underruns%n",
          session.audioDescription(), session.failure(), session.underruns());
    }
  }

  /** The largest difference of two pieces. */
  private static double difference(float[] a, int fromA, float[] b, int fromB) {
    double most = 0;
    for (int i = 0; i < PIECE; i++) {
      most = Math.max(most, Math.abs(a[fromA + i] - b[fromB + i]));
    }
    return most;
  }

  /** Where a note begins, behind a silence. */
  private static int beginAfter(float[] heard, int from) {
    int silent = 0;
    for (int i = from; i < heard.length; i++) {
      if (silent >= SILENCE && Math.abs(heard[i]) > LOUD) {
        return i;
      }
      silent = heard[i] == 0 ? silent + 1 : Math.abs(heard[i]) > LOUD ? 0 : silent;
    }
    return -1;
  }

  @Test
  void theModelIsHeardInTuneAndInAllItsBits() throws Exception {
    AlsaChild child = new AlsaChild(home);
    child.intoJack("recorder:in");
    EventList song = new EventList();
    song.add(0, Event.noteOn(0, KEY, VELOCITY));
    song.add(2 * RATE, Event.noteOff(0, KEY, 0.5f));
    float[] offline = OfflineSong.left(song, Bundled.flute(), VOICES, RATE);
    try (Jackd jackd = Jackd.start(RATE, 256);
        JackProbe recorder = new JackProbe("recorder", 120 * RATE)) {
      recorder.activate();
      String said = child.run(JavaSoundModelTest.class, 0, jackd, 16, 24);
      said.lines().filter(line -> line.contains("JavaSound")).forEach(System.out::println);
      float[] heard = recorder.recording();
      int begin = 0;
      for (int bits : new int[] {16, 24}) {
        assertThat(said)
            .containsPattern(
                "JavaSound, 48000 Hz, " + bits + " bits, period 512, .*, failure null");
        begin = beginAfter(heard, begin);
        assertThat(begin).as("the note of %d bits", bits).isPositive();
        check(heard, begin, offline, bits);
      }
    }
  }

  /** Of the pieces of the held note the one that is most like the offline render. */
  private static void check(float[] heard, int begin, float[] offline, int bits) {
    int offset = begin - Audio.firstAbove(offline, LOUD);
    double least = Double.MAX_VALUE;
    int at = 0;
    for (int piece = 1; piece <= PIECES; piece++) { // something may have been late in others
      for (int lag = -4; lag <= 4; lag++) { // what is just above the threshold was rounded
        int place = begin - offset + piece * PIECE;
        double difference = difference(heard, place + offset + lag, offline, place);
        if (difference < least) {
          least = difference;
          at = place + offset + lag;
        }
      }
    }
    float[] held = Arrays.copyOfRange(heard, at, at + PIECE);
    double cents = Audio.centsFrom(held, RATE, 440);
    double steps = 1 << bits - 1;
    System.out.printf(
        "%d bits: %.2f cents off, at most %.2f steps beside the offline render%n",
        bits, cents, least * steps);
    assertThat(cents).as("a flute is alive").isCloseTo(0, within(20.0));
    assertThat(Audio.rmsDb(held, 0, PIECE)).isGreaterThan(-50);
    assertThat(least).as("beside the offline render").isLessThan(1.5 / steps + 2e-7);
    assertThat(offGrid(held, steps)).as("values that %d bits have not", bits).isZero();
    if (bits > 16) {
      assertThat(offGrid(held, 32_768)).as("values that 16 bits have not").isPositive();
    }
  }

  private static int offGrid(float[] x, double stepsToFull) {
    int off = 0;
    for (float value : x) {
      double steps = value * stepsToFull;
      off += Math.abs(steps - Math.rint(steps)) > 0.01 ? 1 : 0;
    }
    return off;
  }
}
