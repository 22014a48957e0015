package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.util.List;
import ligature.files.InputException;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.modulation.Lfo;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.ModulationRoute;
import ligature.modulation.ModulationSource;
import ligature.modulation.ModulationSource.Kind;
import ligature.parameter.InsertParameter;
import ligature.parameter.Parameter;
import ligature.plugin.InsertSetting;
import ligature.preset.Patch;
import ligature.render.OfflineRender;
import ligature.testing.Audio;
import ligature.testing.Brightness;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;

/** Parameters of inserts that are moved by routes, measured on what comes out behind them. */
class InsertRoutesTest {

  private static final int RATE = 48_000;
  private static final int WINDOW = Brightness.WINDOW;
  private static final InsertParameter CUTOFF = new InsertParameter(1, "cutoff");
  private static final InsertParameter WET = new InsertParameter(0, "wet");

  private static final List<InsertSetting> SLOTS =
      List.of(
          InsertSetting.of("java:drive").withWet(0),
          InsertSetting.of("java:filter").with("cutoff", 8000).with("resonance", 0));

  private static ModulationMatrix routed(
      ModulationSource source, InsertParameter target, float by) {
    return ModulationMatrix.NONE.with(ModulationRoute.of(source, target, by));
  }

  private static final ModulationSource MACRO = new ModulationSource(Kind.MACRO, 1);

  /** A note, with a macro that is turned up after a second. */
  private static float[] played(ModulationMatrix matrix, List<InsertSetting> slots, int block) {
    EventList events = new EventList();
    events.add(0, Event.noteOn(0, 57, 0.8f));
    events.add(RATE, Event.parameter(Parameter.MACRO_1, 1));
    Patch patch =
        Patch.of("routed", List.of(ToneTimbres.steady("a"), ToneTimbres.steady("b")))
            .withModulation(matrix)
            .withInserts(slots);
    Instrument instrument = new Instrument(ToneTimbres.decoder(), 2, 1, patch, new Meters());
    instrument.inserts().set(slots);
    assertThat(instrument.insertProblems()).isEmpty();
    instrument.addSource(events);
    float[] out = new float[2 * 2 * RATE];
    for (int done = 0; done < 2 * RATE; ) {
      int n = Math.min(block, 2 * RATE - done);
      instrument.render(out, done, n);
      done += n;
    }
    instrument.close();
    return out;
  }

  /** The level in windows of 50 ms; a tone of 220 Hz is softer behind a lower lowpass. */
  private static double[] levels(float[] stereo) {
    float[] left = Audio.left(stereo);
    double[] levels = new double[left.length / WINDOW];
    for (int w = 0; w < levels.length; w++) {
      levels[w] = Audio.rmsDb(left, w * WINDOW, (w + 1) * WINDOW);
    }
    return levels;
  }

  private static double[] levels(ModulationMatrix matrix) {
    return levels(played(matrix, SLOTS, 480));
  }

  @Test
  void aMacroTurnsAnInsertByOctavesWhereItsValuesAreRatios() {
    double[] still = levels(ModulationMatrix.NONE);
    double[] moved = levels(routed(MACRO, CUTOFF, -0.7f));
    assertThat(moved[15]).as("before").isCloseTo(still[15], within(0.1));
    assertThat(moved[35]).as("after: 0.7 of ten octaves down").isLessThan(still[35] - 15);
    List<InsertSetting> set =
        List.of(SLOTS.get(0), SLOTS.get(1).with("cutoff", (float) (8000 * Math.pow(1e-3, 0.7))));
    double[] there = levels(played(ModulationMatrix.NONE, set, 480));
    assertThat(moved[35]).as("as if it was set there").isCloseTo(there[35], within(0.1));
  }

  @Test
  void howMuchIsMixedInIsATargetToo() {
    float[] dry = played(ModulationMatrix.NONE, SLOTS, 480);
    double[] moved = Brightness.of(Audio.left(played(routed(MACRO, WET, 1), SLOTS, 480)), 220);
    double[] still = Brightness.of(Audio.left(dry), 220);
    assertThat(moved[15]).isCloseTo(still[15], within(0.1));
    assertThat(moved[35]).as("driven").isGreaterThan(still[35] + 20);
  }

