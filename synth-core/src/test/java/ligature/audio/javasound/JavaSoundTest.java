package ligature.audio.javasound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import ligature.audio.AudioServer;
import ligature.audio.AudioServers;
import ligature.audio.AudioSettings;
import ligature.audio.Playback;
import ligature.audio.StreamMap;
import ligature.engine.Instrument;
import ligature.engine.Meters;
import ligature.engine.ModelThread;
import ligature.engine.RingFeed;
import ligature.files.InputException;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.rt.CaptureRing;
import ligature.rt.FrameRing;
import ligature.rt.RealTimeScheduling;
import ligature.soundfile.WavReader;
import ligature.testing.Audio;
import ligature.testing.JackProbe;
import ligature.testing.Jackd;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * JavaSound for real: into ALSA's file plugin, in a JVM whose HOME has the configuration for it.
 */
@Tag("live")
class JavaSoundTest {

  private static final int FRAMES = 48_000;
  private static final int CAPTURED = 4096;

  @TempDir private Path home;

  private static float sample(int frame) {
    return (float) (0.4 * Math.sin(frame * 0.05));
  }

  /** The child. Arguments: what to do, rate, bits, period, seconds, where captured floats go. */
  public static void main(String[] args) throws Exception {
    AudioSettings settings =
        new AudioSettings(
            "ligature",
            Integer.parseInt(args[1]),
            Integer.parseInt(args[3]),
            Integer.parseInt(args[2]),
            "",
            args[0].equals("capture"));
    try (AudioServer server = AudioServers.open("javasound", settings)) {
      System.out.println(server.description());
      switch (args[0]) {
        case "ring" -> playRing(server);
        case "capture" -> capture(server, Path.of(args[5]));
        case "fast" -> playKey(server, Double.parseDouble(args[4]), true);
        default -> playKey(server, Double.parseDouble(args[4]), false);
      }
    } catch (InputException e) {
      System.out.println(e.getMessage());
      System.exit(2);
    }
    System.exit(0);
  }

  /** A second that lies ready. */
  private static void playRing(AudioServer server) throws InterruptedException {
    FrameRing ring = new FrameRing(FRAMES, FRAMES);
    float[] stereo = new float[2 * FRAMES];
    for (int i = 0; i < FRAMES; i++) {
      stereo[2 * i] = sample(i);
      stereo[2 * i + 1] = -sample(i);
    }
    ring.write(stereo, 0, FRAMES);
    server.start(new Playback(ring, 48_000, server.periodFrames()));
    while (ring.position() < FRAMES) {
      Thread.sleep(10);
    }
    Thread.sleep(100);
  }

  /**
   * The key A4, held, through the instrument, the resampler and the line.
   *
   * @param fast the line does not pace: the device waits for the model, as in freewheel
   */
  private static void playKey(AudioServer server, double seconds, boolean fast)
      throws InterruptedException {
    int rate = server.sampleRateHz();
    Instrument instrument =
        new Instrument(
            ToneTimbres.decoder(),
            4,
            1,
            ToneTimbres.patch(ToneTimbres.steady("a"), ToneTimbres.steady("b")),
            new Meters());
    EventList keys = new EventList();
    keys.add(0, Event.noteOn(0, 69, 1));
    instrument.addSource(keys);
    int block = RingFeed.blockFrames(instrument.hopFrames(), 48_000, rate);
    FrameRing ring = new FrameRing(server.periodFrames() + 2 * block, block);
    StreamMap map = new StreamMap(48_000, rate, RingFeed.resamplerFrames(48_000, rate), 0);
    Playback playback = new Playback(ring, map, server.periodFrames(), null);
    playback.setFreewheel(fast);
    try (ModelThread model =
        new ModelThread(instrument, ring, rate, () -> RealTimeScheduling.enterFifo(60), t -> {})) {
      model.start();
      long begin = System.nanoTime();
      server.start(playback);
      while (playback.position() < seconds * rate) {
        Thread.sleep(5);
      }
      System.out.printf(
          "%d underruns, %.2f s%n",
          playback.underruns().count(), (System.nanoTime() - begin) * 1e-9);
      server.close();
    }
  }

