package ligature.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import ligature.audio.AudioSettings;
import ligature.audio.Transport;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.model.ComputeDevice;
import ligature.modulation.Lfo;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.ModulationRoute;
import ligature.modulation.ModulationSource;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.rt.CaptureRing;
import ligature.testing.Audio;
import ligature.testing.Brightness;
import ligature.testing.Bundled;
import ligature.testing.CalmMachine;
import ligature.testing.JackProbe;
import ligature.testing.Jackd;
import ligature.testing.OfflineSong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What JACK offers beyond audio in real time: freewheel, an input, a transport. */
@Tag("live")
@ExtendWith(CalmMachine.class)
class JackSessionTest {

  private static LiveSession open(AudioSettings settings, EventList song) {
    return open(options(settings, song));
  }

  private static LiveSession open(LiveOptions options) {
    LiveSession session = LiveSession.open(options);
    session.setGoverned(false);
    return session;
  }

  private static LiveOptions options(AudioSettings settings, EventList song) {
    return new LiveOptions(
        Bundled.model(),
        ComputeDevice.CPU,
        Bundled.flute(),
        8,
        "jack",
        settings,
        0,
        List.of(),
        song);
  }

  /** Aligned with what others play at the same place of the transport, after a jump too. */
  @Test
  void aSongFollowsTheTransport() throws Exception {
    EventList song = new EventList();
    for (int i = 1; i <= 20; i++) {
      song.add(24_000L * i, Event.noteOn(0, 55 + i, 0.7f));
      song.add(24_000L * i + 9600, Event.noteOff(0, 55 + i, 0.5f));
    }
    try (Jackd jackd = Jackd.start(48_000, 128);
        LiveSession session = open(options(AudioSettings.defaults(), song).followingTransport());
        JackProbe recorder = new JackProbe("recorder", 20 * 48_000)) {
      recorder.activate();
      recorder.connect("ligature:out_left", "recorder:in");
      waitFor(recorder, recorder.recordedFrames() + 36_000);
      assertThat(session.meters().voices()).as("while it stands").isZero();
      jackd.transport("locate 0", "play");
      waitFor(recorder, recorder.recordedFrames() + 100_000);
      jackd.transport("stop");
      waitFor(recorder, recorder.recordedFrames() + 48_000);
      assertThat(session.meters().voices()).as("when it stopped").isZero();
      jackd.transport("locate 225600", "play");
      waitFor(recorder, recorder.recordedFrames() + 48_000);
      float[] heard = recorder.recording();
      List<long[]> rolls = recorder.rolls();
      assertThat(rolls).hasSize(2);
      assertThat(rolls.get(0)[0]).as("the place at first").isZero();
      assertThat(rolls.get(1)[0]).as("the place after the jump").isEqualTo(225_600);
      // the notes at 24 000, 48 000, and at 240 000 and 264 000 of the transport
      int[] onsets = new int[4];
      for (int i = 0; i < 4; i++) {
        long[] roll = rolls.get(i / 2);
        int at = (int) (roll[1] + new long[] {24_000, 48_000, 240_000, 264_000}[i] - roll[0]);
        double before = Audio.rmsDb(heard, at - 2400, at);
        double after = Audio.rmsDb(heard, at, at + 4800);
        assertThat(before).as("before note %d", i).isLessThan(-60);
        assertThat(after).as("note %d", i).isGreaterThan(-40);
        onsets[i] = firstAbove(heard, at, 1e-3f) - at;
      }
      for (int i = 0; i < 4; i++) {
        assertThat(onsets[i]).as("the attack of note %d, in frames", i).isBetween(0, 1200);
      }
      assertThat(session.failure()).isNull();
    }
  }

  private static int firstAbove(float[] audio, int from, float level) {
    int at = from;
    while (Math.abs(audio[at]) < level) {
      at++;
    }
    return at;
  }

  private static void waitFor(JackProbe recorder, int frames) throws InterruptedException {
    while (recorder.recordedFrames() < frames) {
      Thread.sleep(10);
    }
  }

  /** As fast as the model decodes: what is heard is the offline render, frame for frame. */
  @Test
  void noFrameIsLostInFreewheel() throws Exception {
    int frames = 3 * 48_000;
    EventList song = new EventList();
    for (int i = 0; i < 60; i++) {
      song.add(9600L * i, Event.noteOn(0, 50 + 7 * i % 24, 0.7f));
      song.add(9600L * i + 14_400, Event.noteOff(0, 50 + 7 * i % 24, 0.5f));
    }
    float[] heard;
    int from;
    try (Jackd jackd = Jackd.start(48_000, 128);
        LiveSession session = open(AudioSettings.defaults(), song);
        JackProbe recorder = new JackProbe("recorder", 30 * 48_000)) {
      recorder.activate();
      recorder.connect("ligature:out_left", "recorder:in");
      waitFor(recorder, 36_000);
      jackd.setFreewheel(true);
      Thread.sleep(100); // the first period in freewheel may find the ring as the last one left it
      long underruns = session.underruns();
      long gaps = recorder.gaps();
      from = recorder.recordedFrames();
      long begin = System.nanoTime();
      while (recorder.recordedFrames() < from + frames) {
        Thread.sleep(5);
        assertThat(System.nanoTime() - begin).as("a guard").isLessThan(100_000_000_000L);
      }
      System.out.printf(
          "freewheel: %.1f times real time%n",
          (recorder.recordedFrames() - from) / 48_000.0 / ((System.nanoTime() - begin) * 1e-9));
      assertThat(session.underruns()).as("underruns in freewheel").isEqualTo(underruns);
      assertThat(recorder.gaps()).as("periods that JACK left out").isEqualTo(gaps);
      jackd.setFreewheel(false);
      heard = Arrays.copyOf(recorder.recording(), from + frames);
      assertThat(session.failure()).isNull();
    }
    float[] offline = OfflineSong.left(song, Bundled.flute(), 8, from + frames + 48_000);
    int place = OfflineSong.placeOf(heard, from, offline, 4096);
    assertThat(place).as("where the beginning lies in the offline render").isNotNegative();
    for (int i = 0; i < frames; i++) {
      assertThat((double) heard[from + i])
          .as("frame %d in freewheel", i)
          .isCloseTo(offline[place + i], within(1e-4));
    }
  }

