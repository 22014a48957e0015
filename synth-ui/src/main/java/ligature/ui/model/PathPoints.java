package ligature.ui.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import ligature.modulation.MorphPath;
import ligature.modulation.MorphPath.Point;

/**
 * What a hand can do to the points of a path. Of many points only some are handles; those between
 * two handles go where these go. Any thread.
 */
final class PathPoints {

  /** With more of them a hand could not tell them apart. */
  static final int MOST_HANDLES = 32;

  private static final double FIRST_ERROR = 0.008;
  private static final int FEWEST = 2;

  private PathPoints() {}

  /** Which points are handles: all, or the few that say most of the path's shape. */
  static BitSet handles(MorphPath path) {
    BitSet handles = new BitSet();
    List<Point> points = path.points();
    if (points.size() <= MOST_HANDLES) {
      handles.set(0, points.size());
      return handles;
    }
    List<Point> few = points;
    for (double error = FIRST_ERROR; few.size() > MOST_HANDLES; error *= 1.5) {
      few = path.thinned(error).points();
    }
    int next = 0;
    for (int i = 0; i < points.size() && next < few.size(); i++) {
      if (points.get(i).at() == few.get(next).at()) {
        handles.set(i);
        next++;
      }
    }
    return handles;
  }

  /**
   * Pulls a point to a place; the points between it and the handles on both sides go a share of its
   * way.
   */
  static MorphPath pulled(MorphPath path, BitSet handles, int point, float x, float y) {
    List<Point> points = new ArrayList<>(path.points());
    float dx = clamp(x) - points.get(point).x();
    float dy = clamp(y) - points.get(point).y();
    int before = Math.max(0, handles.previousSetBit(point - 1));
    int after = handles.nextSetBit(point + 1) < 0 ? point : handles.nextSetBit(point + 1);
    double from = points.get(before).at();
    double at = points.get(point).at();
    double to = points.get(after).at();
    for (int i = before; i <= after; i++) {
      Point p = points.get(i);
      double side = i < point ? (p.at() - from) / (at - from) : (to - p.at()) / (to - at);
      float share = i == point ? 1 : (float) side;
      points.set(i, new Point(p.at(), clamp(p.x() + share * dx), clamp(p.y() + share * dy)));
    }
    points.set(point, new Point(at, clamp(x), clamp(y)));
    return path.withPoints(points);
  }

  private static float clamp(float value) {
    return Math.max(0, Math.min(1, value));
  }

  /**
   * Where in the list a point at a time would stand; -1 if there is no room for it.
   *
   * @param time in the path's unit
   */
  static int room(MorphPath path, double time) {
    List<Point> points = path.points();
    int at = 0;
    while (at < points.size() && points.get(at).at() < time) {
      at++;
    }
    boolean fits =
        points.size() < MorphPath.MOST_POINTS
            && at > 0
            && at < points.size()
            && time - points.get(at - 1).at() >= MorphPath.LEAST_STEP
            && points.get(at).at() - time >= MorphPath.LEAST_STEP;
    return fits ? at : -1;
  }

  /** Puts a point onto the path where it is at a time, of which there must be {@link #room}. */
  static MorphPath inserted(MorphPath path, double time) {
    List<Point> points = new ArrayList<>(path.points());
    points.add(room(path, time), path.withMode(MorphPath.Mode.ONCE, 0).at(time));
    return path.withPoints(points);
  }

  /**
   * Takes a handle's point away, and those between the handles on both sides: the path goes
   * straight from one to the other. The path as it was if fewer than two points were left.
   */
  static MorphPath removed(MorphPath path, BitSet handles, int point) {
    int before = handles.previousSetBit(point - 1);
    int after = handles.nextSetBit(point + 1);
    List<Point> points = new ArrayList<>(path.points());
    int from = before < 0 ? 0 : before + 1;
    int to = after < 0 ? points.size() : after;
    if (points.size() - (to - from) < FEWEST) {
      return path;
    }
    points.subList(from, to).clear();
    return path.withPoints(fromZero(points));
  }

  private static List<Point> fromZero(List<Point> points) {
    double first = points.get(0).at();
    return points.stream().map(p -> new Point(p.at() - first, p.x(), p.y())).toList();
  }

  /**
   * The same way in another time; points that come too near to one another are left out.
   *
   * @param factor by which times grow; the length stays below {@link MorphPath#LONGEST}
   */
  static List<Point> stretched(List<Point> points, double factor) {
    double length = points.get(points.size() - 1).at();
    double by = Math.min(factor, MorphPath.LONGEST / length);
    by = Math.max(by, 2 * MorphPath.LEAST_STEP / length);
    List<Point> next = new ArrayList<>();
    for (Point point : points) {
      double at = by * point.at();
      boolean last = next.size() > 0 && point == points.get(points.size() - 1);
      if (last && at - next.get(next.size() - 1).at() < MorphPath.LEAST_STEP && next.size() > 1) {
        next.remove(next.size() - 1);
      }
      if (next.isEmpty() || at - next.get(next.size() - 1).at() >= MorphPath.LEAST_STEP) {
        next.add(new Point(Math.min(at, MorphPath.LONGEST), point.x(), point.y()));
      }
    }
    return next;
  }
}
