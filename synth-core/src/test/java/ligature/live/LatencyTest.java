package ligature.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import ligature.audio.UnderrunLog;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.testing.Disturbances;
import ligature.testing.JackProbe;
import ligature.testing.Jackd;
import ligature.testing.OfflineSong;
import ligature.testing.Span;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * From a key at JACK's port to the sound at JACK's port, through the whole session as it is played:
 * the declared number of frames after the timbre's own onset, which the offline render of the same
 * chord has.
 */
@Tag("live")
class LatencyTest {

  private static final int RATE = 48_000;

  /** Sounding, being cut, and silence before the next. */
  private static final int SPACING = 1100;

  private static final int MOST_OFFSET = 256;
  private static final int SOUNDING = 200;

  /** Every key is a chord of all voices, at a random offset in its period. */
  @ParameterizedTest
  @CsvSource({"64, 8, 320, 300", "128, 16, 384, 300", "256, 16, 512, 40"})
  void aChordIsHeardAConstantNumberOfFramesLater(int period, int voices, int declared, int chords)
      throws Exception {
    measure(period, voices, declared, chords);
  }

  @ParameterizedTest
  @Tag("long")
  @CsvSource({"64, 8, 320", "128, 16, 384"})
  void tenThousandChords(int period, int voices, int declared) throws Exception {
    measure(period, voices, declared, 10_000);
  }

  /** The onset does not depend on where in a hop the key comes. */
  @Test
  void theOnsetIsTheTimbresOwn() throws Exception {
    assertThat(onset(4, 77)).isEqualTo(onset(4, 0));
  }

  private static int key(int i) {
    return 69 - 2 * i;
  }

  /** Frames from the key to the first sound of the chord, as it is rendered offline. */
  private static int onset(int voices, int offset) throws Exception {
    EventList events = new EventList();
    for (int i = 0; i < voices; i++) {
      events.add(offset, Event.noteOn(0, key(i), 1));
      events.add(4800, Event.noteOff(0, key(i), 0.5f));
    }
    float[] chord = OfflineSong.left(events, Bundled.flute(), voices, 4800);
    return Audio.firstAbove(chord, 0) - offset;
  }

  private static void measure(int period, int voices, int declared, int chords) throws Exception {
    Random random = new Random(period);
    Patch flute = Bundled.flute();
    int onset = onset(voices, 0);
    try (Jackd jackd = Jackd.start(RATE, period);
        JackProbe sender = new JackProbe("sender", 0);
        JackProbe receiver = new JackProbe("receiver", chords * (SPACING + MOST_OFFSET) + 200_000);
        LiveSession session = LiveSession.open(Bundled.options(flute, voices, "jack"))) {
      session.setGoverned(false); // all notes
      assertThat(session.latencyFrames()).as("as declared").isEqualTo(declared);
      long at = 12_000;
      for (int i = 0; i < chords; i++) {
        for (int voice = 0; voice < voices; voice++) {
          sender.send(at, 0x90, key(voice), 127);
        }
        sender.send(at + SOUNDING, 0xB0, 120, 0); // all sound off: silence before the next
        at += SPACING + random.nextInt(MOST_OFFSET);
      }
      receiver.activate();
      receiver.connect("ligature:out_left", "receiver:in");
      sender.activate();
      sender.connect("sender:midi_out", "ligature:midi_in");
      while (!sender.hasSentAll()) {
        Thread.sleep(20);
      }
      int rest = receiver.recordedFrames() + 12_000;
      while (receiver.recordedFrames() < rest) {
        Thread.sleep(20);
      }
      assertThat(sender.fault()).isNull();
      assertThat(receiver.fault()).isNull();
      Disturbances disturbances = disturbances(sender, receiver, session.underrunLog());
      List<Chord> all = chords(sender.sentFrames(), voices + 1, receiver);
      List<Chord> others = all.stream().filter(c -> c.latency() != declared + onset).toList();
      System.out.printf(
          "period %d, %d voices: %d of %d chords %d frames after their onset, which is %d after the"
              + " key; %d disturbances%n",
          period,
          voices,
          all.size() - others.size(),
          all.size(),
          declared,
          onset,
          disturbances.count());
      for (Chord chord : others) {
        assertThat(disturbances.isNear(chord.nanos))
            .as(
                "something that disturbed the chord of latency %d, others %s",
                chord.latency, others)
            .isTrue();
      }
      assertThat(others.size()).isLessThan(chords / 2);
    }
  }

  /**
   * JACK leaving out a period, or our underrun, moves the one chord that is on its way then. Which
   * of these are ours, tests of underruns say.
   */
  private static Disturbances disturbances(JackProbe sender, JackProbe receiver, UnderrunLog log) {
    List<Long> nanos = new ArrayList<>(receiver.gapNanos());
    nanos.addAll(sender.gapNanos());
    nanos.addAll(receiver.xrunNanos());
    for (long i = Math.max(0, log.count() - UnderrunLog.KEPT); i < log.count(); i++) {
      nanos.add(log.nanos(i));
    }
    return new Disturbances(nanos.stream().map(Span::at).toList());
  }

  /** When a chord's key came to its receiver, and how many frames later it was heard. */
  private record Chord(long nanos, long latency) {}

  private static List<Chord> chords(List<Long> sent, int step, JackProbe receiver) {
    float[] audio = receiver.recording();
    List<Chord> chords = new ArrayList<>();
    for (int i = 0; i < sent.size(); i += step) {
      int from = receiver.indexOf(sent.get(i));
      int at = from;
      while (at < audio.length && audio[at] == 0) {
        at++;
      }
      chords.add(new Chord(receiver.nanosOf(from), at - from));
    }
    return chords;
  }
}