  @Test
  void theInputIsCaptured() throws Exception {
    try (Jackd jackd = Jackd.start(48_000, 128);
        LiveSession session = open(AudioSettings.defaults().withCapture(), null);
        JackProbe patchBay = new JackProbe("patch-bay", 48_000)) {
      CaptureRing ring = new CaptureRing(10 * 48_000);
      session.noteOn(69, 0.8f);
      patchBay.activate();
      patchBay.connect("ligature:out_left", "patch-bay:in");
      patchBay.connect("ligature:out_left", "ligature:in");
      while (patchBay.recordedFrames() < 24_000) {
        Thread.sleep(10);
      }
      session.captureTo(ring);
      while (patchBay.recordedFrames() < 48_000) {
        Thread.sleep(10);
      }
      session.captureTo(null);
      float[] captured = new float[48_000];
      int n = ring.read(captured);
      assertThat(n).isGreaterThan(12_000);
      // the capture begins somewhere in the recording, and is the same samples from there
      float[] recorded = patchBay.recording();
      int at = find(captured, recorded);
      assertThat(at).as("where the capture lies in the recording").isNotNegative();
    }
  }

  /** Where a second of one lies in the other, to the bit; -1 if it does not. */
  private static int find(float[] piece, float[] in) {
    int length = 4800;
    for (int at = 0; at + length < in.length; at++) {
      int k = 0;
      while (k < length && in[at + k] == piece[k]) {
        k++;
      }
      if (k == length) {
        return at;
      }
    }
    return -1;
  }

  @Test
  void aSyncedLfoFollowsTheTransportsTempo() throws Exception {
    Patch swelling =
        Bundled.flute()
            .with(Parameter.TEMPO, 240)
            .withModulation(
                ModulationMatrix.NONE
                    .withLfo(1, Lfo.PLAIN.withBeats(1))
                    .with(
                        ModulationRoute.of(ModulationSource.find("lfo-1"), Parameter.LEVEL, 0.1f)));
    try (Jackd jackd = Jackd.start(48_000, 128);
        LiveSession session = open(AudioSettings.defaults(), null);
        JackProbe recorder = new JackProbe("recorder", 20 * 48_000);
        AutoCloseable tempo = jackd.tempo(90)) {
      session.load(swelling);
      for (int i = 0; i < 500 && session.transport().bpm() != 90; i++) {
        Thread.sleep(10);
      }
      assertThat(session.transport().bpm()).isEqualTo(90);
      recorder.activate();
      recorder.connect("ligature:out_left", "recorder:in");
      session.noteOn(60, 0.8f);
      waitFor(recorder, recorder.recordedFrames() + 5 * 48_000 + Brightness.WINDOW);
      float[] heard = recorder.recording();
      double[] levels = new double[4 * 48_000 / Brightness.WINDOW];
      for (int w = 0; w < levels.length; w++) {
        int from = 48_000 + w * Brightness.WINDOW;
        levels[w] = Math.max(-70, Audio.rmsDb(heard, from, from + Brightness.WINDOW));
      }
      assertThat(Brightness.swing(levels, 0, 1.5)).as("90 beats a minute").isGreaterThan(4);
      assertThat(Brightness.swing(levels, 0, 4)).as("not the parameter's 240").isLessThan(1.5);
      assertThat(session.failure()).isNull();
    }
  }

  @Test
  void theTransportIsSeen() throws Exception {
    EventList song = new EventList();
    song.add(0, Event.noteOn(0, 60, 0.5f));
    song.add(4800, Event.noteOff(0, 60, 0.5f));
    try (Jackd jackd = Jackd.start(48_000, 128);
        LiveSession session = open(AudioSettings.defaults(), song)) {
      assertThat(session.transport().rolling()).isFalse();
      jackd.startTransport();
      Transport first = session.transport();
      for (int i = 0; i < 500 && !first.rolling(); i++) {
        Thread.sleep(10);
        first = session.transport();
      }
      assertThat(first.rolling()).isTrue();
      Thread.sleep(200);
      assertThat(session.transport().frame()).isGreaterThan(first.frame());
    }
    // without a server there is none
    try (LiveSession session = LiveSession.open(Bundled.options(Bundled.flute(), 1, "none"))) {
      assertThat(session.transport()).isEqualTo(Transport.NONE);
    }
  }
}
