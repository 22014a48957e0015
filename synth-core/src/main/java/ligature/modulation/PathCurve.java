package ligature.modulation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import ligature.modulation.MorphPath.Mode;
import ligature.modulation.MorphPath.Point;

/**
 * Where a path is between its points. A curve is a cubic Hermite spline whose slope at a point is
 * that from the point before to the point after (Catmull-Rom, in time). Any thread; no allocation,
 * but {@link #thinned}.
 */
final class PathCurve {

  private PathCurve() {}

  /**
   * @param place in [0, cycle]
   */
  static float x(MorphPath path, double place) {
    return at(path, place, false);
  }

  /**
   * @param place in [0, cycle]
   */
  static float y(MorphPath path, double place) {
    return at(path, place, true);
  }

  private static float at(MorphPath path, double place, boolean y) {
    double length = path.length();
    double time = path.mode() == Mode.PING_PONG && place > length ? 2 * length - place : place;
    int from = before(path.points(), time);
    double begin = time(path, from);
    double span = time(path, from + 1) - begin;
    double a = value(path, from, y);
    double b = value(path, from + 1, y);
    double t = span <= 0 ? 0 : Math.max(0, Math.min(1, (time - begin) / span));
    if (!path.smooth()) {
      return (float) (a + t * (b - a));
    }
    double slopeA = span * slope(path, from, y);
    double slopeB = span * slope(path, from + 1, y);
    double squared = t * t;
    double cubed = squared * t;
    double v =
        (2 * cubed - 3 * squared + 1) * a
            + (cubed - 2 * squared + t) * slopeA
            + (3 * squared - 2 * cubed) * b
            + (cubed - squared) * slopeB;
    return (float) Math.max(0, Math.min(1, v)); // a curve may swing beyond its points
  }

  /** The last point that is not after a time; the last of all on a loop's way back. */
  private static int before(List<Point> points, double time) {
    int low = 0;
    int high = points.size() - 1;
    if (time >= points.get(high).at()) {
      return high;
    }
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (points.get(middle).at() <= time) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double slope(MorphPath path, int index, boolean y) {
    double span = time(path, index + 1) - time(path, index - 1);
    return span <= 0 ? 0 : (value(path, index + 1, y) - value(path, index - 1, y)) / span;
  }

  /** Whether its end is its beginning, so that it has no corner there. */
  private static boolean isClosed(MorphPath path) {
    Point first = path.points().get(0);
    Point last = path.points().get(path.points().size() - 1);
    return path.mode() == Mode.LOOP
        && (path.back() > 0 || first.x() == last.x() && first.y() == last.y());
  }

  /**
   * The point behind a number that may lie outside of the path: round a loop, back on a ping-pong,
   * else the outermost. A closed loop with no way back has its first point for its last.
   */
  private static int index(MorphPath path, int number) {
    int n = path.points().size();
    if (isClosed(path)) {
      return Math.floorMod(number, path.back() > 0 ? n : n - 1);
    }
    boolean mirrors = path.mode() == Mode.PING_PONG;
    if (number < 0) {
      return mirrors ? Math.min(n - 1, -number) : 0;
    }
    if (number >= n) {
      return mirrors ? Math.max(0, 2 * (n - 1) - number) : n - 1;
    }
    return number;
  }

  private static double value(MorphPath path, int number, boolean y) {
    Point point = path.points().get(index(path, number));
    return y ? point.y() : point.x();
  }

  /** When the point of a number is reached, on a line of time that goes on beyond the path. */
  private static double time(MorphPath path, int number) {
    int n = path.points().size();
    if (isClosed(path)) {
      int around = path.back() > 0 ? n : n - 1;
      return path.points().get(Math.floorMod(number, around)).at()
          + path.cycle() * Math.floorDiv(number, around);
    }
    double at = path.points().get(index(path, number)).at();
    if (path.mode() == Mode.PING_PONG && number < 0) {
      return -at;
    }
    return path.mode() == Mode.PING_PONG && number >= n ? 2 * path.length() - at : at;
  }

  /**
   * The fewest of the points from which no other is further than an error, in place at its time.
   */
  static List<Point> thinned(List<Point> points, double error) {
    BitSet kept = new BitSet();
    if (!points.isEmpty()) {
      kept.set(0);
      kept.set(points.size() - 1);
      keep(points, 0, points.size() - 1, error, kept);
    }
    List<Point> thin = new ArrayList<>();
    kept.stream().forEach(i -> thin.add(points.get(i)));
    return thin;
  }

  /**
   * Keeps the point that is furthest from the line between two, and goes on on both sides of it.
   */
  private static void keep(List<Point> points, int from, int to, double error, BitSet kept) {
    Point a = points.get(from);
    Point b = points.get(to);
    double worst = error;
    int furthest = -1;
    for (int i = from + 1; i < to; i++) {
      Point p = points.get(i);
      double t = (p.at() - a.at()) / (b.at() - a.at());
      double off =
          Math.hypot(p.x() - a.x() - t * (b.x() - a.x()), p.y() - a.y() - t * (b.y() - a.y()));
      if (off > worst) {
        worst = off;
        furthest = i;
      }
    }
    if (furthest >= 0) {
      kept.set(furthest);
      keep(points, from, furthest, error, kept);
      keep(points, furthest, to, error, kept);
    }
  }
}
