package ligature.modulation;

import java.util.List;

/**
 * One cycle of an LFO as somebody drew it. Between its last point and its first it goes on round
 * the cycle's end; two points at one place are a step. Immutable; any thread.
 *
 * @param points at most 64, in order; none is an LFO that rests at 0
 * @param smooth whether it eases from point to point, or goes in straight lines
 */
public record LfoDrawing(List<Point> points, boolean smooth) {

  /** The most points. */
  public static final int MOST_POINTS = 64;

  /**
   * A point.
   *
   * @param at where in the cycle, 0 to 1
   * @param value -1 to 1
   */
  public record Point(float at, float value) {}

  /** Nothing was drawn. */
  public static final LfoDrawing NONE = new LfoDrawing(List.of(), false);

  /**
   * A drawing.
   *
   * @throws IllegalArgumentException if a number is out of its range or a point out of order
   */
  public LfoDrawing {
    points = List.copyOf(points);
    if (points.size() > MOST_POINTS) {
      throw new IllegalArgumentException(
          "an LFO has at most " + MOST_POINTS + " points: " + points.size());
    }
    float earliest = 0;
    for (Point point : points) {
      if (!(point.at() >= earliest && point.at() <= 1 && Math.abs(point.value()) <= 1)) {
        throw new IllegalArgumentException(
            "the points of an LFO should be from 0 to 1, in order, with values from -1 to 1: "
                + point.at()
                + ", "
                + point.value());
      }
      earliest = point.at();
    }
  }

  /**
   * Its value.
   *
   * @param at where in the cycle, [0, 1)
   */
  double value(double at) {
    int n = points.size();
    if (n == 0) {
      return 0;
    }
    int next = 0;
    while (next < n && points.get(next).at() <= at) {
      next++;
    }
    Point from = points.get(next == 0 ? n - 1 : next - 1);
    Point to = points.get(next == n ? 0 : next);
    double begin = next == 0 ? from.at() - 1.0 : from.at();
    double span = (next == n ? to.at() + 1.0 : to.at()) - begin;
    double t = span <= 0 ? 0 : (at - begin) / span;
    double eased = smooth ? t * t * (3 - 2 * t) : t;
    return from.value() + eased * (to.value() - from.value());
  }
}
