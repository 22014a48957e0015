package ligature.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import ligature.model.Model;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.testing.BusyCores;
import ligature.testing.DecoderTwin;
import ligature.testing.Deeds;
import ligature.testing.Disturbances;
import ligature.testing.FaultyModel;
import ligature.testing.HopLog;
import ligature.testing.JackProbe;
import ligature.testing.Jackd;
import ligature.testing.MemoryReads;
import ligature.testing.NativePages;
import ligature.testing.StallControl;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Presets and models are changed under sounding notes, through a real server, while every core has
 * other work.
 *
 * <p>A click is measured so: each sound is played alone first, in all with as many strokes as there
 * will be changes, and the largest change of slope from one sample to the next is taken down. With
 * the changes nothing may be larger than twice that; what a cut of the sound at its usual level
 * would be is far above it.
 */
@Tag("live")
class UnderLoadTest {

  private static final int PERIOD = 128;
  private static final int VOICES = 8;
  private static final int RATE = 48_000;

  /** Chords that sound on while everything is changed; dark, so that clicks stand out. */
  private static final int[] CHORD = {48, 55, 60, 64};

  private static final double ROOM = 2;

  /** Notes that sound stay with the model that they began with, while new ones play the next. */
  private static final int MODELS_AT_ONCE = 2;

  @TempDir private Path folder;

  /** 48 changes, three of them of the model, and as many strokes without a change before. */
  @Test
  void aFewPresetsAndModels() throws Exception {
    swap(48, 16);
  }

  @Test
  @Tag("long")
  void aThousandPresetsAndModels() throws Exception {
    swap(1000, 4);
  }

  private static List<Patch> sounds(Model model) {
    List<Patch> sounds = new ArrayList<>();
    for (String[] corners :
        new String[][] {
          {"flute", "ocarina"}, {"french-horn", "tuba"}, {"recorder", "flute"}, {"tuba", "ocarina"}
        }) {
      Patch patch =
          Patch.of(
              corners[0], List.of(model.bank().find(corners[0]), model.bank().find(corners[1])));
      int n = sounds.size();
      sounds.add(
          patch
              .with(Parameter.LEVEL, -3 * n)
              .with(Parameter.MORPH_X, 0.3f * n)
              .with(Parameter.PAN, n % 2 - 0.5f)
              .with(Parameter.RELEASE, 0.5f));
    }
    return sounds;
  }

  private static void waitFrames(JackProbe recorder, int frames) throws InterruptedException {
    int end = recorder.recordedFrames() + frames;
    while (recorder.recordedFrames() < end) {
      Thread.sleep(5);
    }
  }

  private static void hold(LiveSession session) {
    for (int key : CHORD) {
      session.noteOn(key, 0.5f);
    }
  }

  /** Strikes the chord anew, as the hands of a player would. */
  private static void play(LiveSession session, JackProbe recorder, Random random)
      throws InterruptedException {
    int key = CHORD[random.nextInt(CHORD.length)];
    session.noteOff(key);
    waitFrames(recorder, 600 + random.nextInt(1200));
    session.noteOn(key, 0.5f);
    waitFrames(recorder, 1200 + random.nextInt(1200));
  }

  private void swap(int changes, int modelEvery) throws Exception {
    Model first = FaultyModel.in(folder);
    List<Patch> sounds = sounds(first);
    Random random = new Random(5);
    int mostSeconds = 30 + changes / 4 + 6 * changes / modelEvery;
    int mostFrames = mostSeconds * RATE;
    HopLog hops = new HopLog(MODELS_AT_ONCE * mostFrames / PERIOD);
    NavigableSet<Long> inUse = NativePages.inUse();
    try (Jackd jackd = Jackd.start(RATE, PERIOD);
        StallControl control = new StallControl();
        DecoderTwin twin = new DecoderTwin(mostSeconds);
        // of the twin, for ours comes and goes
        MemoryReads reads = control.read(NativePages.since(inUse), mostSeconds);
        JackProbe recorder = new JackProbe("recorder", mostFrames);
        LiveSession session =
            LiveSession.open(Bundled.options(first, sounds.get(0), VOICES, "jack"))) {
      twin.workBeside(hops);
      recorder.activate();
      recorder.connect("ligature:out_left", "recorder:in");
      int models = 0;
      Deeds deeds = new Deeds();
      Underruns before = new Underruns(session, recorder);
      Underruns during;
      int plainEnd;
      try (BusyCores busy = new BusyCores()) {
        before.begin();
        for (Patch sound : sounds) { // each alone
          session.load(sound);
          hold(session);
          for (int i = 0; i < changes / sounds.size(); i++) {
            play(session, recorder, random);
            before.look();
          }
          for (int key : CHORD) {
            session.noteOff(key);
          }
          waitFrames(recorder, RATE / 2);
        }
        hold(session);
        plainEnd = recorder.recordedFrames();
        during = new Underruns(session, recorder);
        during.begin();
        for (int i = 0; i < changes && recorder.recordedFrames() < mostFrames - RATE; i++) {
          if (i % modelEvery == modelEvery / 2) {
            deeds.begin("a model is read");
            Model model = Model.load(folder);
            deeds.begin("a model takes over");
            session.swapModel(model, sounds(model).get(random.nextInt(sounds.size())));
            models++;
          } else {
            deeds.begin("a preset is loaded");
            session.load(sounds.get(random.nextInt(sounds.size())));
          }
          deeds.begin("keys are played");
          play(session, recorder, random);
          during.look();
        }
      }
      Disturbances machine = new Disturbances(control, recorder);
      assertThat(session.failure()).isNull();
      assertThat(recorder.fault()).isNull();
      assertThat(models).as("models").isPositive();
      System.out.printf(
          "%d changes, %d of them of the model, while all cores are busy: ", changes, models);
      for (Underruns each : List.of(before, during)) {
        each.judge(machine, hops, twin.log(), reads);
      }
      during.inexcusable.forEach(deeds::tell);
      assertAll(
          () -> assertNoClick(recorder, plainEnd, machine),
          () -> assertNoMoreUnderruns(machine, before, during));
    }
  }

