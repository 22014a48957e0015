package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import ligature.midi.Event;
import ligature.model.Decoder;
import ligature.modulation.Follower;
import ligature.modulation.Lfo;
import ligature.modulation.LfoDrawing;
import ligature.modulation.LfoDrawing.Point;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.ModulationRoute;
import ligature.modulation.ModulationSource;
import ligature.modulation.ModulationSource.Kind;
import ligature.parameter.Parameter;
import ligature.testing.Audio;
import ligature.testing.Brightness;
import ligature.testing.Bundled;
import ligature.testing.Played;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** LFOs of a drawn shape and the follower of the level, measured on what is heard. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrawnAndFollowedTest {

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

  private double[] levels(float[] left) {
    double[] levels = new double[left.length / WINDOW];
    for (int w = 0; w < levels.length; w++) {
      levels[w] = Audio.rmsDb(left, w * WINDOW, (w + 1) * WINDOW);
    }
    return levels;
  }

  /** The level by windows of a note whose level a drawn LFO moves by 7.2 dB each way. */
  private double[] drawn(LfoDrawing drawing, boolean once) {
    Lfo lfo = Lfo.PLAIN.withHz(0.5f).withDrawing(drawing).withRetrigger(once);
    ModulationMatrix matrix =
        ModulationMatrix.NONE
            .withLfo(2, lfo)
            .with(ModulationRoute.of(new ModulationSource(Kind.LFO, 2), Parameter.LEVEL, 0.1f));
    return levels(Brightness.frozen(matrix, decoder).on(0, 0, 69, 100).render(5 * RATE / 2).left());
  }

  @Test
  void anLfoSoundsAsItWasDrawn() {
    LfoDrawing steps =
        new LfoDrawing(
            List.of(
                new Point(0, 1),
                new Point(0.25f, 1),
                new Point(0.25f, -1),
                new Point(0.5f, -1),
                new Point(1, 1)),
            false);
    double[] heard = drawn(steps, false);
    double high = heard[6];
    assertThat(heard[3]).isCloseTo(high, within(0.3));
    assertThat(heard[14]).as("0.7 s: stepped down").isCloseTo(high - 14.4, within(0.5));
    assertThat(heard[18]).as("0.9 s: still there").isCloseTo(heard[14], within(0.3));
    assertThat(heard[30]).as("1.5 s: half way up").isCloseTo(high - 7.2, within(0.8));
    assertThat(heard[46]).as("2.3 s: the next cycle").isCloseTo(high, within(0.5));
    double[] once = drawn(steps, true);
    assertThat(once[49]).as("stays at its end").isCloseTo(once[45], within(0.2));
  }

  @Test
  void aSmoothOneEasesBetweenThePointsOfALine() {
    List<Point> points = List.of(new Point(0, -1), new Point(0.5f, 1));
    double[] lines = drawn(new LfoDrawing(points, false), false);
    double[] smooth = drawn(new LfoDrawing(points, true), false);
    // a fifth of the way: 20 % in a line, 10.4 % eased, of 14.4 dB
    assertThat(lines[4] - smooth[4]).isBetween(0.7, 2.0);
    assertThat(lines[10]).as("half way").isCloseTo(smooth[10], within(0.3));
    assertThat(smooth[16] - lines[16]).isBetween(0.7, 2.0);
  }

  /** Brightness of a held note while a loud chord comes and goes; the follower moves it. */
  private double[] followed(Follower follower) {
    ModulationMatrix matrix =
        ModulationMatrix.NONE
            .withFollower(follower)
            .with(ModulationRoute.of(ModulationSource.of(Kind.FOLLOWER), Parameter.MORPH_X, 1));
    Played played = Brightness.frozen(matrix, decoder).with(Parameter.MORPH_X, 0);
    return Brightness.of(
        played
            .on(0, 0, 69, 100)
            .controller(0, 0, 11, 30)
            .controller(RATE, 0, 11, 127)
            .controller(2 * RATE, 0, 11, 30)
            .render(4 * RATE)
            .left(),
        440);
  }

  @Test
  void theFollowerMovesAsFastAsItsTimesSay() {
    double[] fast = followed(new Follower(0.02f, 0.1f, 0));
    double soft = fast[18];
    double loud = fast[38];
    assertThat(loud - soft).as("louder is brighter").isGreaterThan(3);
    assertThat(fast[24]).as("there after 0.2 s").isCloseTo(loud, within(1.0));
    assertThat(fast[48]).as("and back after 0.4 s").isCloseTo(soft, within(1.0));
    double[] slow = followed(new Follower(0.02f, 4, 0));
    assertThat(slow[38]).as("the attack is the same").isCloseTo(loud, within(1.0));
    assertThat(slow[48]).as("but not the release").isGreaterThan(soft + 0.6 * (loud - soft));
  }

  @Test
  void theFollowerHearsTheSoundBeforeTheInsertsAndTheLevel() {
    ModulationMatrix matrix =
        ModulationMatrix.NONE.with(
            ModulationRoute.of(ModulationSource.of(Kind.FOLLOWER), Parameter.MORPH_X, 0.5f));
    Played loud = Brightness.frozen(matrix, decoder).with(Parameter.MORPH_X, 0);
    double[] full = Brightness.of(loud.on(0, 0, 69, 100).render(RATE).left(), 440);
    double[] turnedDown =
        Brightness.of(
            Brightness.frozen(matrix, decoder)
                .with(Parameter.MORPH_X, 0)
                .with(Parameter.LEVEL, -30)
                .on(0, 0, 69, 100)
                .render(RATE)
                .left(),
            440);
    assertThat(turnedDown[15]).isCloseTo(full[15], within(0.1));
  }

  @Test
  void everyBlockSizeGivesTheSameBits() {
    ModulationMatrix matrix =
        ModulationMatrix.NONE
            .withLfo(
                1,
                Lfo.PLAIN
                    .withHz(5)
                    .withDrawing(
                        new LfoDrawing(List.of(new Point(0.1f, 1), new Point(0.6f, -0.5f)), true)))
            .with(ModulationRoute.of(new ModulationSource(Kind.LFO, 1), Parameter.TILT, 0.4f))
            .with(ModulationRoute.of(ModulationSource.of(Kind.FOLLOWER), Parameter.AIR, -0.5f));
    float[] large = blocks(matrix, 4800);
    assertThat(blocks(matrix, 37)).isEqualTo(large);
    assertThat(blocks(matrix.withFollower(new Follower(1, 1, 0)), 37)).isNotEqualTo(large);
  }

  private float[] blocks(ModulationMatrix matrix, int block) {
    return Brightness.frozen(matrix, decoder)
        .on(0, 0, 60, 100)
        .on(5001, 0, 67, 60)
        .event(9000, Event.parameter(Parameter.MORPH_X, 1))
        .off(20_000, 0, 60)
        .render(RATE, block)
        .stereo();
  }
}
