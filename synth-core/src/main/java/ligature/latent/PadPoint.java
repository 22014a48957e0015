package ligature.latent;

/**
 * A place on the pad where a timbre lies. Immutable; any thread.
 *
 * @param x from left to right, 0 to 1
 * @param y upwards, 0 to 1
 */
public record PadPoint(float x, float y) {

  /**
   * A place.
   *
   * @throws IllegalArgumentException if it is not on the pad
   */
  public PadPoint {
    if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
      throw new IllegalArgumentException(
          "a point of the pad should have x and y from 0 to 1: " + x + ", " + y);
    }
  }

  /** The nearest place that is on the pad. */
  public static PadPoint near(float x, float y) {
    return new PadPoint(Math.max(0, Math.min(1, x)), Math.max(0, Math.min(1, y)));
  }

  public double distance(PadPoint other) {
    return Math.hypot(x - other.x, y - other.y);
  }
}
