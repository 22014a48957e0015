package ligature.audio.jack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import ligature.audio.AudioServer;
import ligature.audio.AudioServers;
import ligature.audio.AudioSettings;
import ligature.audio.Playback;
import ligature.engine.Instrument;
import ligature.engine.Meters;
import ligature.engine.ModelThread;
import ligature.files.InputException;
import ligature.rt.FrameRing;
import ligature.rt.RealTimeScheduling;
import ligature.testing.JackProbe;
import ligature.testing.Jackd;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through a real server: MIDI in at a frame, sound out a constant number of frames later. */
class JackLatencyTest {

  private static final int NOTES = 40;
  private static final int SPACING = 4800;

  @ParameterizedTest
  @ValueSource(ints = {64, 128, 256})
  void midiSoundsAConstantNumberOfFramesLater(int period) throws Exception {
    Random random = new Random(period);
    try (Jackd jackd = Jackd.start(48_000, period);
        AudioServer server = AudioServers.open("jack", AudioSettings.defaults());
        JackProbe sender = new JackProbe("sender", 0);
        JackProbe receiver = new JackProbe("receiver", (NOTES + 40) * SPACING)) {
      FrameRing ring = new FrameRing(period + 2 * ToneTimbres.HOP_FRAMES, ToneTimbres.HOP_FRAMES);
      Playback playback = new Playback(ring, 48_000, 48_000, 0, period);
      Instrument instrument =
          new Instrument(
              ToneTimbres.decoder(),
              8,
              1,
              ToneTimbres.patch(ToneTimbres.steady("a"), ToneTimbres.steady("b")),
              new Meters());
      instrument.addSource(playback.midiEvents());
      try (ModelThread model =
          new ModelThread(
              instrument,
              ring,
              48_000,
              () -> RealTimeScheduling.enterFifo(60),
              Throwable::printStackTrace)) {
        model.start();
        server.start(playback);
        for (int i = 0; i < NOTES; i++) {
          int at = 24_000 + i * SPACING + random.nextInt(300);
          sender.send(at, 0x90, 69, 127);
          sender.send(at + 480, 0xB0, 120, 0); // all sound off: silence before the next
        }
        receiver.activate();
        receiver.connect("ligature:out_left", "receiver:in");
        sender.activate();
        sender.connect("sender:midi_out", "ligature:midi_in");
        while (receiver.recordedFrames() < 48_000 + NOTES * SPACING) {
          Thread.sleep(20);
        }
      }
      assertThat(sender.fault()).isNull();
      assertThat(receiver.fault()).isNull();
      assertThat(playback.latencyFrames()).isEqualTo(period + 256);
      // the stand-in's sine starts at zero and the onset ramp too: the first sample that is not
      // zero is the second
      long declared = playback.latencyFrames() + 1;
      List<Long> latencies = latencies(sender.sentFrames(), receiver);
      long others = latencies.stream().filter(latency -> latency != declared).count();
      // JACK leaving out a period, or our underrun, moves the one note that is on its way then
      long disturbances =
          receiver.gaps()
              + sender.gaps()
              + receiver.xrunNanos().size()
              + playback.underruns().count();
      assertThat(others)
          .as("latencies %s, %d disturbances", latencies, disturbances)
          .isLessThanOrEqualTo(disturbances)
          .isLessThan(NOTES / 2);
    }
  }

  private static List<Long> latencies(List<Long> sent, JackProbe receiver) {
    float[] audio = receiver.recording();
    List<Long> latencies = new ArrayList<>();
    for (int i = 0; i < sent.size(); i += 2) {
      int from = receiver.indexOf(sent.get(i));
      int at = from;
      while (at < audio.length && audio[at] == 0) {
        at++;
      }
      latencies.add((long) (at - from));
    }
    return latencies;
  }

  @Test
  void survivesAPeriodThatGrowsAndShrinks() throws Exception {
    try (Jackd jackd = Jackd.start(48_000, 128);
        AudioServer server = AudioServers.open("jack", AudioSettings.defaults())) {
      FrameRing ring = new FrameRing(2048, 128);
      Playback playback = new Playback(ring, 48_000, 48_000, 0, 128);
      server.start(playback);
      for (int period : new int[] {256, 128, 512, 128}) {
        jackd.setPeriod(period);
        Thread.sleep(300);
        long before = ring.position();
        Thread.sleep(200);
        assertThat(ring.position() - before)
            .as("still called at period %d", period)
            .isGreaterThan(2000);
        assertThat(server.periodFrames()).isEqualTo(period);
      }
    }
  }

  @Test
  void aServerThatDiesIsNoticedAndLeftBehind() throws Exception {
    try (Jackd jackd = Jackd.start(48_000, 128);
        AudioServer server = AudioServers.open("jack", AudioSettings.defaults())) {
      server.start(new Playback(new FrameRing(512, 128), 48_000, 48_000, 0, 128));
      jackd.kill();
      for (int i = 0; i < 100 && server.isAlive(); i++) {
        Thread.sleep(50);
      }
      assertThat(server.isAlive()).isFalse();
    }
  }

  @Test
  void noServerIsToldInOneLine() throws Exception {
    Jackd.start(48_000, 128).close();
    assertThatThrownBy(() -> AudioServers.open("jack", AudioSettings.defaults()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no JACK server is running")
        .hasMessageNotContaining("\n");
  }
}
