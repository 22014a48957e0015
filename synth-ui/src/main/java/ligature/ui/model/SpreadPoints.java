package ligature.ui.model;

import java.util.ArrayList;
import java.util.List;
import ligature.latent.Blend;
import ligature.latent.PadPoint;
import ligature.latent.TimbreMap;

/**
 * Points for the pad out of some timbres of the map: those that lie furthest apart, each where it
 * lies on the map, as wide and as high as the pad. Immutable; any thread.
 *
 * @param timbres their numbers on the map; none if there were fewer than two
 * @param places of each
 */
public record SpreadPoints(List<Integer> timbres, List<PadPoint> places) {

  /** What is left free at the pad's edges. */
  private static final double EDGE = 0.08;

  /** What lies nearer is pushed apart. */
  private static final double APART = 0.12;

  private static final int PUSHES = 200;

  /**
   * Chooses points.
   *
   * @param inside numbers of timbres on the map, each once
   */
  public static SpreadPoints of(TimbreMap map, List<Integer> inside) {
    List<Integer> chosen = SpreadCorners.furthestApart(map, inside, Blend.MOST);
    if (chosen.size() < 2) {
      return new SpreadPoints(List.of(), List.of());
    }
    double[][] at = SpreadCorners.spread(map, chosen);
    for (double[] place : at) {
      place[0] = EDGE + (1 - 2 * EDGE) * place[0];
      place[1] = EDGE + (1 - 2 * EDGE) * place[1];
    }
    for (int i = 0; i < PUSHES; i++) {
      pushApart(at);
    }
    List<PadPoint> places = new ArrayList<>();
    for (double[] place : at) {
      places.add(PadPoint.near((float) place[0], (float) place[1]));
    }
    return new SpreadPoints(chosen, places);
  }

  private static void pushApart(double[][] at) {
    for (int a = 0; a < at.length; a++) {
      for (int b = 0; b < a; b++) {
        double dx = at[a][0] - at[b][0];
        double dy = at[a][1] - at[b][1];
        double distance = Math.hypot(dx, dy);
        if (distance < APART) {
          double angle = distance == 0 ? a : Math.atan2(dy, dx); // any way apart, each its own
          double push = (APART - distance) / 2 + 1e-3;
          move(at[a], push * Math.cos(angle), push * Math.sin(angle));
          move(at[b], -push * Math.cos(angle), -push * Math.sin(angle));
        }
      }
    }
  }

  private static void move(double[] place, double dx, double dy) {
    place[0] = Math.max(0, Math.min(1, place[0] + dx));
    place[1] = Math.max(0, Math.min(1, place[1] + dy));
  }
}
