package ligature.audio.jack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ligature.audio.AudioServer;
import ligature.audio.AudioServers;
import ligature.audio.AudioSettings;
import ligature.audio.Playback;
import ligature.files.InputException;
import ligature.rt.FrameRing;
import ligature.testing.JackProbe;
import ligature.testing.Jackd;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Our client of a real server. */
@Tag("live")
class JackServerTest {

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
