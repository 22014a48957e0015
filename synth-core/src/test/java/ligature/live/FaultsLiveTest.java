package ligature.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import ligature.model.HopBatch;
import ligature.model.Model;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.testing.CalmMachine;
import ligature.testing.FaultyModel;
import ligature.testing.JackProbe;
import ligature.testing.Jackd;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A model that sleeps, throws or gives no numbers, heard through a real server. */
@Tag("live")
@ExtendWith(CalmMachine.class)
class FaultsLiveTest {

  private static final int RATE = 48_000;
  private static final int KEY = 60;

  @TempDir private Path folder;

  private LiveSession session;
  private JackProbe recorder;

  private void waitFrames(int frames) throws InterruptedException {
    int end = recorder.recordedFrames() + frames;
    while (recorder.recordedFrames() < end) {
      Thread.sleep(5);
    }
  }

  /** Does something so many times, once a hop from now on. */
  private static Consumer<HopBatch> times(int count, Consumer<HopBatch> action) {
    AtomicInteger rest = new AtomicInteger(count);
    return batch -> {
      if (batch.voices > 0 && rest.getAndDecrement() > 0) {
        action.accept(batch);
      }
    };
  }

  @Test
  void eachIsAFadeAndThenTheSoundIsBack() throws Exception {
    Model model = FaultyModel.in(folder);
    var flute = model.bank().find("flute");
    Patch patch = Patch.of("flute", List.of(flute, flute)).with(Parameter.VARIATION, 0);
    try (Jackd jackd = Jackd.start(RATE, 128);
        JackProbe probe = new JackProbe("recorder", 40 * RATE);
        LiveSession opened = LiveSession.open(Bundled.options(model, patch, 4, "jack"))) {
      session = opened;
      session.setGoverned(false);
      recorder = probe;
      recorder.activate();
      recorder.connect("ligature:out_left", "recorder:in");
      session.noteOn(KEY, 0.8f);
      waitFrames(RATE);

      fault("sleeps", () -> FaultyModel.before(times(1, batch -> sleep(300))));
      assertThat(session.underruns()).as("it was late").isPositive();

      fault(
          "throws", () -> FaultyModel.before(times(9, batch -> thrown("the GPU is\nbusy today"))));
      assertThat(session.meters().modelFaults()).isGreaterThanOrEqualTo(9);

      long faults = session.meters().modelFaults();
      fault(
          "gives no numbers",
          () -> FaultyModel.after(times(4, batch -> batch.audio[17] = Float.NaN)));
      assertThat(session.meters().modelFaults()).isEqualTo(faults + 4);
      assertThat(session.failure()).isNull();
      assertThat(recorder.fault()).isNull();
    }
  }

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void thrown(String message) {
    throw new IllegalStateException(message);
  }

  private void fault(String what, Runnable begin) throws Exception {
    int from = recorder.recordedFrames();
    waitFrames(RATE / 2);
    int at = recorder.recordedFrames();
    begin.run();
    if (what.equals("throws")) {
      waitFrames(RATE / 4);
      assertThat(session.meters().isModelFailing()).isTrue();
      assertThat(session.problem()).isEqualTo("the model fails and is tried again: the GPU is");
    }
    waitFrames(RATE / 2);
    for (int i = 0; i < 1000 && session.meters().isModelFailing(); i++) {
      Thread.sleep(10);
    }
    waitFrames(RATE / 2);
    assertThat(session.problem()).as("after it %s", what).isNull();
    float[] heard = recorder.recording();
    double plain = Audio.largestKink(heard, from, at);
    double kink = Audio.largestKink(heard, at, heard.length);
    double amplitude = Math.pow(10, Audio.rmsDb(heard, from, at) / 20);
    int silent = 0;
    for (int i = at; i + 64 < heard.length; i += 64) {
      silent += Audio.rmsDb(heard, i, i + 64) < -80 ? 1 : 0;
    }
    System.out.printf(
        "a model that %s: largest kink %.5f, plain %.5f, a cut %.5f; %.0f ms of silence%n",
        what, kink, plain, amplitude, silent * 64 / 48.0);
    assertThat(silent).as("it was silent when it %s", what).isPositive();
    // along a fade the slope changes by little; the cut that a fault would be is many times as much
    assertThat(kink).as("no bang when it %s", what).isLessThan(2 * plain + amplitude / 20);
    assertThat(Audio.rmsDb(heard, heard.length - RATE / 4, heard.length))
        .as("as loud as before it %s", what)
        .isCloseTo(Audio.rmsDb(heard, from, at), within(3.0));
  }
}
