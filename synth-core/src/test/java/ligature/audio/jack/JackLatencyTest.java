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
import ligature.model.Decoder;
import ligature.preset.Patch;
import ligature.rt.FrameRing;
import ligature.rt.RealTimeScheduling;
import ligature.testing.Bundled;
import ligature.testing.JackProbe;
import ligature.testing.Jackd;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Through a real server: MIDI in at a frame, sound out a constant number of frames later. */
class JackLatencyTest {

  private static final Patch TONES =
      ToneTimbres.patch(ToneTimbres.steady("a"), ToneTimbres.steady("b"));

  /** Sounding, being cut, and silence before the next. */
  private static final int SPACING = 1100;

  private static final int MOST_OFFSET = 256;
  private static final int SOUNDING = 200;

  @ParameterizedTest
  @CsvSource({"64, 8, 300", "128, 16, 300", "256, 16, 60"})
  void midiSoundsAConstantNumberOfFramesLater(int period, int voices, int notes) throws Exception {
    measure(period, voices, notes, ToneTimbres.decoder(), TONES, 1);
  }

  /** Every key is a chord of all voices, through the network. */
  @ParameterizedTest
  @CsvSource({"64, 8, 40", "128, 16, 40"})
  void sixteenVoicesOfTheRealModelAreAsPunctual(int period, int voices, int notes)
      throws Exception {
    Patch flute = Bundled.flute();
    try (Decoder decoder = Bundled.decoder()) {
      measure(period, voices, notes, decoder, flute, voices);
    }
  }

  @ParameterizedTest
  @Tag("long")
  @CsvSource({"64, 8", "128, 16"})
  void tenThousandNotes(int period, int voices) throws Exception {
    measure(period, voices, 10_000, ToneTimbres.decoder(), TONES, 1);
  }

  private static void measure(
      int period, int voices, int notes, Decoder decoder, Patch patch, int chord) throws Exception {
    Random random = new Random(period);
    try (Jackd jackd = Jackd.start(48_000, period);
        AudioServer server = AudioServers.open("jack", AudioSettings.defaults());
        JackProbe sender = new JackProbe("sender", 0);
        JackProbe receiver = new JackProbe("receiver", notes * (SPACING + MOST_OFFSET) + 200_000)) {
      FrameRing ring = new FrameRing(period + 2 * decoder.hopFrames(), decoder.hopFrames());
      Playback playback = new Playback(ring, 48_000, period);
      Instrument instrument = new Instrument(decoder, voices, 1, patch, new Meters());
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
        long at = 12_000;
        for (int i = 0; i < notes; i++) {
          for (int key = 0; key < chord; key++) {
            sender.send(at, 0x90, 69 - 2 * key, 127);
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
      }
      assertThat(sender.fault()).isNull();
      assertThat(receiver.fault()).isNull();
      assertThat(playback.latencyFrames()).isEqualTo(period + 256);
      // the sound starts at zero, by the onset ramp: the first sample that is not zero is the
      // second
      long declared = playback.latencyFrames() + 1;
      List<Long> latencies = latencies(sender.sentFrames(), chord + 1, receiver);
      List<Long> others = latencies.stream().filter(latency -> latency != declared).toList();
      // JACK leaving out a period, or our underrun, moves the one note that is on its way then
      long disturbances =
          receiver.gaps()
              + sender.gaps()
              + receiver.xrunNanos().size()
              + playback.underruns().count();
      System.out.printf(
          "period %d, %d voices: %d of %d notes after %d frames, %d disturbances%n",
          period,
          voices,
          latencies.size() - others.size(),
          latencies.size(),
          declared - 1,
          disturbances);
      assertThat((long) others.size())
          .as("latencies %s, %d disturbances", others, disturbances)
          .isLessThanOrEqualTo(disturbances)
          .isLessThan(notes / 2);
    }
  }

  private static List<Long> latencies(List<Long> sent, int step, JackProbe receiver) {
    float[] audio = receiver.recording();
    List<Long> latencies = new ArrayList<>();
    for (int i = 0; i < sent.size(); i += step) {
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
      Playback playback = new Playback(ring, 48_000, 128);
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
      server.start(new Playback(new FrameRing(512, 128), 48_000, 128));
      jackd.kill();
      for (int i = 0; i < 100 && server.isAlive(); i++) {
        Thread.sleep(50);
      }
      assertThat(server.isAlive()).isFalse();
    }
  }

  @Test
  void portsAppearWithTheStartAndASecondClientGetsAnotherName() throws Exception {
    try (Jackd jackd = Jackd.start(48_000, 128);
        JackProbe other = new JackProbe("ligature", 0)) {
      other.activate();
      try (AudioServer server = AudioServers.open("jack", AudioSettings.defaults())) {
        assertThat(other.ports("ligature-01:")).isEmpty();
        server.start(new Playback(new FrameRing(512, 128), 48_000, 128));
        assertThat(other.ports("ligature-01:"))
            .containsExactly("ligature-01:out_left", "ligature-01:out_right");
        server.connectToSpeakers();
        assertThat(other.connections("ligature-01:out_left")).containsExactly("system:playback_1");
      }
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
