package ligature.modulation;

import java.util.ArrayList;
import java.util.List;

/**
 * A way over the pad that notes go by themselves, as a preset holds it. Immutable; any thread.
 *
 * @param points at least two, each later than the one before, the first at 0; none for no path
 * @param inBeats whether their times are beats of the tempo, or seconds
 * @param smooth whether it goes through the points in a curve, or in straight lines
 * @param mode what comes after the last point
 * @param back how long a loop takes from its last point to its first, in the points' unit, 0 to
 *     3600; at 0 it is there at once
 * @param byNote whether each note goes it from its own onset; otherwise all notes share one place
 * @param keys how much further on a note is an octave higher, in cycles, -4 to 4; middle C is at 0
 * @param spread how far voices differ at random, 0 to 1 cycle
 */
public record MorphPath(
    List<Point> points,
    boolean inBeats,
    boolean smooth,
    Mode mode,
    double back,
    boolean byNote,
    float keys,
    float spread) {

  /** The most points: a minute of a hand on the pad. */
  public static final int MOST_POINTS = 4096;

  /** The longest path, in seconds or beats. */
  public static final double LONGEST = 3600;

  /** Two points closer in time than this are one. */
  public static final double LEAST_STEP = 0.001;

  /** What comes after the last point. */
  public enum Mode {
    /** Nothing: it stays there. */
    ONCE,
    /** The first point. */
    LOOP,
    /** The same way back. */
    PING_PONG
  }

  /**
   * A place on the pad and when it is reached.
   *
   * @param at in seconds or beats from the first point
   * @param x from A (0) to B (1)
   * @param y from A and B (0) to C and D (1)
   */
  public record Point(double at, float x, float y) {}

  /** No path: the pad's own point is where notes are. */
  public static final MorphPath NONE =
      new MorphPath(List.of(), false, false, Mode.LOOP, 0, false, 0, 0);

  /**
   * A path.
   *
   * @throws IllegalArgumentException if a number is out of its range, or the points are out of
   *     order
   */
  public MorphPath {
    check("back", back, 0, LONGEST);
    check("keys", keys, -4, 4);
    check("spread", spread, 0, 1);
    points = List.copyOf(points);
    if (points.size() == 1 || points.size() > MOST_POINTS) {
      throw new IllegalArgumentException(
          "a path has 2 to " + MOST_POINTS + " points: " + points.size());
    }
    for (int i = 0; i < points.size(); i++) {
      Point point = points.get(i);
      check("x of point " + (i + 1), point.x(), 0, 1);
      check("y of point " + (i + 1), point.y(), 0, 1);
      double earliest = i == 0 ? 0 : points.get(i - 1).at() + LEAST_STEP;
      check("the time of point " + (i + 1), point.at(), earliest, i == 0 ? 0 : LONGEST);
    }
  }

  private static void check(String what, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw new IllegalArgumentException(
          what + " should be from " + min + " to " + max + ": " + value);
    }
  }

  /** A loop in straight lines that all notes share, its times in seconds. */
  public static MorphPath of(List<Point> points) {
    return new MorphPath(points, false, false, Mode.LOOP, 0, false, 0, 0);
  }

  /**
   * What a hand has drawn, as a path: its times from the first point on, and no more points than
   * its shape needs.
   *
   * @param drawn in any number, in the order of time; those that are not later than the one before
   *     are left out
   * @param error how far the path may lie from what was drawn, in widths of the pad
   * @throws IllegalArgumentException if fewer than two points are left
   */
  public static MorphPath recorded(List<Point> drawn, double error) {
    List<Point> kept = new ArrayList<>();
    for (Point point : drawn) {
      double at = point.at() - drawn.get(0).at();
      if (kept.isEmpty() || at >= kept.get(kept.size() - 1).at() + 2 * LEAST_STEP) {
        kept.add(new Point(at, point.x(), point.y()));
      }
    }
    if (kept.size() > 1) { // where it ends, and when, is not left out
      Point last = drawn.get(drawn.size() - 1);
      double at = Math.max(last.at() - drawn.get(0).at(), kept.get(kept.size() - 1).at());
      kept.set(kept.size() - 1, new Point(at, last.x(), last.y()));
    }
    return of(PathCurve.thinned(kept, error));
  }

  /**
   * The same path through no more of its points than its shape needs.
   *
   * @param error how far it may lie from where it was at a time, in widths of the pad
   */
  public MorphPath thinned(double error) {
    return withPoints(PathCurve.thinned(points, error));
  }

  /** The same path through other points. */
  public MorphPath withPoints(List<Point> next) {
    return new MorphPath(next, inBeats, smooth, mode, back, byNote, keys, spread);
  }

  /** The same numbers as beats, or as seconds. */
  public MorphPath inBeats(boolean next) {
    return new MorphPath(points, next, smooth, mode, back, byNote, keys, spread);
  }

  /** In a curve, or in straight lines. */
  public MorphPath withSmooth(boolean next) {
    return new MorphPath(points, inBeats, next, mode, back, byNote, keys, spread);
  }

  /** Another end, and for a loop another time from the last point to the first. */
  public MorphPath withMode(Mode next, double nextBack) {
    return new MorphPath(points, inBeats, smooth, next, nextBack, byNote, keys, spread);
  }

  /** From each note's own onset, or shared. */
  public MorphPath withByNote(boolean next) {
    return new MorphPath(points, inBeats, smooth, mode, back, next, keys, spread);
  }

  /** Other distances of notes by their keys, and at random. */
  public MorphPath withOffsets(float nextKeys, float nextSpread) {
    return new MorphPath(points, inBeats, smooth, mode, back, byNote, nextKeys, nextSpread);
  }

  public boolean isEmpty() {
    return points.isEmpty();
  }

  /** From the first point to the last, in seconds or beats; 0 if there is no path. */
  public double length() {
    return points.isEmpty() ? 0 : points.get(points.size() - 1).at();
  }

  /** Until it begins anew: the length, the way back included. */
  public double cycle() {
    return switch (mode) {
      case ONCE -> length();
      case LOOP -> length() + back;
      case PING_PONG -> 2 * length();
    };
  }

  /** Where it is at a time from its beginning on, in its unit; any time, also before 0. */
  public Point at(double time) {
    double place = wrapped(time);
    return new Point(time, PathCurve.x(this, place), PathCurve.y(this, place));
  }

  /** A time as one in [0, cycle]. */
  double wrapped(double time) {
    double cycle = cycle();
    if (mode == Mode.ONCE) {
      return Math.max(0, Math.min(cycle, time));
    }
    return cycle == 0 ? 0 : time - cycle * Math.floor(time / cycle);
  }

  /** How much of its time goes by in a hop at its own speed. */
  double step(double hopSeconds, double beatsPerMinute) {
    return inBeats ? hopSeconds * beatsPerMinute / 60 : hopSeconds;
  }

  /** Where it begins when it goes at a speed: backwards and once, at its end. */
  double start(float speed) {
    return mode == Mode.ONCE && speed < 0 ? length() : 0;
  }
}
