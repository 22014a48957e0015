package ligature.audio.javasound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import ligature.audio.AudioServer;
import ligature.audio.AudioServers;
import ligature.audio.AudioSettings;
import ligature.audio.Playback;
import ligature.files.InputException;
import ligature.rt.FrameRing;
import ligature.soundfile.WavReader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * JavaSound for real: into ALSA's file plugin, in a JVM whose HOME has the configuration for it.
 */
class JavaSoundTest {

  private static final int FRAMES = 48_000;

  @TempDir private Path home;

  private static float sample(int frame) {
    return (float) (0.4 * Math.sin(frame * 0.05));
  }

  /** The child: plays a second that lies ready in the ring. */
  public static void main(String[] args) throws Exception {
    try (AudioServer server =
        AudioServers.open(
            "javasound", new AudioSettings("ligature", Integer.parseInt(args[0]), 0, ""))) {
      FrameRing ring = new FrameRing(FRAMES, FRAMES);
      float[] stereo = new float[2 * FRAMES];
      for (int i = 0; i < FRAMES; i++) {
        stereo[2 * i] = sample(i);
        stereo[2 * i + 1] = -sample(i);
      }
      ring.write(stereo, 0, FRAMES);
      System.out.println(server.description());
      server.start(new Playback(ring, 48_000, server.periodFrames()));
      while (ring.position() < FRAMES) {
        Thread.sleep(10);
      }
      Thread.sleep(100);
    } catch (InputException e) {
      System.out.println(e.getMessage());
      System.exit(2);
    }
    System.exit(0);
  }

  private String play(int rate, int expectedStatus) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-XX:-UsePerfData",
            JavaSoundTest.class.getName(),
            "" + rate);
    builder.environment().put("HOME", home.toString()); // where ALSA looks for .asoundrc
    Process child = builder.redirectErrorStream(true).start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(said).isEqualTo(expectedStatus);
    return said;
  }

  @Test
  void whatIsInTheRingReachesTheLine() throws Exception {
    boolean alsa =
        Files.exists(Path.of("/usr/lib/x86_64-linux-gnu/libasound.so.2"))
            && Files.exists(Path.of("/usr/share/alsa/alsa.conf"));
    if (!alsa) {
      System.out.println("SKIPPED: libasound2 is not installed (Debian: apt install libasound2)");
      Assumptions.abort("no ALSA");
    }
    Path wav = home.resolve("played.wav");
    Files.writeString(
        home.resolve(".asoundrc"),
        "pcm.!default { type plug slave.pcm \"wf\" }\n"
            + "pcm.wf { type file slave.pcm null file \""
            + wav
            + "\" format wav }\n");
    String said = play(48_000, 0);
    assertThat(said).contains("JavaSound, 48000 Hz, 24 bits");
    WavReader.Sound sound = WavReader.read(wav);
    assertThat(sound.frames()).isGreaterThanOrEqualTo(FRAMES);
    for (int i = 0; i < FRAMES - 200; i++) {
      assertThat((double) sound.samples()[2 * i])
          .isCloseTo(sample(i), within(2e-7 + 1.0 / (1 << 23)));
      assertThat((double) sound.samples()[2 * i + 1])
          .isCloseTo(-sample(i), within(2e-7 + 1.0 / (1 << 23)));
    }
  }

  @Test
  void noSoundCardIsToldInOneLine() throws Exception {
    Assumptions.assumeFalse(Files.exists(Path.of("/dev/snd/controlC0")), "there is a sound card");
    String said = play(48_000, 2);
    assertThat(said).contains("javasound:").contains("ligature render");
    assertThat(said.strip()).doesNotContain("\n");
  }
}