  /** What comes in, while a second of silence plays, as text. */
  private static void capture(AudioServer server, Path out) throws Exception {
    FrameRing ring = new FrameRing(FRAMES, FRAMES);
    ring.write(new float[2 * FRAMES], 0, FRAMES);
    Playback playback = new Playback(ring, 48_000, server.periodFrames());
    CaptureRing captured = new CaptureRing(FRAMES);
    playback.captureTo(captured);
    server.start(playback);
    float[] frames = new float[FRAMES];
    float[] piece = new float[FRAMES];
    int count = 0;
    while (count < CAPTURED) {
      int n = captured.read(piece);
      System.arraycopy(piece, 0, frames, count, Math.min(n, FRAMES - count));
      count += n;
      Thread.sleep(5);
    }
    Files.writeString(out, Arrays.toString(Arrays.copyOf(frames, CAPTURED)));
  }

  private String play(int expectedStatus, Jackd jackd, Object... args) throws Exception {
    return new AlsaChild(home).run(JavaSoundTest.class, expectedStatus, jackd, args);
  }

  private Path intoFile() throws Exception {
    AlsaChild.needs("/usr/lib/x86_64-linux-gnu/libasound.so.2", "libasound2");
    AlsaChild.needs("/usr/share/alsa/alsa.conf", "libasound2-data");
    Path wav = home.resolve("played.wav");
    new AlsaChild(home)
        .configure(
            "pcm.!default { type plug slave.pcm \"wf\" }\n"
                + "pcm.wf { type file slave.pcm null file \""
                + wav
                + "\" format wav }\n");
    return wav;
  }

  @ParameterizedTest
  @CsvSource({"48000, 24", "48000, 16", "44100, 24", "96000, 16"})
  void whatIsInTheRingReachesTheLine(int rate, int bits) throws Exception {
    Path wav = intoFile();
    String said = play(0, null, "ring", rate, bits, 256, 1);
    assertThat(said).contains("JavaSound, " + rate + " Hz, " + bits + " bits, period 256");
    WavReader.Sound sound = WavReader.read(wav);
    assertThat(sound.rateHz()).isEqualTo(rate);
    assertThat(sound.frames()).isGreaterThanOrEqualTo(FRAMES);
    double step = 1.0 / (1 << bits - 1);
    for (int i = 0; i < FRAMES - 200; i++) {
      assertThat((double) sound.samples()[2 * i]).isCloseTo(sample(i), within(2e-7 + step));
      assertThat((double) sound.samples()[2 * i + 1]).isCloseTo(-sample(i), within(2e-7 + step));
    }
  }

  @ParameterizedTest
  @CsvSource({"44100, 24", "96000, 24", "32000, 16"})
  void anyRateOfTheDeviceIsInTuneAndClean(int rate, int bits) throws Exception {
    Path wav = intoFile();
    String said = play(0, null, "fast", rate, bits, 512, 1.5);
    assertThat(said)
        .contains("JavaSound, " + rate + " Hz, " + bits + " bits")
        .contains("0 underruns");
    float[] left = Audio.left(WavReader.read(wav).samples());
    assertThat(left.length).isGreaterThan(rate);
    float[] held = Arrays.copyOfRange(left, rate / 10, rate);
    assertThat(Audio.centsFrom(held, rate, 440)).isCloseTo(0, within(0.05));
    assertThat(Audio.residualDb(held, rate, 440)).isLessThan(bits == 24 ? -95 : -85);
  }

