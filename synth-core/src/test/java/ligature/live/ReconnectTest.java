package ligature.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.testing.JackProbe;
import ligature.testing.Jackd;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The server dies, comes back, or changes: the instrument plays on. */
@Tag("live")
class ReconnectTest {

  private static final int SCREEN_KEY = 69;
  private static final int JACK_KEY = 60;

  private static LiveSession open() {
    LiveSession session = LiveSession.open(Bundled.options(Bundled.flute(), 8, "jack"));
    session.setGoverned(false); // a slow machine must not take the notes that are looked for
    return session;
  }

  /** A guard against hanging, not a measurement. */
  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 2000; i++) {
      if (condition.getAsBoolean()) {
        return;
      }
      Thread.sleep(10);
    }
    assertThat(false).as("within 20 s: " + what).isTrue();
  }

  /** Records some of our output, through a client of its own. */
  private static float[] record(int frames) throws Exception {
    try (JackProbe recorder = new JackProbe("recorder", frames)) {
      recorder.activate();
      recorder.connect("ligature:out_left", "recorder:in");
      await("a recording", () -> recorder.recordedFrames() == frames);
      return recorder.recording();
    }
  }

  /** When our output is first heard by another client, by {@link System#nanoTime}. */
  private static long soundNanos() throws Exception {
    int window = 480;
    try (JackProbe recorder = new JackProbe("recorder", 20 * 48_000)) {
      recorder.activate();
      recorder.connect("ligature:out_left", "recorder:in");
      int[] at = {0};
      await(
          "sound",
          () -> {
            float[] heard = recorder.recording();
            while (at[0] + window <= heard.length
                && Audio.rmsDb(heard, at[0], at[0] + window) < -50) {
              at[0] += window;
            }
            return at[0] + window <= heard.length;
          });
      return recorder.nanosOf(at[0] + window - 1);
    }
  }

  private static int files() {
    return new File("/proc/self/fd").list().length;
  }

  private static long clientThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().startsWith("JNAJack") || t.getName().startsWith("ligature"))
        .count();
  }

  @Test
  void playsOnAfterTheServerWasKilledFiveTimes() throws Exception {
    killAndRestart(5);
  }

  @Test
  @Tag("long")
  void playsOnAfterTheServerWasKilledFiftyTimes() throws Exception {
    killAndRestart(50);
  }

  private static void killAndRestart(int times) throws Exception {
    Random random = new Random(times);
    try (Jackd jackd = Jackd.start(48_000, 128);
        LiveSession session = open()) {
      session.noteOn(SCREEN_KEY, 0.8f);
      int filesAtFirst = 0;
      long threadsAtFirst = 0;
      double[] seconds = new double[times];
      for (int i = 1; i <= times; i++) {
        try (JackProbe keyboard = new JackProbe("keyboard", 0)) {
          keyboard.send(12_000, 0xB0, 64, 127);
          keyboard.send(12_000, 0x90, JACK_KEY, 100);
          keyboard.activate();
          keyboard.connect("keyboard:midi_out", "ligature:midi_in");
          await("the key on JACK", () -> session.isKeyDown(JACK_KEY));
          keyboard.leaveBehind();
          jackd.kill();
        }
        Thread.sleep(random.nextInt(400));
        int expected = i;
        jackd.restart();
        await("another connection", () -> session.reconnections() == expected);
        seconds[i - 1] = (soundNanos() - jackd.acceptedNanos()) * 1e-9;
        await("the key of the keyboard that went away", () -> !session.isKeyDown(JACK_KEY));
        assertThat(session.isKeyDown(SCREEN_KEY)).isTrue();
        if (i == 2) {
          filesAtFirst = files();
          threadsAtFirst = clientThreads();
        }
      }
      Arrays.sort(seconds);
      System.out.printf(
          "killed %d times: sound again %.2f s after the server accepts clients, at most %.2f s%n",
          times, seconds[times / 2], seconds[times - 1]);
      assertThat(seconds[times - 1])
          .as("the longest of %s", Arrays.toString(seconds))
          .isLessThan(2);
      assertThat(files()).as("open files").isLessThanOrEqualTo(filesAtFirst + 8);
      assertThat(clientThreads()).as("threads").isLessThanOrEqualTo(threadsAtFirst + 1);
      session.noteOff(SCREEN_KEY);
      await("silence", () -> session.meters().voices() == 0);
      assertThat(session.failure()).isNull();
    }
  }

  /** Every program of the server is gone with it; ours connects itself again as it was. */
  @Test
  void connectsAgainWhatThePlayerHadConnected() throws Exception {
    try (Jackd jackd = Jackd.start(48_000, 128);
        LiveSession session = open()) {
      try (JackProbe studio = new JackProbe("studio", 48_000)) {
        studio.activate();
        studio.connect("ligature:out_left", "studio:in");
        studio.connect("studio:midi_out", "ligature:midi_in");
        studio.disconnect("ligature:out_right", "system:playback_2");
        Thread.sleep(1000); // the keeper looks a few times a second
        studio.leaveBehind();
        jackd.kill();
      }
      jackd.restart();
      await("another connection", () -> session.reconnections() == 1);
      // the other program comes back later than we
      try (JackProbe studio = new JackProbe("studio", 48_000)) {
        assertThat(studio.connections("ligature:out_left")).containsExactly("system:playback_1");
        assertThat(studio.connections("ligature:out_right")).isEmpty();
        studio.activate();
        awaitPeers(studio, "ligature:out_left", "system:playback_1", "studio:in");
        awaitPeers(studio, "ligature:midi_in", "studio:midi_out");
        // and what is taken away by hand then stays away
        studio.disconnect("ligature:out_left", "studio:in");
        Thread.sleep(600);
        assertThat(studio.connections("ligature:out_left")).containsExactly("system:playback_1");
      }
    }
  }

  private static void awaitPeers(JackProbe probe, String port, String... peers) throws Exception {
    List<String> found = List.of();
    for (int i = 0; i < 1000 && found.size() < peers.length; i++) {
      Thread.sleep(10);
      found = probe.connections(port);
    }
    assertThat(found).containsExactlyInAnyOrder(peers);
  }

  @Test
  void followsADeviceThatComesBackAtAnotherRate() throws Exception {
    try (Jackd jackd = Jackd.start(48_000, 128);
        LiveSession session = open()) {
      session.noteOn(SCREEN_KEY, 0.8f);
      record(4_800);
      double cents = Audio.centsFrom(record(24_000), 48_000, 440);
      int[][] devices = {{44_100, 256}, {96_000, 512}, {48_000, 128}};
      for (int i = 0; i < devices.length; i++) {
        int rate = devices[i][0];
        jackd.kill();
        jackd.restart(rate, devices[i][1]);
        int expected = i + 1;
        await("another connection", () -> session.reconnections() == expected);
        assertThat(session.sampleRateHz()).isEqualTo(rate);
        int hops = (int) Math.ceil(2 * 128.0 * rate / 48_000);
        assertThat(session.latencyFrames())
            .as("latency at %d Hz", rate)
            .isBetween(devices[i][1] + hops, devices[i][1] + hops + 80);
        float[] sound = record(rate / 2);
        assertThat(Audio.rmsDb(sound, rate / 10, rate / 2)).isGreaterThan(-50);
        // a flute's vibrato moves by some cents; 44.1 kHz played as 48 would be off by 147
        assertThat(Audio.centsFrom(sound, rate, 440)).isCloseTo(cents, within(20.0));
      }
      assertThat(session.latencyFrames()).isEqualTo(384);
      session.noteOff(SCREEN_KEY);
      await("silence", () -> session.meters().voices() == 0);
    }
  }

  @Test
  void followsAPeriodThatChangesWhilePlaying() throws Exception {
    try (Jackd jackd = Jackd.start(48_000, 128);
        LiveSession session = open()) {
      session.noteOn(SCREEN_KEY, 0.8f);
      for (int period : new int[] {1024, 64, 2048, 128}) {
        jackd.setPeriod(period);
        await("the latency", () -> session.latencyFrames() == period + 256);
        Thread.sleep(200);
        long underruns = session.underruns();
        int frames = 24_000;
        float[] sound = record(frames);
        // a ring that does not follow runs dry in every period
        assertThat(session.underruns() - underruns)
            .as("underruns at period %d", period)
            .isLessThan(Math.max(2, frames / period / 4));
        assertThat(Audio.rmsDb(sound, 4800, frames)).isGreaterThan(-50);
      }
      assertThat(session.reconnections()).isZero();
      assertThat(session.failure()).isNull();
    }
  }
}
