package ligature.modulation;

/**
 * Where one note is on its path, and how far it follows it. Threads: {@code [model-thread]}, no
 * allocation.
 */
final class NotePath {

  private static final double KEYS_AN_OCTAVE = 12;
  private static final int MIDDLE_C = 60;

  /** What is this near its goal is there. */
  private static final float ARRIVED = 1e-6f;

  private final float smoothing;
  private double time;
  private double shift;

  /** Where on the pad. */
  float x;

  float y;

  /** How far from the pad's own point to there, 0 to 1. */
  float share;

  /**
   * @param smoothing the share of its way that a place goes in a hop
   */
  NotePath(float smoothing) {
    this.smoothing = smoothing;
  }

  /**
   * A note begins.
   *
   * @param random its own number, 0 to 1
   */
  void begin(MorphPath path, double random, float speed) {
    time = path.start(speed);
    shift = random;
  }

  /** Goes on by a step of the path's time. */
  void advance(MorphPath path, double step) {
    if (!path.isEmpty()) {
      time = path.wrapped(time + step);
    }
  }

  /**
   * Finds the place of the coming hop.
   *
   * @param shared the time of what all notes share
   * @param phase where the path begins, in cycles
   * @param goal how far the note follows it, 0 to 1
   * @param atOnce whether it is there: a note begins
   */
  void aim(MorphPath path, double shared, int key, float phase, float goal, boolean atOnce) {
    boolean gone = path.isEmpty() || goal == 0;
    boolean comes = share == 0 && !gone;
    share = atOnce ? (gone ? 0 : goal) : towards(share, gone ? 0 : goal);
    if (gone) {
      return; // what still follows it stays where it was
    }
    double cycles = phase + path.keys() * (key - MIDDLE_C) / KEYS_AN_OCTAVE + path.spread() * shift;
    double place = path.wrapped((path.byNote() ? time : shared) + cycles * path.cycle());
    float nextX = PathCurve.x(path, place);
    float nextY = PathCurve.y(path, place);
    x = atOnce || comes ? nextX : towards(x, nextX);
    y = atOnce || comes ? nextY : towards(y, nextY);
  }

  private float towards(float value, float goal) {
    float rest = goal - value;
    return Math.abs(rest) <= ARRIVED ? goal : value + smoothing * rest;
  }

  /** A value of the pad's own point, on the way to the path's. */
  float moved(float value, boolean isX) {
    return share == 0 ? value : value + share * ((isX ? x : y) - value);
  }
}
