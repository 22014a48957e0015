package ligature.parameter;

/** How the way of a control, from 0 to 1, is divided among the values of a range. */
public enum Curve {
  /** Equal differences. */
  LINEAR,
  /** Equal ratios; the range is above 0. */
  RATIOS,
  /** Finer at small values; the range begins at 0 or so. */
  CUBIC;

  /** The value at a position; beyond 0 and 1 that of the end. */
  public float valueAt(float min, float max, float position) {
    if (position <= 0) {
      return min;
    }
    if (position >= 1) {
      return max;
    }
    return switch (this) {
      case LINEAR -> min + position * (max - min);
      case RATIOS -> (float) (min * Math.pow((double) max / min, position));
      case CUBIC -> min + position * position * position * (max - min);
    };
  }

  /** The position of a value in the range, 0 to 1. */
  public float positionOf(float min, float max, float value) {
    if (max <= min) {
      return 0;
    }
    double share = (value - min) / (double) (max - min);
    return (float)
        switch (this) {
          case LINEAR -> share;
          case RATIOS -> Math.log((double) value / min) / Math.log((double) max / min);
          case CUBIC -> Math.cbrt(share);
        };
  }
}