  /** ALSA's file plugin as an input: a ramp that only 24 bits can tell from its neighbours. */
  @Test
  void theInputIsCapturedWithAllItsBits() throws Exception {
    AlsaChild.needs("/usr/lib/x86_64-linux-gnu/libasound.so.2", "libasound2");
    AlsaChild.needs("/usr/share/alsa/alsa.conf", "libasound2-data");
    byte[] raw = new byte[3 * FRAMES];
    for (int i = 0; i < FRAMES; i++) {
      int value = ramp(i);
      for (int b = 0; b < 3; b++) {
        raw[3 * i + b] = (byte) (value >> 8 * b);
      }
    }
    Path in = home.resolve("in.raw");
    Files.write(in, raw);
    new AlsaChild(home)
        .configure(
            "pcm.!default { type plug slave.pcm \"rf\" }\n"
                + "pcm.rf { type file slave.pcm null file /dev/null infile \""
                + in
                + "\" format raw }\n");
    Path out = home.resolve("captured");
    assertThat(play(0, null, "capture", 48_000, 24, 256, 1, out)).contains("input mono, 24 bits");
    String[] captured = Files.readString(out).replaceAll("[\\[\\] ]", "").split(",");
    for (int i = 0; i < CAPTURED; i++) {
      assertThat(Float.parseFloat(captured[i])).as("frame %d", i).isEqualTo(ramp(i) / 8_388_608f);
    }
  }

  private static int ramp(int frame) {
    return 100 * frame - 1_000_001;
  }

  /** A device with one rate, paced by jackd's dummy driver, through ALSA's JACK plugin. */
  @Test
  void aDeviceIsFollowedAndARateThatItRefusesIsTold() throws Exception {
    new AlsaChild(home).intoJack("system:playback_1");
    try (Jackd jackd = Jackd.start(44_100, 256)) {
      String said = play(0, jackd, "paced", 0, 0, 512, 1);
      assertThat(said).contains("JavaSound, 44100 Hz");
      System.out.print("JavaSound through JACK: " + said.replace("\n", "; ") + "\n");
      // a second of audio took about one: the line paces the writer
      double seconds = Double.parseDouble(said.replaceAll("(?s).* ([0-9.]+) s\\s*", "$1"));
      assertThat(seconds).isBetween(0.7, 20.0);
      said = play(2, jackd, "paced", 48_000, 0, 512, 2);
      assertThat(said).contains("the sound card refused 48000 Hz");
      assertThat(said.strip()).doesNotContain("\n");
    }
  }

  /** Another client of JACK hears the key that JavaSound plays: its pitch, its level, its bits. */
  @ParameterizedTest
  @ValueSource(ints = {16, 24})
  void whatJackIsGivenIsWhatWasPlayed(int bits) throws Exception {
    new AlsaChild(home).intoJack("recorder:in");
    try (Jackd jackd = Jackd.start(48_000, 256);
        JackProbe recorder = new JackProbe("recorder", 20 * 48_000)) {
      recorder.activate();
      String said = play(0, jackd, "paced", 48_000, bits, 512, 1);
      assertThat(said).contains("JavaSound, 48000 Hz, " + bits + " bits");
      float[] heard = recorder.recording();
      int begin = Audio.firstAbove(heard, 0.01f);
      assertThat(begin).as("the beginning in %d frames", heard.length).isPositive();
      double cents = Double.MAX_VALUE;
      double rms = 0;
      double residual = 0;
      for (int at = begin + 4800; at < begin + 43_200; at += 4800) { // where nothing was late
        float[] held = Arrays.copyOfRange(heard, at, at + 4800);
        double left = Audio.residualDb(held, 48_000, 440);
        if (left < residual) {
          residual = left;
          cents = Audio.centsFrom(held, 48_000, 440);
          rms = Audio.rmsDb(held, 0, held.length);
        }
      }
      System.out.printf(
          "JavaSound through JACK, %d bits: %.4f cents off, %.2f dB, rest %.1f dB%n",
          bits, cents, rms, residual);
      assertThat(cents).isCloseTo(0, within(0.05));
      assertThat(rms).as("a sine of a quarter").isCloseTo(-15.05, within(0.05));
      // the steps of 16 bits, a sine of a quarter against them: 86 dB
      assertThat(residual).isBetween(bits == 16 ? -90.0 : -200, bits == 16 ? -82.0 : -95);
    }
  }

  @Test
  void noSoundCardIsToldInOneLine() throws Exception {
    Assumptions.assumeFalse(Files.exists(Path.of("/dev/snd/controlC0")), "there is a sound card");
    String said = play(2, null, "ring", 48_000, 0, 0, 1);
    assertThat(said).contains("javasound:").contains("ligature render");
    assertThat(said.strip()).doesNotContain("\n");
  }
}
