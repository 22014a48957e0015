package ligature.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import ligature.audio.AudioSettings;
import ligature.model.ComputeDevice;
import ligature.testing.Bundled;
import ligature.testing.JackProbe;
import ligature.testing.Jackd;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** More MIDI than any cable carries, through JACK: nothing sticks. */
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

  private static void flood(int seconds) throws Exception {
    Random random = new Random(seconds);
    try (Jackd jackd = Jackd.start(RATE, PERIOD);
        JackProbe keyboard = new JackProbe("keyboard", 0);
        LiveSession session =
            LiveSession.open(
                new LiveOptions(
                    Bundled.model(),
                    ComputeDevice.CPU,
                    Bundled.flute(),
                    16,
                    "jack",
                    AudioSettings.defaults(),
                    0,
                    List.of(),
                    null))) {
      int events = seconds * EVENTS_PER_SECOND;
      for (int i = 0; i < events; i++) {
        int what = random.nextInt(20);
        int kind = what < 9 ? 0x90 : what < 18 ? 0x80 : what == 18 ? 0xB0 : 0xE0;
        int number = kind == 0xB0 ? 1 + random.nextInt(11) : random.nextInt(128);
        keyboard.send(
            4800 + i * (long) RATE / EVENTS_PER_SECOND,
            kind | random.nextInt(16),
            number,
            random.nextInt(128));
      }
      long end = 4800 + (long) seconds * RATE;
      for (int i = 0; i < 16 * 128; i++) { // at the same pace
        keyboard.send(end + i * (long) RATE / EVENTS_PER_SECOND, 0x80 | i >> 7, i & 127, 64);
      }
      keyboard.activate();
      keyboard.connect("keyboard:midi_out", "ligature:midi_in");
      while (!keyboard.hasSentAll() && keyboard.fault() == null) {
        Thread.sleep(20);
      }
      assertThat(keyboard.fault()).isNull();
      List<Long> sent = keyboard.sentFrames();
      double took = (sent.get(events - 1) - sent.get(0)) / (double) RATE;
      for (int i = 0; i < 1500 && session.meters().voices() > 0; i++) {
        Thread.sleep(10);
      }
      System.out.printf(
          "%d MIDI events through JACK in %.2f s, %.0f a second; %d underruns%n",
          events, took, events / took, session.underruns());
      assertThat(session.meters().voices()).as("voices at the end").isZero();
      for (int key = 0; key < 128; key++) {
        assertThat(session.isKeyDown(key)).as("key %d", key).isFalse();
      }
      assertThat(session.failure()).isNull();
      assertThat(events / took).as("events a second").isGreaterThan(0.5 * EVENTS_PER_SECOND);
    }
  }
}
