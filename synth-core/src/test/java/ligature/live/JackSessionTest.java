package ligature.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import ligature.audio.AudioSettings;
import ligature.audio.Transport;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.model.ComputeDevice;
import ligature.rt.CaptureRing;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.testing.JackProbe;
import ligature.testing.Jackd;
import org.junit.jupiter.api.Test;

/** What JACK offers beyond audio in real time: freewheel, an input, a transport. */
class JackSessionTest {

  private static LiveSession open(AudioSettings settings, EventList song) {
    LiveSession session =
        LiveSession.open(
            new LiveOptions(
                Bundled.model(),
                ComputeDevice.CPU,
                Bundled.flute(),
                8,
                "jack",
                settings,
                0,
                List.of(),
                song));
    session.setGoverned(false);
    return session;
  }

  /** As fast as the model decodes, and no frame is lost: a steady chord has no gap. */
  @Test
  void noFrameIsLostInFreewheel() throws Exception {
    int frames = 3 * 48_000;
    try (Jackd jackd = Jackd.start(48_000, 128);
        LiveSession session = open(AudioSettings.defaults(), null);
        JackProbe recorder = new JackProbe("recorder", 30 * 48_000)) {
      for (int key = 60; key < 64; key++) {
        session.noteOn(key, 0.7f);
      }
      recorder.activate();
      recorder.connect("ligature:out_left", "recorder:in");
      while (recorder.recordedFrames() < 24_000) {
        Thread.sleep(10);
      }
      jackd.setFreewheel(true);
      Thread.sleep(100); // the first period in freewheel may find the ring as the last one left it
      long underruns = session.underruns();
      int from = recorder.recordedFrames();
      long frame = session.meters().frame();
      long begin = System.nanoTime();
      while (recorder.recordedFrames() < from + frames) {
        Thread.sleep(5);
        assertThat(System.nanoTime() - begin).as("a guard").isLessThan(100_000_000_000L);
      }
      long rendered = session.meters().frame() - frame;
      assertThat(session.underruns()).as("underruns in freewheel").isEqualTo(underruns);
      System.out.printf(
          "freewheel: %.1f times real time%n",
          rendered / 48_000.0 / ((System.nanoTime() - begin) * 1e-9));
      jackd.setFreewheel(false);
      float[] audio = recorder.recording();
      for (int at = from; at < from + frames; at += 480) {
        assertThat(Audio.rmsDb(audio, at, at + 480))
            .as("at frame %d", at - from)
            .isGreaterThan(-60);
      }
      // the same frames arrive as were rendered, but for what is on its way at both ends
      assertThat((double) rendered).isCloseTo(frames, within(0.2 * frames));
      assertThat(session.failure()).isNull();
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
    try (LiveSession session =
        LiveSession.open(
            new LiveOptions(
                Bundled.model(),
                ComputeDevice.CPU,
                Bundled.flute(),
                1,
                "none",
                AudioSettings.defaults(),
                0,
                List.of(),
                null))) {
      assertThat(session.transport()).isEqualTo(Transport.NONE);
    }
  }
}
