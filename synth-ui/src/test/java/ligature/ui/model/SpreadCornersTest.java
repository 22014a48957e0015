package ligature.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import ligature.latent.TimbreMap;
import ligature.testing.Bundled;
import org.junit.jupiter.api.Test;

class SpreadCornersTest {

  private final TimbreMap map = TimbreMap.of(Bundled.model().bank().timbres());
  private final List<Integer> all = IntStream.range(0, map.size()).boxed().toList();

  private double distance(int a, int b) {
    return Math.hypot(map.x(a) - map.x(b), map.y(a) - map.y(b));
  }

  private double nearest(List<Integer> corners) {
    double least = Double.MAX_VALUE;
    for (int a : corners) {
      for (int b : corners) {
        least = a == b ? least : Math.min(least, distance(a, b));
      }
    }
    return least;
  }

  @Test
  void ofManyThoseFurthestApartAreTakenEachAtItsCorner() {
    List<Integer> corners = SpreadCorners.of(map, all);
    assertThat(corners).hasSize(4).doesNotHaveDuplicates();
    assertThat(nearest(corners)).as("far from one another").isGreaterThan(0.4);
    assertThat(map.x(corners.get(0))).as("A left of B").isLessThan(map.x(corners.get(1)));
    assertThat(map.x(corners.get(2))).as("C left of D").isLessThan(map.x(corners.get(3)));
    assertThat(map.y(corners.get(0))).as("A below C").isLessThan(map.y(corners.get(2)));
    assertThat(map.y(corners.get(1))).as("B below D").isLessThan(map.y(corners.get(3)));
  }

  @Test
  void twoAreAPadOfTwoThreeFillAllAndOneIsNone() {
    int left = map.x(3) < map.x(9) ? 3 : 9;
    assertThat(SpreadCorners.of(map, List.of(3, 9))).containsExactly(left, 12 - left);
    assertThat(SpreadCorners.of(map, List.of(3, 9, 20))).hasSize(4).containsOnly(3, 9, 20);
    assertThat(SpreadCorners.of(map, List.of(3))).isEmpty();
    assertThat(SpreadCorners.of(map, List.of())).isEmpty();
    assertThat(SpreadCorners.of(map, List.of(3, 9, 20, 31)))
        .containsExactlyInAnyOrder(3, 9, 20, 31);
  }
}
