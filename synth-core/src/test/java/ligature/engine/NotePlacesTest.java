package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.MorphPath;
import ligature.modulation.MorphPath.Point;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.testing.Played;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;

/** Where on the pad the window shows the notes. */
class NotePlacesTest {

  private static final int SECOND = ToneTimbres.RATE_HZ;
  private static final int SIZE = NotePlaces.SIZE;

  private final float[] places = new float[NotePlaces.MOST * SIZE];

  private static Played fourCorners() {
    return new Played(four());
  }

  private static Patch four() {
    return Patch.of(
        "four",
        List.of(
            ToneTimbres.steady("a"),
            ToneTimbres.steady("b"),
            ToneTimbres.steady("c"),
            ToneTimbres.dying("d")));
  }

  private int read(Played played) {
    return played.meters().places().read(places);
  }

  @Test
  void aNoteIsWhereThePadIs() {
    Played played =
        fourCorners()
            .with(Parameter.MORPH_X, 0.25f)
            .with(Parameter.MORPH_Y, 0.75f)
            .on(0, 0, 60, 100)
            .render(SECOND);
    assertThat(read(played)).isEqualTo(1);
    assertThat(places[0]).isCloseTo(0.25f, within(1e-4f));
    assertThat(places[1]).isCloseTo(0.75f, within(1e-4f));
    assertThat(places[2]).isBetween(0.01f, 1f);
  }

  @Test
  void aSharedPathIsToldWhereItsNotesAre() {
    MorphPath across = MorphPath.of(List.of(new Point(0, 0, 0), new Point(4, 1, 0)));
    ModulationMatrix matrix = ModulationMatrix.NONE.withPath(across);
    Played waiting = new Played(four().withModulation(matrix)).with(Parameter.PATH, 1);
    assertThat(waiting.render(SECOND).meters().pathTime()).as("no note yet").isZero();
    Played played =
        new Played(four().withModulation(matrix))
            .with(Parameter.PATH, 1)
            .on(0, 0, 60, 100)
            .render(3 * SECOND);
    assertThat(played.meters().pathTime()).isCloseTo(3, within(0.01));
    assertThat(read(played)).isEqualTo(1);
    double at = across.at(played.meters().pathTime()).x();
    assertThat((double) places[0]).as("12 ms behind at most").isCloseTo(at, within(0.005));
  }

  @Test
  void fingersOfTheirOwnAreApart() {
    Played played =
        fourCorners()
            .with(Parameter.MORPH_X, 0.5f)
            .with(Parameter.MORPH_Y, 0)
            .midi(0, 0xB0, 101, 0, 100, 6, 6, 15)
            .controller(0, 1, 74, 0)
            .controller(0, 2, 74, 127)
            .on(0, 1, 60, 100)
            .on(0, 2, 67, 100)
            .render(SECOND);
    assertThat(read(played)).isEqualTo(2);
    float low = Math.min(places[1], places[SIZE + 1]);
    float high = Math.max(places[1], places[SIZE + 1]);
    assertThat(low).isCloseTo(0, within(0.01f));
    assertThat(high).isCloseTo(1, within(0.01f));
  }

  @Test
  void aNoteThatIsOverIsGone() {
    Played played = fourCorners().on(0, 0, 60, 100).on(0, 0, 64, 100).off(4800, 0, 60);
    assertThat(read(played.render(4800))).isEqualTo(2);
    assertThat(read(played.off(9600, 0, 64).render(6 * SECOND))).isZero();
  }

  /** What is behind the end mark must never come back. */
  @Test
  void notesOfLongAgoStayGone() {
    Played played = fourCorners().on(0, 0, 60, 100).on(0, 0, 64, 100).on(0, 0, 67, 100);
    assertThat(read(played.render(4800))).isEqualTo(3);
    played.off(4800, 0, 60).off(4800, 0, 64).off(4800, 0, 67).on(5 * SECOND, 0, 72, 100);
    assertThat(read(played.render(6 * SECOND))).isEqualTo(1);
  }

  @Test
  void whatDoesNotFitIsLeftOut() {
    Played played =
        fourCorners().on(0, 0, 60, 100).on(0, 0, 64, 100).on(0, 0, 67, 100).render(SECOND);
    float[] few = new float[2 * SIZE + 1];
    assertThat(played.meters().places().read(few)).isEqualTo(2);
    assertThat(few[2 * SIZE]).isZero();
  }
}
