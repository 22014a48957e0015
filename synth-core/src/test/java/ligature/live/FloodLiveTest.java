package ligature.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import ligature.testing.Bundled;
import ligature.testing.JackProbe;
import ligature.testing.Jackd;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** More MIDI than any cable carries, through JACK: every note-off comes, or is made up for. */
@Tag("live")
class FloodLiveTest {

  private static final int RATE = 48_000;

  /** A port of jackd2 holds some 2700 messages of three bytes a period; longer ones cost less. */
  private static final int PERIOD = 512;

  private static final int EVENTS_PER_SECOND = 100_000;

  @Test
  void aHundredThousandEventsASecondForASecond() throws Exception {
    flood(1);
  }

  @Test
  @Tag("long")
  void forTenSeconds() throws Exception {
    flood(10);
  }

  /** Keys that are down at once, on average: each has one note-off, and nothing else lifts it. */
  private static final int DOWN = 40;

  /** Sends presses, their releases, controllers and bends, evenly; the note-offs among them. */
  private static int send(JackProbe keyboard, int events, Random random) {
    List<Integer> down = new ArrayList<>();
    int noteOffs = 0;
    for (int i = 0; i < events; i++) {
      long frame = 4800 + i * (long) RATE / EVENTS_PER_SECOND;
      int spare = events - i - down.size(); // beyond what lifts the keys that are down
      if (spare == 1 || spare > 1 && random.nextInt(10) == 0) {
        int kind = random.nextBoolean() ? 0xB0 : 0xE0;
        int number = kind == 0xB0 ? 1 + random.nextInt(11) : random.nextInt(128);
        keyboard.send(frame, kind | random.nextInt(16), number, random.nextInt(128));
      } else if (spare > 1 && random.nextInt(2 * DOWN) >= down.size()) {
        int key = random.nextInt(16 * 128);
        while (down.contains(key)) {
          key = random.nextInt(16 * 128);
        }
        down.add(key);
        keyboard.send(frame, 0x90 | key >> 7, key & 127, 1 + random.nextInt(127));
      } else {
        int key = down.remove(random.nextInt(down.size()));
        keyboard.send(frame, 0x80 | key >> 7, key & 127, random.nextInt(128));
        noteOffs++;
      }
    }
    assertThat(down).isEmpty();
    return noteOffs;
  }

  private static void flood(int seconds) throws Exception {
    try (Jackd jackd = Jackd.start(RATE, PERIOD);
        JackProbe keyboard = new JackProbe("keyboard", 0);
        LiveSession session = LiveSession.open(Bundled.options(Bundled.flute(), 16, "jack"))) {
      int events = seconds * EVENTS_PER_SECOND;
      int noteOffs = send(keyboard, events, new Random(seconds));
      keyboard.activate();
      keyboard.connect("keyboard:midi_out", "ligature:midi_in");
      while (!keyboard.hasSentAll() && keyboard.fault() == null) {
        Thread.sleep(20);
      }
      assertThat(keyboard.fault()).isNull();
      List<Long> sent = keyboard.sentFrames();
      double took = (sent.get(events - 1) - sent.get(0)) / (double) RATE;
      for (int i = 0;
          i < 1500
              && (session.meters().voices() > 0
                  || session.meters().noteOffs() + session.lostMidiEvents() < noteOffs);
          i++) {
        Thread.sleep(10);
      }
      long came = session.meters().noteOffs();
      long lost = session.lostMidiEvents();
      long missed = session.missedPeriods();
      System.out.printf(
          "%d MIDI events through JACK in %.2f s, %.0f a second; %d of %d note-offs came, %d events"
              + " lost, %d periods missed; %d underruns, %d gaps%n",
          events,
          took,
          events / took,
          came,
          noteOffs,
          lost,
          missed,
          session.underruns(),
          keyboard.gaps());
      assertThat(session.meters().voices()).as("voices at the end").isZero();
      for (int key = 0; key < 128; key++) {
        assertThat(session.isKeyDown(key)).as("key %d", key).isFalse();
      }
      assertThat(session.failure()).isNull();
      assertThat(events / took).as("events a second").isGreaterThan(0.98 * EVENTS_PER_SECOND);
      assertThat(noteOffs).as("note-offs sent").isGreaterThan(4 * events / 10);
      if (lost + missed == 0) { // else the machine was stopped, and the keys are up all the same
        assertThat(came).as("note-offs").isEqualTo(noteOffs);
      }
      assertThat(lost).as("events lost").isLessThan(events / 10);
    }
  }
}
