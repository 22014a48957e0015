package ligature.encode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Timbres at the corners of the pad and a point on it.
 *
 * @param corners two or four indices, at A, B, C, D; one may be at two corners
 * @param x 0 to 1, and {@code y}
 */
record PadPlace(int[] corners, double x, double y) {

  private static final double FIRST_STEP = 0.1;
  private static final double LAST_STEP = 0.001;

  /** The three ways to lay four things on the corners of a square; turned ones are the same. */
  private static final int[][] ORDERS = {{0, 1, 2, 3}, {0, 1, 3, 2}, {0, 3, 2, 1}};

  /** How much of each corner there is. */
  double[] weights() {
    if (corners.length == 2) {
      return new double[] {1 - x, x};
    }
    return new double[] {(1 - x) * (1 - y), x * (1 - y), (1 - x) * y, x * y};
  }

  /** How many different timbres sound. */
  int distinct() {
    double[] weights = weights();
    java.util.Set<Integer> sounding = new java.util.HashSet<>();
    for (int c = 0; c < weights.length; c++) {
      if (weights[c] > 0) {
        sounding.add(corners[c]);
      }
    }
    return sounding.size();
  }

  /**
   * The place that gives some weights. Up to three of them can be had exactly; of four the pad has
   * a surface, on which the best point is looked for.
   *
   * @param error how bad a place is
   */
  static PadPlace of(int[] members, double[] weights, ToDoubleFunction<PadPlace> error) {
    switch (members.length) {
      case 1:
        return new PadPlace(new int[] {members[0], members[0]}, 0, 0);
      case 2:
        return new PadPlace(members.clone(), weights[1], 0);
      case 3:
        double pair = weights[0] + weights[1];
        return new PadPlace(
            new int[] {members[0], members[1], members[2], members[2]},
            pair > 0 ? weights[1] / pair : 0,
            weights[2]);
      default:
        List<PadPlace> places = new ArrayList<>();
        for (int[] order : ORDERS) {
          places.add(nearest(members, weights, order, error));
        }
        return places.stream().min(java.util.Comparator.comparingDouble(error)).orElseThrow();
    }
  }

  private static PadPlace nearest(
      int[] members, double[] weights, int[] order, ToDoubleFunction<PadPlace> error) {
    int[] corners = new int[order.length];
    for (int c = 0; c < order.length; c++) {
      corners[c] = members[order[c]];
    }
    PadPlace best =
        new PadPlace(
            corners, weights[order[1]] + weights[order[3]], weights[order[2]] + weights[order[3]]);
    double least = error.applyAsDouble(best);
    for (double step = FIRST_STEP; step > LAST_STEP; ) {
      PadPlace better = null;
      for (int side = 0; side < 4; side++) {
        double dx = side < 2 ? (side == 0 ? step : -step) : 0;
        double dy = side < 2 ? 0 : side == 2 ? step : -step;
        PadPlace next = new PadPlace(corners, inRange(best.x + dx), inRange(best.y + dy));
        double there = error.applyAsDouble(next);
        if (there < least) {
          least = there;
          better = next;
        }
      }
      if (better == null) {
        step /= 2;
      } else {
        best = better;
      }
    }
    return best;
  }

  private static double inRange(double value) {
    return Math.max(0, Math.min(1, value));
  }
}
