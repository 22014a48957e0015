package ligature.preset;

/**
 * Keys or velocities, both ends included. Immutable; any thread.
 *
 * @param low 0 to 127
 * @param high {@code low} to 127
 */
public record Range(int low, int high) {

  /** Every key, and every velocity. */
  public static final Range ALL = new Range(0, 127);

  /**
   * A range.
   *
   * @throws IllegalArgumentException if it is none
   */
  public Range {
    if (low < 0 || high > 127 || low > high) {
      throw new IllegalArgumentException(
          "a range should go from 0 or more to 127 or less: " + low + " to " + high);
    }
  }

  /** Whether it holds a key or velocity. */
  public boolean contains(int value) {
    return value >= low && value <= high;
  }
}