  /** When the ring ran dry, looked up often: the log keeps only the last ones. */
  private static final class Underruns {
    private final LiveSession session;
    private final JackProbe recorder;
    private final List<Long> nanos = new ArrayList<>();
    private List<Long> inexcusable = List.of();
    private long seen;
    private int beginFrame;
    private int endFrame;

    Underruns(LiveSession session, JackProbe recorder) {
      this.session = session;
      this.recorder = recorder;
    }

    void begin() {
      seen = session.underruns();
      beginFrame = recorder.recordedFrames();
    }

    void look() {
      for (; seen < session.underruns(); seen++) {
        nanos.add(session.underrunLog().nanos(seen));
      }
      endFrame = recorder.recordedFrames();
    }

    /** Looks for those that neither JACK, a stall, the twin nor slow memory excuses. */
    void judge(Disturbances machine, HopLog ours, HopLog twins, MemoryReads reads) {
      List<Long> slow =
          DecoderTwin.inexcusable(machine.inexcusable(nanos), ours, twins, MODELS_AT_ONCE);
      inexcusable = reads.inexcusable(slow, ours);
    }

    /** How many of them there were a second. */
    double aSecond() {
      return inexcusable.size() * (double) RATE / (endFrame - beginFrame);
    }

    @Override
    public String toString() {
      return nanos.size() + " in " + (endFrame - beginFrame) / RATE + " s";
    }
  }

  /** Changing does not cost underruns that playing on the same busy cores does not. */
  private static void assertNoMoreUnderruns(
      Disturbances machine, Underruns before, Underruns during) {
    System.out.printf(
        "underruns without an excuse: %.2f a second of %s, without changes %.2f of"
            + " %s; %d disturbances%n",
        during.aSecond(), during, before.aSecond(), before, machine.count());
    assertThat(during.aSecond()).as("underruns a second").isLessThanOrEqualTo(2 * before.aSecond());
  }

  private static void assertNoClick(JackProbe recorder, int plainEnd, Disturbances machine) {
    float[] audio = recorder.recording();
    List<Integer> gaps = recorder.gapIndices();
    double plain = 0;
    double largest = 0;
    int excused = 0;
    for (int at = 2; at + PERIOD <= audio.length; at += PERIOD) {
      double kink = Audio.largestKink(audio, at, at + PERIOD);
      int from = at;
      // what JACK or the machine took away is heard as such, and is not ours
      boolean spoilt =
          machine.isNear(recorder.nanosOf(at))
              || gaps.stream().anyMatch(gap -> Math.abs(gap - from) < 2 * PERIOD);
      if (spoilt) {
        excused += at >= plainEnd && kink > ROOM * plain ? 1 : 0;
      } else if (at < plainEnd) {
        plain = Math.max(plain, kink);
      } else {
        largest = Math.max(largest, kink);
      }
    }
    double cut = Math.pow(10, Audio.rmsDb(audio, plainEnd, audio.length) / 20);
    System.out.printf(
        "largest kink %.4f, plain %.4f, a cut %.4f, %d clicks by what the machine did; ",
        largest, plain, cut, excused);
    assertThat(cut).as("a cut would be seen").isGreaterThan(ROOM * plain);
    assertThat(largest).as("the largest kink").isLessThan(ROOM * plain);
  }
}