  @Test
  void anLfoMovesAnInsertAtItsRateAndEveryBlockSizeGivesTheSameBits() {
    ModulationMatrix matrix =
        routed(new ModulationSource(Kind.LFO, 1), CUTOFF, 0.9f).withLfo(1, Lfo.PLAIN.withHz(4));
    float[] large = played(matrix, SLOTS, 4800);
    double[] swinging = levels(large);
    assertThat(Brightness.swing(swinging, 4, 4)).isGreaterThan(2);
    assertThat(Brightness.swing(swinging, 4, 3)).isLessThan(0.5);
    assertThat(played(matrix, SLOTS, 37)).isEqualTo(large);
  }

  @Test
  void aRouteThatIsTakenAwayIsNoClickAndLeavesTheValueAsItWasSet() {
    Patch patch =
        Patch.of("routed", List.of(ToneTimbres.steady("a"), ToneTimbres.steady("b")))
            .with(Parameter.MACRO_1, 1)
            .withModulation(routed(MACRO, CUTOFF, -0.7f));
    Instrument instrument = new Instrument(ToneTimbres.decoder(), 2, 1, patch, new Meters());
    instrument.inserts().set(SLOTS);
    EventList events = new EventList();
    events.add(0, Event.noteOn(0, 57, 0.8f));
    instrument.addSource(events);
    float[] out = new float[2 * 2 * RATE];
    instrument.render(out, 0, RATE);
    assertThat(instrument.inserts().value(CUTOFF)).isEqualTo(8000);
    assertThat(instrument.inserts().settings().get(1).values()).containsEntry("cutoff", 8000f);
    instrument.publish(ModulationMatrix.NONE);
    instrument.render(out, RATE, RATE);
    float[] left = Audio.left(out);
    assertThat(Audio.largestKink(left, RATE - 480, RATE + 4800)).isLessThan(0.001f); // -60 dBFS
    double there = Audio.rmsDb(left, 3 * RATE / 2, 2 * RATE);
    assertThat(there).isCloseTo(levels(ModulationMatrix.NONE)[35], within(0.1));
    instrument.close();
  }

  @Test
  void whatIsNotThereIsToldAndOfflineRefused() {
    Patch patch =
        Patch.of("routed", List.of(ToneTimbres.steady("a"), ToneTimbres.steady("b")))
            .withInserts(SLOTS)
            .withModulation(routed(MACRO, new InsertParameter(1, "cutof"), 0.5f));
    assertThatThrownBy(
            () -> new OfflineRender(ToneTimbres.decoder(), patch, new EventList(), 2, 1, 480))
        .isInstanceOf(InputException.class)
        .hasMessage("modulation: there is no insert-2/cutof in this sound");
  }

  @Test
  void movingInsertsAllocatesNothing() {
    var bean = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    ModulationMatrix matrix =
        routed(new ModulationSource(Kind.LFO, 1), CUTOFF, 0.3f)
            .with(ModulationRoute.of(new ModulationSource(Kind.LFO, 2), WET, 0.5f));
    Patch patch =
        Patch.of("routed", List.of(ToneTimbres.steady("a"), ToneTimbres.steady("b")))
            .withModulation(matrix);
    Instrument instrument = new Instrument(ToneTimbres.decoder(), 2, 1, patch, new Meters());
    instrument.inserts().set(SLOTS);
    EventList events = new EventList();
    events.add(0, Event.noteOn(0, 57, 0.8f));
    instrument.addSource(events);
    float[] out = new float[2 * 128];
    for (int i = 0; i < 5000; i++) {
      instrument.render(out, 0, 128);
    }
    long before = bean.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 5000; i++) {
      instrument.render(out, 0, 128);
    }
    assertThat(bean.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
    instrument.close();
  }
}
