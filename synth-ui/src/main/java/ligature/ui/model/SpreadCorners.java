package ligature.ui.model;

import java.util.ArrayList;
import java.util.List;
import ligature.latent.Blend;
import ligature.latent.TimbreMap;

/**
 * Corners for the pad out of some timbres of the map: those that lie furthest apart, each at the
 * corner that is nearest to its place, so that the pad lies as the map does. Any thread.
 */
public final class SpreadCorners {

  private SpreadCorners() {}

  /**
   * Chooses corners.
   *
   * @param inside numbers of timbres on the map, each once
   * @return A and B, or A, B, C and D; of three timbres one is at two corners, of one or none there
   *     are no corners
   */
  public static List<Integer> of(TimbreMap map, List<Integer> inside) {
    List<Integer> chosen = furthestApart(map, inside, Blend.CORNERS);
    if (chosen.size() < 2) {
      return List.of();
    }
    return placed(map, chosen);
  }

  /** Some of them: the two that are furthest apart, then always the furthest from all chosen. */
  static List<Integer> furthestApart(TimbreMap map, List<Integer> inside, int most) {
    if (inside.size() <= most) {
      return List.copyOf(inside);
    }
    List<Integer> chosen = new ArrayList<>(List.of(inside.get(0), inside.get(1)));
    for (int a : inside) {
      for (int b : inside) {
        if (distance(map, a, b) > distance(map, chosen.get(0), chosen.get(1))) {
          chosen = new ArrayList<>(List.of(a, b));
        }
      }
    }
    while (chosen.size() < most) {
      int best = -1;
      double furthest = -1;
      for (int t : inside) {
        double nearest = Double.MAX_VALUE;
        for (int c : chosen) {
          nearest = Math.min(nearest, distance(map, t, c));
        }
        if (!chosen.contains(t) && nearest > furthest) {
          furthest = nearest;
          best = t;
        }
      }
      chosen.add(best);
    }
    return chosen;
  }

  private static double distance(TimbreMap map, int a, int b) {
    return Math.hypot(map.x(a) - map.x(b), map.y(a) - map.y(b));
  }

  /** Of all ways to place each at a corner at least, that in which they are moved least. */
  private static List<Integer> placed(TimbreMap map, List<Integer> chosen) {
    int corners = chosen.size() == 2 ? 2 : Blend.CORNERS;
    int n = chosen.size();
    double[][] at = spread(map, chosen);
    List<Integer> best = List.of();
    double least = Double.MAX_VALUE;
    for (int way = 0; way < Math.pow(n, corners); way++) {
      List<Integer> placed = new ArrayList<>();
      double moved = 0;
      for (int c = 0, rest = way; c < corners; c++, rest /= n) {
        int t = rest % n;
        placed.add(chosen.get(t));
        double dx = at[t][0] - c % 2;
        double dy = corners == 2 ? 0 : at[t][1] - c / 2;
        moved += dx * dx + dy * dy;
      }
      if (moved < least && placed.containsAll(chosen)) {
        least = moved;
        best = placed;
      }
    }
    return best;
  }

  /** Their places, as wide and as high as the pad. */
  static double[][] spread(TimbreMap map, List<Integer> chosen) {
    double[][] at = new double[chosen.size()][2];
    double[] min = {2, 2};
    double[] max = {-1, -1};
    for (int i = 0; i < at.length; i++) {
      at[i] = new double[] {map.x(chosen.get(i)), map.y(chosen.get(i))};
      for (int axis = 0; axis < 2; axis++) {
        min[axis] = Math.min(min[axis], at[i][axis]);
        max[axis] = Math.max(max[axis], at[i][axis]);
      }
    }
    for (double[] place : at) {
      for (int axis = 0; axis < 2; axis++) {
        double width = max[axis] - min[axis];
        place[axis] = width == 0 ? 0.5 : (place[axis] - min[axis]) / width;
      }
    }
    return at;
  }
}
