package ligature.modulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import ligature.latent.Timbre;
import ligature.latent.TimbreMap;
import ligature.modulation.MorphPath.Mode;
import ligature.modulation.MorphPath.Point;
import ligature.testing.Bundled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MorphPathTest {

  private static final MorphPath CORNER =
      MorphPath.of(List.of(new Point(0, 0, 0), new Point(1, 1, 0), new Point(3, 1, 1)));

  private static MorphPath circle(int points, boolean closed) {
    List<Point> round = new ArrayList<>();
    for (int i = 0; i < (closed ? points + 1 : points); i++) {
      double turn = 2 * Math.PI * (i % points) / points;
      round.add(
          new Point(i, (float) (0.5 + 0.4 * Math.cos(turn)), (float) (0.5 + 0.4 * Math.sin(turn))));
    }
    return MorphPath.of(round).withSmooth(true);
  }

  @Test
  void goesThroughItsPointsAndOnAsItsModeSays() {
    assertThat(CORNER.at(0.25)).isEqualTo(new Point(0.25, 0.25f, 0));
    assertThat(CORNER.at(2)).isEqualTo(new Point(2, 1, 0.5f));
    assertThat(CORNER.at(4)).as("a loop begins anew").isEqualTo(new Point(4, 1, 0));
    assertThat(CORNER.at(-1).y()).as("and before its beginning it has been").isEqualTo(0.5f);
    MorphPath back = CORNER.withMode(Mode.LOOP, 2);
    assertThat(back.at(4)).as("half of the way back").isEqualTo(new Point(4, 0.5f, 0.5f));
    MorphPath once = CORNER.withMode(Mode.ONCE, 0);
    assertThat(once.at(100)).isEqualTo(new Point(100, 1, 1));
    assertThat(once.at(-5)).isEqualTo(new Point(-5, 0, 0));
    MorphPath pingPong = CORNER.withMode(Mode.PING_PONG, 0);
    assertThat(pingPong.at(5.75)).isEqualTo(new Point(5.75, 0.25f, 0));
    assertThat(pingPong.at(6.25)).isEqualTo(new Point(6.25, 0.25f, 0));
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aCurveGoesThroughItsPointsWithoutCornersAndStaysOnThePad(Mode mode) {
    MorphPath path = CORNER.withSmooth(true).withMode(mode, mode == Mode.LOOP ? 1 : 0);
    assertThat(path.at(1).x()).isCloseTo(1, within(1e-6f));
    assertThat(path.at(1).y()).isCloseTo(0, within(1e-6f));
    double step = 1e-4;
    for (double at = step; at < 2 * path.cycle() && mode != Mode.ONCE || at < 2.9; at += step) {
      Point point = path.at(at);
      assertThat(point.x()).isBetween(0f, 1f);
      assertThat(point.y()).isBetween(0f, 1f);
      double bend = path.at(at + step).y() - 2 * point.y() + path.at(at - step).y();
      boolean atEdge = point.y() < 0.01f || point.y() > 0.99f; // where it is held on the pad
      assertThat(Math.abs(bend)).as("at " + at).isLessThan(atEdge ? 1e-3 : 1e-5);
    }
  }

  @Test
  void aClosedLoopIsRoundAtItsEndToo() {
    for (MorphPath path : List.of(circle(8, true), circle(8, false).withMode(Mode.LOOP, 1))) {
      assertThat(path.cycle()).isEqualTo(8);
      for (double at = 0; at < 16; at += 0.01) {
        Point point = path.at(at);
        assertThat(Math.hypot(point.x() - 0.5, point.y() - 0.5)).isCloseTo(0.4, within(0.005));
      }
    }
  }

  @Test
  void whatAHandDrawsBecomesAPathOfFewPoints() {
    List<Point> drawn = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      double at = 10 + i / 60.0;
      drawn.add(new Point(at, (float) Math.min(1, i / 300.0), (float) (0.5 + 0.4 * Math.sin(at))));
      drawn.add(drawn.get(drawn.size() - 1)); // a clock that stood
    }
    MorphPath path = MorphPath.recorded(drawn, 0.003).withMode(Mode.ONCE, 0);
    assertThat(path.points()).hasSizeBetween(10, 100);
    assertThat(path.length()).isCloseTo(599 / 60.0, within(1e-6));
    for (Point point : drawn) {
      Point at = path.at(point.at() - 10);
      assertThat(Math.hypot(at.x() - point.x(), at.y() - point.y())).isLessThan(0.0031);
    }
    assertThatThrownBy(() -> MorphPath.recorded(drawn.subList(0, 2), 0))
        .hasMessageContaining("2 to 4096 points");
  }

  @Test
  void pointsOutOfOrderOrOffThePadAreRefused() {
    assertThatThrownBy(() -> MorphPath.of(List.of(new Point(0, 0, 0), new Point(0, 1, 0))))
        .hasMessageContaining("the time of point 2");
    assertThatThrownBy(() -> MorphPath.of(List.of(new Point(1, 0, 0), new Point(2, 1, 0))))
        .hasMessageContaining("the time of point 1");
    assertThatThrownBy(() -> MorphPath.of(List.of(new Point(0, 0, 0), new Point(1, 1.5f, 0))))
        .hasMessageContaining("x of point 2");
    assertThatThrownBy(() -> MorphPath.of(List.of(new Point(0, 0, 0), new Point(1, 0, Float.NaN))))
        .hasMessageContaining("y of point 2");
    assertThatThrownBy(() -> CORNER.withOffsets(5, 0)).hasMessageContaining("keys");
  }

  @Test
  void aLineThroughTheMapBecomesCornersAndAWayAroundThePad() {
    List<Timbre> timbres = Bundled.model().bank().timbres();
    TimbreMap map = TimbreMap.of(timbres);
    int[] chosen = {3, 20, 41};
    List<Point> drawn = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      drawn.add(new Point(2 * i, map.x(chosen[i]), map.y(chosen[i])));
    }
    MapRoute route = MapRoute.along(map, timbres, drawn);
    assertThat(route.corners()).contains(timbres.get(chosen[0]), timbres.get(chosen[2]));
    assertThat(route.path().length()).isEqualTo(4);
    assertThat(heardAt(route, 0)).isSameAs(timbres.get(chosen[0]));
    assertThat(heardAt(route, 4)).isSameAs(timbres.get(chosen[2]));
    Point alone = drawn.get(0);
    Point near = new Point(1, alone.x(), alone.y());
    assertThatThrownBy(() -> MapRoute.along(map, timbres, List.of(alone, near)))
        .hasMessageContaining(timbres.get(chosen[0]).name() + " alone");
  }

  /** The timbre at the corner where the path is. */
  private static Timbre heardAt(MapRoute route, double time) {
    Point at = route.path().at(time);
    return route.corners().get((int) (at.x() + 2 * at.y()));
  }
}
