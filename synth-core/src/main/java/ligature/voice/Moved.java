package ligature.voice;

/**
 * A value that follows what moves it without steps, a share of the way every hop; the first one it
 * takes as it is. Threads: {@code [model-thread]}.
 */
final class Moved {

  /** A value this close to its goal is there. */
  private static final float ARRIVED = 1e-5f;

  private final float smoothing;
  private boolean begun;
  private float value;

  /**
   * @param smoothing the share of the way that is gone in a hop, (0, 1]
   */
  Moved(float smoothing) {
    this.smoothing = smoothing;
  }

  void begin() {
    begun = false;
  }

  /** Moves on towards a goal and tells where it is then. */
  float to(float goal) {
    float rest = goal - value;
    value = !begun || Math.abs(rest) < ARRIVED ? goal : value + smoothing * rest;
    begun = true;
    return value;
  }

  /** Is there at once. */
  void jump(float to) {
    value = to;
    begun = true;
  }

  /** Where it is. */
  float value() {
    return value;
  }

  /** Whether it has been moved to anywhere yet. */
  boolean isBegun() {
    return begun;
  }
}
