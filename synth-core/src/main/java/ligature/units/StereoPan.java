package ligature.units;

/** Where a sound stands between left (-1) and right (1): the same power everywhere. */
public final class StereoPan {

  private StereoPan() {}

  /** The factor of the left channel: 1 in the middle, the square root of 2 on the left. */
  public static float left(float pan) {
    return pan == 0 ? 1 : (float) (Math.sqrt(2) * Math.cos(angle(pan)));
  }

  /** The factor of the right channel: 1 in the middle, the square root of 2 on the right. */
  public static float right(float pan) {
    return pan == 0 ? 1 : (float) (Math.sqrt(2) * Math.sin(angle(pan)));
  }

  private static double angle(float pan) {
    return (Math.max(-1, Math.min(1, pan)) + 1) * (Math.PI / 4);
  }
}
