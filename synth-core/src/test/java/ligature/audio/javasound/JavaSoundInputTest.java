package ligature.audio.javasound;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.FloatBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.TargetDataLine;
import ligature.audio.Playback;
import ligature.rt.CaptureRing;
import ligature.rt.FrameRing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An input that has two channels, and one that is pulled out. */
@Tag("live")
class JavaSoundInputTest {

  @Test
  void twoChannelsAreMixed() {
    FloatBuffer out = FloatBuffer.allocate(2);
    byte[] bytes = {0, 0, 64, 0, 0, 32, -1, -1, -1, 0, 0, -128}; // 0.5, 0.25; -2^-23, -1
    JavaSoundInput.decode(bytes, 2, 2, 3, out);
    assertThat(out.get(0)).isEqualTo(0.375f);
    assertThat(out.get(1)).isEqualTo((float) (-0.5 - 0.5 / 8_388_608));
    out.clear();
    JavaSoundInput.decode(new byte[] {0, -128, -1, 127}, 2, 1, 2, out);
    assertThat(out.get(0)).isEqualTo(-1);
    assertThat(out.get(1)).isEqualTo(32_767 / 32_768f);
  }

  /** A line of which some periods can be read, and then nothing, as when it is unplugged. */
  private static TargetDataLine line(int periods) {
    AtomicInteger rest = new AtomicInteger(periods);
    AudioFormat format = new AudioFormat(48_000, 16, 1, true, false);
    return (TargetDataLine)
        Proxy.newProxyInstance(
            TargetDataLine.class.getClassLoader(),
            new Class<?>[] {TargetDataLine.class},
            (proxy, method, args) ->
                switch (method.getName()) {
                  case "getFormat" -> format;
                  case "read" -> rest.getAndDecrement() > 0 ? (int) args[2] : 0;
                  default -> null;
                });
  }

  @Test
  void anInputThatGoesAwayIsTold() throws Exception {
    Playback playback = new Playback(new FrameRing(512, 128), 48_000, 128);
    CaptureRing captured = new CaptureRing(1000);
    playback.captureTo(captured);
    try (JavaSoundInput input = new JavaSoundInput(line(3), 128)) {
      assertThat(input.hasEnded()).isFalse();
      input.start(playback);
      for (int i = 0; i < 1000 && !input.hasEnded(); i++) {
        Thread.sleep(5);
      }
      assertThat(input.hasEnded()).isTrue();
      assertThat(captured.read(new float[1000])).isEqualTo(3 * 128);
    }
  }
}
