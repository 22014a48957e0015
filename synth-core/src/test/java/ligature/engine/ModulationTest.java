package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.model.Decoder;
import ligature.modulation.Lfo;
import ligature.modulation.ModulationEnvelope;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.ModulationRoute;
import ligature.modulation.ModulationSource;
import ligature.modulation.ModulationSource.Kind;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.Brightness;
import ligature.testing.Bundled;
import ligature.testing.Played;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What moves parameters, measured on what the real decoder makes of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModulationTest {

  private static final int RATE = 48_000;
  private static final int WINDOW = Brightness.WINDOW;

  private Decoder decoder;

  @BeforeAll
  void open() {
    decoder = Bundled.decoder();
  }

  @AfterAll
  void close() {
    decoder.close();
  }

  private static ModulationSource source(Kind kind, int number) {
    return new ModulationSource(kind, number);
  }

  private static ModulationMatrix routed(ModulationSource source, Parameter target, float amount) {
    return ModulationMatrix.NONE.with(ModulationRoute.of(source, target, amount));
  }

  private Played frozen(ModulationMatrix matrix) {
    return Brightness.frozen(matrix, decoder);
  }

  @Test
  void anLfoOnThePadMovesTheSpectrumAtItsRate() {
    ModulationMatrix matrix =
        routed(source(Kind.LFO, 1), Parameter.MORPH_X, 0.45f).withLfo(1, Lfo.PLAIN.withHz(2));
    double[] moved =
        Brightness.of(frozen(matrix).on(0, 0, 69, 100).render(4 * RATE + WINDOW * 4).left(), 440);
    double[] still =
        Brightness.of(
            frozen(ModulationMatrix.NONE).on(0, 0, 69, 100).render(4 * RATE + WINDOW * 4).left(),
            440);
    assertThat(Brightness.swing(moved, 4, 2)).as("dB at 2 Hz").isGreaterThan(3);
    assertThat(Brightness.swing(moved, 4, 1))
        .as("dB at 1 Hz")
        .isLessThan(Brightness.swing(moved, 4, 2) / 8);
    assertThat(Brightness.swing(still, 4, 2)).as("unmoved").isLessThan(0.3);
  }

  @Test
  void aSyncedLfoFollowsTheTempo() {
    ModulationMatrix matrix =
        routed(source(Kind.LFO, 1), Parameter.MORPH_X, 0.45f).withLfo(1, Lfo.PLAIN.withBeats(1));
    double[] byParameter =
        Brightness.of(
            frozen(matrix)
                .with(Parameter.TEMPO, 60)
                .on(0, 0, 69, 100)
                .render(4 * RATE + WINDOW * 4)
                .left(),
            440);
    assertThat(Brightness.swing(byParameter, 4, 1)).as("60 bpm").isGreaterThan(3);
    Played clocked = frozen(matrix).with(Parameter.TEMPO, 60).on(0, 0, 69, 100);
    for (int tick = 0; tick < 240; tick++) {
      clocked.midi(tick * 1000L, 0xF8); // 120 bpm
    }
    double[] byClock = Brightness.of(clocked.render(4 * RATE + WINDOW * 4).left(), 440);
    assertThat(Brightness.swing(byClock, 4, 2)).as("a clock of 120 bpm").isGreaterThan(3);
  }

  @Test
  void velocityMovesOneVoiceOnThePad() {
    ModulationMatrix matrix = routed(ModulationSource.of(Kind.VELOCITY), Parameter.MORPH_X, 1);
    double[] soft = Brightness.of(velocity(matrix, 20), 440);
    double[] hard = Brightness.of(velocity(matrix, 127), 440);
    assertThat(Brightness.mean(hard, 4, 18)).isGreaterThan(Brightness.mean(soft, 4, 18) + 6);
    double[] softUnmoved = Brightness.of(velocity(ModulationMatrix.NONE, 20), 440);
    double[] hardUnmoved = Brightness.of(velocity(ModulationMatrix.NONE, 127), 440);
    assertThat(Brightness.mean(hard, 4, 18) - Brightness.mean(soft, 4, 18))
        .as("more than the timbre by itself")
        .isGreaterThan(
            Brightness.mean(hardUnmoved, 4, 18) - Brightness.mean(softUnmoved, 4, 18) + 5);
  }

  private float[] velocity(ModulationMatrix matrix, int velocity) {
    return frozen(matrix).with(Parameter.MORPH_X, 0).on(0, 0, 69, velocity).render(RATE).left();
  }

  @Test
  void aMacroMovesAllItsTargets() {
    ModulationSource macro = source(Kind.MACRO, 3);
    ModulationMatrix matrix =
        routed(macro, Parameter.PITCH, 0.25f) // 12 of 48 semitones
            .with(new ModulationRoute(macro, Parameter.LEVEL, -0.25f, 0.5f, null)) // of 72 dB
            .with(ModulationRoute.of(macro, Parameter.PAN, 0.5f)); // all of 2 to the right
    Played played =
        frozen(matrix)
            .with(Parameter.DRIFT, 0)
            .on(0, 0, 57, 100)
            .event(RATE, Event.parameter(Parameter.MACRO_3, 1))
            .render(2 * RATE);
    float[] before = java.util.Arrays.copyOfRange(played.right(), RATE / 2, RATE);
    float[] after = java.util.Arrays.copyOfRange(played.right(), 3 * RATE / 2, 2 * RATE);
    assertThat(Audio.centsFrom(before, RATE, 220)).isCloseTo(0, within(5.0));
    assertThat(Audio.centsFrom(after, RATE, 440)).isCloseTo(0, within(5.0));
    double left = Audio.rmsDb(played.left(), 3 * RATE / 2, 2 * RATE);
    double right = Audio.rmsDb(played.right(), 3 * RATE / 2, 2 * RATE);
    assertThat(right - left).as("right").isGreaterThan(60);
    assertThat(right - Audio.rmsDb(before, 0, before.length)).as("softer").isBetween(-22.0, -9.0);
  }

  @Test
  void aWheelThatIsRoutedTurnsNothingElseAndBringsInAnLfo() {
    ModulationSource wheel = source(Kind.CC, 1);
    ModulationMatrix matrix =
        ModulationMatrix.NONE
            .withLfo(2, Lfo.PLAIN.withHz(4))
            .with(new ModulationRoute(source(Kind.LFO, 2), Parameter.LEVEL, 0.1f, 0, wheel));
    Played played =
        frozen(matrix).on(0, 0, 69, 100).controller(RATE, 0, 1, 127).render(2 * RATE + 9600);
    double[] levels = new double[(2 * RATE + 9600) / WINDOW];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = Audio.rmsDb(played.left(), i * WINDOW, (i + 1) * WINDOW);
    }
    double[] before = java.util.Arrays.copyOf(levels, 20);
    assertThat(Brightness.swing(before, 5, 4)).as("wheel down").isLessThan(0.3);
    assertThat(Brightness.swing(levels, 24, 4)).as("wheel up").isGreaterThan(3);
    assertThat(played.meters().value(Parameter.MORPH_X)).isEqualTo(0.5f);
  }

  @Test
  void noRoutesAndRoutesOfNothingAreTheSameBits() {
    float[] none = frozen(ModulationMatrix.NONE).on(100, 0, 60, 100).render(RATE).stereo();
    ModulationMatrix zero =
        routed(source(Kind.LFO, 1), Parameter.MORPH_X, 0)
            .with(ModulationRoute.of(source(Kind.LFO, 1), Parameter.LEVEL, 0));
    assertThat(frozen(zero).on(100, 0, 60, 100).render(RATE).stereo()).isEqualTo(none);
  }

  @Test
  void theSameBitsInEveryBlockSize() {
    Lfo random = Lfo.PLAIN.withShape(Lfo.Shape.STEPS).withHz(7).withPhase(0, 1);
    ModulationMatrix matrix =
        routed(source(Kind.LFO, 1), Parameter.MORPH_X, 0.5f)
            .withLfo(1, random)
            .with(ModulationRoute.of(ModulationSource.of(Kind.RANDOM), Parameter.PAN, 0.5f))
            .with(ModulationRoute.of(source(Kind.ENVELOPE, 1), Parameter.TILT, 0.5f));
    float[] large = random(matrix, 4800);
    assertThat(random(matrix, 37)).isEqualTo(large);
    assertThat(random(matrix.withLfo(1, random.withHz(8)), 37)).isNotEqualTo(large);
  }

  private float[] random(ModulationMatrix matrix, int block) {
    return frozen(matrix)
        .on(0, 0, 60, 100)
        .on(5001, 0, 67, 60)
        .off(20_000, 0, 60)
        .render(RATE, block)
        .stereo();
  }

  @Test
  void anotherMatrixIsNoClick() {
    ModulationMatrix matrix =
        routed(source(Kind.MACRO, 1), Parameter.MORPH_X, 0.5f)
            .with(ModulationRoute.of(source(Kind.MACRO, 1), Parameter.LEVEL, -0.15f))
            .with(ModulationRoute.of(source(Kind.MACRO, 1), Parameter.PAN, -0.3f));
    Patch patch =
        Patch.of(
                "x",
                List.of(Bundled.model().bank().find("flute"), Bundled.model().bank().find("flute")))
            .with(Parameter.MACRO_1, 1);
    EventList events = new EventList();
    events.add(0, Event.noteOn(0, 60, 0.8f));
    Instrument instrument = new Instrument(decoder, 2, 1, patch, new Meters());
    instrument.addSource(events.shifted(0));
    float[] out = new float[4 * RATE];
    instrument.render(out, 0, RATE);
    instrument.publish(matrix);
    instrument.render(out, RATE, RATE);
    float[] left = Audio.left(out);
    double quieter = Audio.rmsDb(left, RATE + RATE / 2, 2 * RATE);
    assertThat(quieter).isLessThan(Audio.rmsDb(left, RATE / 2, RATE) - 6);
    assertThat(Audio.largestKink(left, RATE - 480, RATE + 4800))
        .isLessThan(1.3f * Audio.largestKink(left, RATE / 2, RATE - 480));
  }

  @Test
  void anEnvelopeAndAOneShotEnd() {
    ModulationMatrix matrix =
        routed(source(Kind.ENVELOPE, 2), Parameter.PITCH, 0.25f)
            .withEnvelope(2, new ModulationEnvelope(0, 0.3f, 0, 0.3f))
            .withLfo(3, Lfo.PLAIN.withShape(Lfo.Shape.SQUARE).withHz(2).withRetrigger(true))
            .with(ModulationRoute.of(source(Kind.LFO, 3), Parameter.LEVEL, 0.1f));
    float[] left =
        frozen(matrix).with(Parameter.DRIFT, 0).on(0, 0, 69, 100).render(2 * RATE).left();
    float[] later = java.util.Arrays.copyOfRange(left, RATE, 2 * RATE);
    assertThat(Audio.centsFrom(later, RATE, 440)).isCloseTo(0, within(5.0));
    double high = Audio.rmsDb(left, RATE / 10, RATE / 5);
    double end = Audio.rmsDb(left, RATE, RATE + RATE / 4);
    assertThat(Audio.rmsDb(left, RATE + RATE / 4, RATE + RATE / 2)).isCloseTo(end, within(0.5));
    assertThat(high - end).as("the square has gone down").isGreaterThan(5);
  }
}
