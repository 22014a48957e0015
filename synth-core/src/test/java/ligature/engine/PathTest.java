package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.model.Decoder;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.ModulationRoute;
import ligature.modulation.ModulationSource;
import ligature.modulation.ModulationSource.Kind;
import ligature.modulation.MorphPath;
import ligature.modulation.MorphPath.Mode;
import ligature.modulation.MorphPath.Point;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.Brightness;
import ligature.testing.Bundled;
import ligature.testing.Played;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Paths over the pad, measured on what the real decoder makes of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PathTest {

  private static final int RATE = 48_000;
  private static final int WINDOW = Brightness.WINDOW;

  /** From A to B in a second. */
  private static final MorphPath ACROSS =
      MorphPath.of(List.of(new Point(0, 0, 0), new Point(1, 1, 0)));

  private Decoder decoder;

  @BeforeAll
  void open() {
    decoder = Bundled.decoder();
  }

  @AfterAll
  void close() {
    decoder.close();
  }

  private Played on(MorphPath path) {
    return on(ModulationMatrix.NONE.withPath(path));
  }

  private Played on(ModulationMatrix matrix) {
    return Brightness.frozen(matrix, decoder).with(Parameter.MORPH_X, 0);
  }

  /** How bright the note is that stands at a place, by its windows from the fourth on. */
  private double standing(float x) {
    return Brightness.of(
        on(MorphPath.NONE).with(Parameter.MORPH_X, x).on(0, 0, 69, 100).render(RATE / 2).left(),
        440)[8];
  }

  private double[] played(MorphPath path, double seconds) {
    return Brightness.of(on(path).on(0, 0, 69, 100).render((int) (seconds * RATE)).left(), 440);
  }

  @Test
  void aNoteGoesThePathAndOnAsItsModeSays() {
    double dark = standing(0);
    double bright = standing(1);
    assertThat(bright - dark).as("the two timbres").isGreaterThan(8);
    double[] once = played(ACROSS.withMode(Mode.ONCE, 0), 2.2);
    double[] loop = played(ACROSS.withMode(Mode.LOOP, 0), 2.2);
    double[] pingPong = played(ACROSS.withMode(Mode.PING_PONG, 0), 2.2);
    for (double[] path : List.of(once, loop, pingPong)) {
      assertThat(path[3]).as("0.2 s: near the beginning").isLessThan(dark + 0.45 * (bright - dark));
      assertThat(path[18]).as("0.95 s: at the end").isCloseTo(bright, within(2.0));
    }
    assertThat(once[42]).as("once: stays").isCloseTo(bright, within(1.0));
    assertThat(loop[21]).as("loop: dark again").isCloseTo(loop[1], within(3.0));
    assertThat(loop[38]).as("loop: bright again").isCloseTo(bright, within(2.0));
    assertThat(pingPong[38]).as("ping-pong: back").isCloseTo(pingPong[2], within(3.0));
    assertThat(pingPong[21]).as("ping-pong: still bright").isCloseTo(bright, within(2.0));
  }

  @Test
  void aPathThatStandsSoundsAsThePadThere() {
    float[] pad =
        on(MorphPath.NONE).with(Parameter.MORPH_X, 0.5f).on(0, 0, 69, 100).render(RATE).left();
    float[] byPhase =
        on(ACROSS)
            .with(Parameter.PATH_SPEED, 0)
            .with(Parameter.PATH_PHASE, 0.5f)
            .on(0, 0, 69, 100)
            .render(RATE)
            .left();
    assertThat(byPhase).as("half of a cycle on").isEqualTo(pad);
    float[] byShare =
        on(ACROSS.withPoints(List.of(new Point(0, 1, 0), new Point(1, 1, 0))))
            .with(Parameter.PATH, 0.5f)
            .on(0, 0, 69, 100)
            .render(RATE)
            .left();
    assertThat(byShare).as("half of the way from the pad's point to B").isEqualTo(pad);
    float[] byKey =
        on(ACROSS.withOffsets(1 / 1.5f, 0)) // nine keys above middle C are 0.75 octaves
            .with(Parameter.PATH_SPEED, 0)
            .on(0, 0, 69, 100)
            .render(RATE)
            .left();
    assertThat(byKey).as("half of a cycle on by its key").isEqualTo(pad);
  }

  @Test
  void atNoShareAndWithoutAPathNothingIsMoved() {
    float[] none = on(MorphPath.NONE).on(100, 0, 60, 100).render(RATE / 2).stereo();
    assertThat(on(ACROSS).with(Parameter.PATH, 0).on(100, 0, 60, 100).render(RATE / 2).stereo())
        .isEqualTo(none);
    assertThat(
            on(MorphPath.NONE)
                .with(Parameter.PATH, 0.3f)
                .with(Parameter.PATH_SPEED, 3)
                .on(100, 0, 60, 100)
                .render(RATE / 2)
                .stereo())
        .isEqualTo(none);
  }

  /** What is heard of a second note, 0.7 s after the first, between 0.1 and 0.2 s of its own. */
  private double second(MorphPath path) {
    float[] left =
        on(path)
            .on(0, 0, 81, 100)
            .midi(26_000, 0xB0, 120, 0)
            .on(33_600, 0, 69, 100)
            .render(RATE)
            .left();
    return Brightness.of(Arrays.copyOfRange(left, 33_600 + WINDOW, 33_600 + 3 * WINDOW), 440)[1];
  }

  @Test
  void aPathByNoteBeginsWithEachAndASharedOneRunsThrough() {
    double early = played(ACROSS, 0.3)[2];
    double late = played(ACROSS, 0.9)[16];
    assertThat(late - early).isGreaterThan(4);
    assertThat(second(ACROSS.withByNote(true))).isCloseTo(early, within(1.5));
    assertThat(second(ACROSS)).isCloseTo(late, within(1.5));
    assertThat(second(ACROSS.withMode(Mode.ONCE, 0)))
        .as("a shared one that plays once begins anew with a note in silence")
        .isCloseTo(early, within(1.5));
  }

  @Test
  void theFirstNoteSoundsTheSameWheneverItComes() {
    for (MorphPath path : List.of(ACROSS, ACROSS.withByNote(true))) {
      float[] early = on(path).on(0, 0, 69, 100).render(RATE).stereo();
      float[] late = on(path).on(128 * 100, 0, 69, 100).render(RATE + 12_800).stereo();
      assertThat(Arrays.copyOfRange(late, 25_600, late.length)).isEqualTo(early);
    }
  }

  @Test
  void beatsFollowTheTempo() {
    MorphPath beats = ACROSS.inBeats(true).withMode(Mode.ONCE, 0);
    double bright = standing(1);
    double[] slow =
        Brightness.of(
            on(beats).with(Parameter.TEMPO, 60).on(0, 0, 69, 100).render(RATE).left(), 440);
    double[] fast =
        Brightness.of(
            on(beats).with(Parameter.TEMPO, 180).on(0, 0, 69, 100).render(RATE).left(), 440);
    assertThat(fast[8]).as("a beat at 180 is over after 0.33 s").isCloseTo(bright, within(1.5));
    assertThat(slow[8]).as("and at 60 it is not").isLessThan(bright - 3);
    Played clocked = on(beats).with(Parameter.TEMPO, 60);
    for (int tick = 0; tick < 100; tick++) {
      clocked.midi(tick * 667L, 0xF8); // 180 bpm
    }
    double[] byClock =
        Brightness.of(
            Arrays.copyOfRange(clocked.on(24_000, 0, 69, 100).render(RATE).left(), 24_000, RATE),
            440);
    assertThat(byClock[8]).as("a clock of 180").isCloseTo(bright, within(1.5));
  }

  @Test
  void speedAndShareAreMovedBySourcesAndControllers() {
    ModulationSource velocity = ModulationSource.of(Kind.VELOCITY);
    ModulationMatrix faster =
        ModulationMatrix.NONE
            .withPath(ACROSS.withByNote(true).withMode(Mode.ONCE, 0))
            .with(ModulationRoute.of(velocity, Parameter.PATH_SPEED, 0.375f)); // 3 of 8
    double[] hard = Brightness.of(on(faster).on(0, 0, 69, 127).render(RATE).left(), 440);
    assertThat(hard[8]).as("four times as fast").isCloseTo(hard[18], within(0.5));
    double[] plain =
        Brightness.of(
            on(ModulationMatrix.NONE.withPath(faster.path())).on(0, 0, 69, 127).render(RATE).left(),
            440);
    assertThat(plain[8]).isLessThan(plain[18] - 3);
    double[] off =
        Brightness.of(
            on(ACROSS.withMode(Mode.ONCE, 0))
                .on(0, 0, 69, 100)
                .event(RATE / 2, Event.parameter(Parameter.PATH, 0))
                .render(RATE)
                .left(),
            440);
    assertThat(off[18]).as("back at the pad's point").isCloseTo(standing(0), within(1.5));
  }

  @Test
  void backwardsItEndsAtItsBeginning() {
    double[] back =
        Brightness.of(
            on(ACROSS.withMode(Mode.ONCE, 0))
                .with(Parameter.PATH_SPEED, -2)
                .on(0, 0, 69, 100)
                .render(RATE)
                .left(),
            440);
    assertThat(back[2]).isGreaterThan(back[18] + 4);
    assertThat(back[18]).isCloseTo(standing(0), within(1.5));
  }

  @Test
  void voicesAreSpreadAndEveryBlockSizeGivesTheSameBits() {
    MorphPath path =
        new MorphPath(
            List.of(new Point(0, 0, 0), new Point(0.3, 1, 0), new Point(0.5, 0.2f, 1)),
            true,
            true,
            Mode.PING_PONG,
            0,
            true,
            0.25f,
            1);
    float[] large = chord(path, 4800);
    assertThat(chord(path, 37)).isEqualTo(large);
    assertThat(chord(path.withOffsets(0.25f, 0), 37)).isNotEqualTo(large);
    assertThat(chord(path.withByNote(false), 128)).isEqualTo(chord(path.withByNote(false), 1000));
  }

  private float[] chord(MorphPath path, int block) {
    return on(path)
        .on(0, 0, 60, 100)
        .on(5001, 0, 67, 60)
        .off(20_000, 0, 60)
        .render(RATE, block)
        .stereo();
  }

  @Test
  void aJumpOfThePathAndAnotherPathAreNoClick() {
    Patch patch =
        Patch.of(
                "x",
                List.of(
                    Bundled.model().bank().find("flute"), Bundled.model().bank().find("trumpet")))
            .with(Parameter.MORPH_X, 0)
            .withModulation(ModulationMatrix.NONE.withPath(ACROSS));
    EventList events = new EventList();
    events.add(0, Event.noteOn(0, 60, 0.8f));
    Instrument instrument = new Instrument(decoder, 2, 1, patch, new Meters());
    instrument.addSource(events);
    float[] out = new float[2 * 2 * RATE];
    instrument.render(out, 0, 3 * RATE / 2); // with the jump from B to A at 1 s
    instrument.publish(ModulationMatrix.NONE);
    instrument.render(out, 3 * RATE / 2, RATE / 2);
    float[] left = Audio.left(out);
    float bright = Audio.largestKink(left, 9 * RATE / 10, RATE - 480);
    assertThat(Audio.largestKink(left, RATE - 480, RATE + 4800)).isLessThan(1.2f * bright);
    float before = Audio.largestKink(left, 13 * RATE / 10, 3 * RATE / 2 - 480);
    assertThat(Audio.largestKink(left, 3 * RATE / 2 - 480, 3 * RATE / 2 + 4800))
        .isLessThan(1.2f * before);
  }

  @Test
  void notesOnAPathAllocateNothing() {
    var bean =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    Patch patch =
        Patch.of("x", List.of(ToneTimbres.steady("a"), ToneTimbres.layered("b")))
            .withModulation(
                ModulationMatrix.NONE.withPath(ACROSS.withSmooth(true).withByNote(true)));
    Instrument instrument = new Instrument(ToneTimbres.decoder(), 8, 1, patch, new Meters());
    EventList events = new EventList();
    for (int key = 60; key < 68; key++) {
      events.add(0, Event.noteOn(0, key, 0.8f));
    }
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
  }
}
