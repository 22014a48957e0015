package ligature.parameter;

/** When a hardware control that did not set a value may move it: when it has met it. */
public final class TakeOver {

  /** A control this near has met the value: one and a half steps of seven bits. */
  private static final float NEAR = 1.5f / 127;

  private TakeOver() {}

  /**
   * Whether a control is at a value, or has come past it.
   *
   * @param at where the value is, as a position, 0 to 1
   * @param before where the control was, NaN if nobody knows
   * @param position where it is
   */
  public static boolean passes(float at, float before, float position) {
    return Math.abs(position - at) <= NEAR || (before - at) * (position - at) <= 0;
  }
}
