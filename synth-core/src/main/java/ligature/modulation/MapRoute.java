package ligature.modulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import ligature.latent.Blend;
import ligature.latent.Timbre;
import ligature.latent.TimbreMap;
import ligature.modulation.MorphPath.Point;

/**
 * A line drawn through the map of timbres, as a sound that goes it: the timbres that it passes, for
 * the corners of the pad, and the path from corner to corner. Immutable; any thread.
 *
 * @param corners two or four
 * @param path in straight lines, as long as the line took to draw; its speed is even on the map,
 *     not to the ear
 */
public record MapRoute(List<Timbre> corners, MorphPath path) {

  private static final int SAMPLES = 500;

  /** Round the pad, so that from each to the next only two timbres sound. */
  private static final float[][] AROUND = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};

  /**
   * Follows a line. Of more than four timbres those are kept at which it is longest, and its first
   * and its last; where it comes back to one, it crosses the middle of the pad unless they are
   * neighbours.
   *
   * @param timbres of the map, in its order
   * @param drawn places on the map and when they were reached
   * @throws IllegalArgumentException if it passes fewer than two timbres
   */
  public static MapRoute along(TimbreMap map, List<Timbre> timbres, List<Point> drawn) {
    MorphPath line = MorphPath.of(drawn).withMode(MorphPath.Mode.ONCE, 0);
    int[] nearest = new int[SAMPLES + 1];
    int[] stays = new int[timbres.size()];
    for (int i = 0; i <= SAMPLES; i++) {
      nearest[i] = nearest(map, line.at(line.length() * i / SAMPLES));
      stays[nearest[i]]++;
    }
    List<Integer> kept = kept(nearest, stays);
    if (kept.size() < 2) {
      throw new IllegalArgumentException(
          "the line passes " + timbres.get(kept.get(0)).name() + " alone; wanted two timbres");
    }
    return new MapRoute(corners(timbres, kept), path(line, nearest, kept));
  }

  private static int nearest(TimbreMap map, Point point) {
    return IntStream.range(0, map.size())
        .boxed()
        .min(
            Comparator.comparingDouble(t -> Math.hypot(map.x(t) - point.x(), map.y(t) - point.y())))
        .orElseThrow();
  }

  /** The timbres that become corners, in the order in which the line first comes to them. */
  private static List<Integer> kept(int[] nearest, int[] stays) {
    Set<Integer> passed = new LinkedHashSet<>(IntStream.of(nearest).boxed().toList());
    Set<Integer> chosen =
        new LinkedHashSet<>(List.of(nearest[0], nearest[SAMPLES]).stream().distinct().toList());
    passed.stream()
        .sorted(Comparator.comparingInt((Integer t) -> -stays[t]))
        .filter(t -> chosen.size() < Blend.CORNERS)
        .forEach(chosen::add);
    return passed.stream().filter(chosen::contains).toList();
  }

  /** By the pad's order of corners, A, B, C, D, where those around it are A, B, D, C. */
  private static List<Timbre> corners(List<Timbre> timbres, List<Integer> kept) {
    if (kept.size() == 2) {
      return kept.stream().map(timbres::get).toList();
    }
    Timbre last = timbres.get(kept.get(kept.size() == 3 ? 0 : 3)); // of three, C is never reached
    return List.of(
        timbres.get(kept.get(0)), timbres.get(kept.get(1)), last, timbres.get(kept.get(2)));
  }

  /** At each timbre it is at the middle of its stay there; it begins and ends at a corner. */
  private static MorphPath path(MorphPath line, int[] nearest, List<Integer> kept) {
    List<int[]> visits = new ArrayList<>(); // corner, first sample, last sample
    for (int i = 0; i <= SAMPLES; i++) {
      int corner = kept.indexOf(nearest[i]);
      int[] before = visits.isEmpty() ? null : visits.get(visits.size() - 1);
      if (corner >= 0 && before != null && before[0] == corner) {
        before[2] = i;
      } else if (corner >= 0) {
        visits.add(new int[] {corner, i, i});
      }
    }
    List<Point> points = new ArrayList<>();
    for (int v = 0; v < visits.size(); v++) {
      int[] visit = visits.get(v);
      double share = (visit[1] + visit[2]) / (2.0 * SAMPLES);
      double at = v == 0 ? 0 : v == visits.size() - 1 ? 1 : share;
      float[] place = AROUND[visit[0]];
      points.add(new Point(at * line.length(), place[0], place[1]));
    }
    return line.withPoints(points);
  }
}
