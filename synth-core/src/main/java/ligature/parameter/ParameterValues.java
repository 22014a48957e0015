package ligature.parameter;

import java.util.Arrays;

/**
 * The values that sound now, on their way to the ones that were set last.
 *
 * <p>A hardware control takes hold softly: once a value was set from elsewhere (a preset, the
 * window), the control moves it again only when it has come past it, so that nothing jumps to where
 * a wheel happens to stand. Until something was set from elsewhere any control takes hold at once.
 *
 * <p>Threads: {@code [model-thread]}; no allocation after the constructor.
 */
public final class ParameterValues {

  /** Controls of 16 channels, 128 controllers each. */
  public static final int CONTROLS = 16 * 128;

  /** Who may turn a parameter: whichever control comes first. */
  private static final int ANY = -1;

  /** Who may turn a parameter: a control that comes past its value. */
  private static final int WHO_PASSES = -2;

  private static final float ARRIVED = 1e-5f;

  private final float[] targets = new float[Parameter.count()];
  private final float[] values = new float[Parameter.count()];
  private final float[] moved = new float[Parameter.count()];
  private final int[] turnedBy = new int[Parameter.count()];
  private final float[] glides = new float[Parameter.count()];
  private final float[] standsAt = new float[Parameter.count()];
  private final float[] seen = new float[CONTROLS];

  public ParameterValues() {
    for (int i = 0; i < targets.length; i++) {
      targets[i] = Parameter.of(i).initial();
      values[i] = targets[i];
    }
    Arrays.fill(turnedBy, ANY);
    Arrays.fill(standsAt, Float.NaN);
    Arrays.fill(seen, Float.NaN);
  }

  /** Sets a value from a preset or the window: hardware has to pick it up. */
  public void set(Parameter parameter, float value) {
    targets[parameter.ordinal()] = parameter.clamp(value);
    turnedBy[parameter.ordinal()] = WHO_PASSES;
  }

  /** Lets any control take hold at once, as on an instrument that was just switched on. */
  public void acceptAnyControl() {
    Arrays.fill(turnedBy, ANY);
  }

  /**
   * A hardware control moved.
   *
   * @param control channel * 128 + controller
   * @param position where it stands, 0 to 1, from the parameter's least value to its most, along
   *     its {@link Curve}
   */
  public void turn(int control, Parameter parameter, float position) {
    int p = parameter.ordinal();
    float value = parameter.valueAt(position);
    if (turnedBy[p] == ANY || turnedBy[p] == control || passes(control, parameter, position)) {
      targets[p] = value;
      turnedBy[p] = control;
    }
    standsAt[p] = value;
    seen[control] = position;
  }

  private boolean passes(int control, Parameter parameter, float position) {
    float at = parameter.positionOf(targets[parameter.ordinal()]);
    return TakeOver.passes(at, seen[control], position);
  }

  /**
   * A control was put somewhere without being meant: it moves nothing, but is known to be there.
   */
  public void put(int control, Parameter parameter, float position) {
    seen[control] = position;
    int p = parameter.ordinal();
    if (!Float.isNaN(standsAt[p])) {
      standsAt[p] = parameter.valueAt(position);
    }
    if (turnedBy[p] == control) {
      turnedBy[p] = WHO_PASSES;
    }
  }

  /** Lets a value go another share of its way at each step than the others: it glides. */
  public void glide(Parameter parameter, float share) {
    glides[parameter.ordinal()] = share;
  }

  /**
   * Moves all values on by one step.
   *
   * @param share of the way to the target, in (0, 1]; at 1 what glides jumps too
   */
  public void smooth(float share) {
    for (int i = 0; i < values.length; i++) {
      float rest = targets[i] - values[i];
      if (rest == 0) {
        continue; // nearly always
      }
      boolean there = share >= 1 || Parameter.of(i).isWhole() || Math.abs(rest) < ARRIVED;
      float step = glides[i] > 0 ? glides[i] : share;
      values[i] = there ? targets[i] : values[i] + step * rest;
    }
  }

  /** Moves a value away from where it was set, until it is moved elsewhere; 0: not at all. */
  public void move(Parameter parameter, float by) {
    moved[parameter.ordinal()] = by;
  }

  /** The value that sounds now. */
  public float value(Parameter parameter) {
    return moved(parameter, values[parameter.ordinal()]);
  }

  /** Where {@link #value} is going. */
  public float target(Parameter parameter) {
    return moved(parameter, targets[parameter.ordinal()]);
  }

  private float moved(Parameter parameter, float value) {
    float by = moved[parameter.ordinal()];
    return by == 0 ? value : parameter.clamp(value + by);
  }

  /** The value that was set last, whatever moves it. */
  public float setting(Parameter parameter) {
    return targets[parameter.ordinal()];
  }

  /**
   * Where the hardware control of this parameter stands, in the parameter's range; NaN if none has
   * moved yet.
   */
  public float controlAt(Parameter parameter) {
    return standsAt[parameter.ordinal()];
  }

  /** Whether the control that moved last holds this parameter. */
  public boolean isPickedUp(Parameter parameter) {
    return turnedBy[parameter.ordinal()] >= 0;
  }
}
