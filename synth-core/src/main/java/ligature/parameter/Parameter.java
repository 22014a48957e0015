package ligature.parameter;

/**
 * What a player can turn while the instrument sounds. The order is the wire format of
 * parameter-change events.
 */
public enum Parameter {
  /** Where on the pad, from A (0) to B (1). */
  MORPH_X("morph-x", "", 0, 1, 0.5f),
  /** Where on the pad, from A and B (0) to C and D (1). */
  MORPH_Y("morph-y", "", 0, 1, 0),
  /** The level of the whole instrument. */
  LEVEL("level", "dB", -60, 12, 0),
  /** How long a note takes to fade after its key is lifted, against the recorded time. */
  RELEASE("release", "x", 0.1f, 4, 1);

  private static final Parameter[] ALL = values();

  private final String id;
  private final String unit;
  private final float min;
  private final float max;
  private final float initial;

  Parameter(String id, String unit, float min, float max, float initial) {
    this.id = id;
    this.unit = unit;
    this.min = min;
    this.max = max;
    this.initial = initial;
  }

  /** The parameter with this ordinal; no allocation. */
  public static Parameter of(int ordinal) {
    return ALL[ordinal];
  }

  public static int count() {
    return ALL.length;
  }

  /** The name in presets and on the command line. */
  public String id() {
    return id;
  }

  public String unit() {
    return unit;
  }

  public float min() {
    return min;
  }

  public float max() {
    return max;
  }

  /** The value of a new patch. */
  public float initial() {
    return initial;
  }

  /** The nearest value in range; NaN gives the default. */
  public float clamp(float value) {
    return Float.isNaN(value) ? initial : Math.max(min, Math.min(max, value));
  }
}
