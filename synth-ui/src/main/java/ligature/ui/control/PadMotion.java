package ligature.ui.control;

import java.awt.geom.Point2D;
import java.util.ArrayDeque;

/**
 * What moves on the pad by itself: the puck's trail, and the rings that the sound sends out. Times
 * in seconds.
 */
final class PadMotion {

  static final double TRAIL_SECONDS = 0.75;
  static final double RING_SECONDS = 1.1;

  private static final double RING_EVERY_SECONDS = 0.13;
  private static final double MIN_STEP_PIXELS = 0.75;
  private static final double FLOOR_DB = 50;
  private static final double QUIET = 0.02;

  /** Per frame at 60 Hz: how fast the glow follows a level up and down. */
  private static final double RISE = 0.55;

  private static final double FALL = 0.09;

  /** A place where the puck was. */
  record Trace(Point2D.Float at, double seconds) {}

  /** A ring and the level that sent it, in [0, 1]. */
  record Ring(double level, double seconds) {}

  private final ArrayDeque<Trace> trail = new ArrayDeque<>();
  private final ArrayDeque<Ring> rings = new ArrayDeque<>();
  private double now;
  private double level;
  private double glow;
  private double lastRing;
  private Point2D.Float last =
      new Point2D.Float(); // where the puck was seen, kept when its trace has faded

  /** Takes the sound's peak amplitude of the last moments, full scale 1. */
  void hear(float amplitude) {
    double db = 20 * Math.log10(Math.max(1e-6, amplitude));
    level = Math.max(0, Math.min(1, 1 + db / FLOOR_DB));
  }

  /** Goes on to a time; whether something here still changes. */
  boolean advance(double seconds) {
    now = seconds;
    double before = glow;
    glow += (level - glow) * (level > glow ? RISE : FALL);
    if (glow < QUIET && level < QUIET) {
      glow = 0;
    }
    boolean alive = !trail.isEmpty() || !rings.isEmpty() || Math.abs(glow - before) > 1e-3;
    while (!trail.isEmpty() && now - trail.peekFirst().seconds() > TRAIL_SECONDS) {
      trail.removeFirst();
    }
    while (!rings.isEmpty() && now - rings.peekFirst().seconds() > RING_SECONDS) {
      rings.removeFirst();
    }
    if (glow > QUIET && now - lastRing > RING_EVERY_SECONDS) {
      lastRing = now;
      rings.addLast(new Ring(glow, now));
      alive = true;
    }
    return alive;
  }

  /** Leaves a trace where the puck is. */
  void trace(Point2D.Float at) {
    if (last.distance(at) >= MIN_STEP_PIXELS) {
      last = at;
      trail.addLast(new Trace(at, now));
    }
  }

  /** Forgets where the puck was: after a change of size. */
  void clearTrail() {
    trail.clear();
  }

  Iterable<Trace> trail() {
    return trail;
  }

  Iterable<Ring> rings() {
    return rings;
  }

  /** The sound's level as light, in [0, 1]. */
  double glow() {
    return glow;
  }

  /** How much of its life lies behind something that began at {@code seconds}, in [0, 1]. */
  double age(double seconds, double life) {
    return Math.max(0, Math.min(1, (now - seconds) / life));
  }
}
