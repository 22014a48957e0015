package ligature.tuning;

import java.util.List;
import ligature.units.Pitch;

/**
 * Which degree of a scale a key plays, and at which pitch one of the keys lies. Immutable.
 *
 * @param degrees a pattern that begins at {@code middleKey} and repeats; {@link #UNMAPPED} keys do
 *     not sound; empty: one degree a key
 * @param firstKey keys below do not sound
 * @param lastKey keys above do not sound
 * @param middleKey where the pattern begins
 * @param referenceKey the key whose pitch is given
 * @param referenceHz that pitch
 * @param octaveDegree by which degree the pattern rises when it repeats; 0: by the scale's period
 */
public record KeyMap(
    List<Integer> degrees,
    int firstKey,
    int lastKey,
    int middleKey,
    int referenceKey,
    double referenceHz,
    int octaveDegree) {

  /** In place of a degree. */
  public static final int UNMAPPED = Integer.MIN_VALUE;

  /** The most entries of a pattern. */
  public static final int MOST_ENTRIES = 1024;

  /** Degrees beyond this are a mistake. */
  static final int MOST_DEGREE = 100_000;

  /** All keys in a row, degree 0 on middle C, A4 at 440 Hz. */
  public static final KeyMap PLAIN =
      new KeyMap(List.of(), 0, 127, 60, Pitch.REFERENCE_KEY, Pitch.REFERENCE_HZ, 0);

  public KeyMap {
    degrees = List.copyOf(degrees);
  }

  /** Whether the reference key has a degree, without which nothing can be tuned. */
  public boolean isReferenceMapped() {
    return degrees.isEmpty()
        || degrees.get(Math.floorMod(referenceKey - middleKey, degrees.size())) != UNMAPPED;
  }

  /** The pitches of all 128 keys; 0 for those that do not sound. */
  double[] hz(Scale scale) {
    double reference = centsAt(scale, referenceKey);
    double[] hz = new double[128];
    for (int key = 0; key < hz.length; key++) {
      double cents = centsAt(scale, key);
      if (key >= firstKey && key <= lastKey && !Double.isNaN(cents)) {
        hz[key] = referenceHz * Pitch.centsToRatio(cents - reference);
      }
    }
    return hz;
  }

  /** The interval from degree 0 to a key; NaN if it is unmapped. */
  private double centsAt(Scale scale, int key) {
    int steps = key - middleKey;
    if (degrees.isEmpty()) {
      return scale.centsAt(steps);
    }
    int degree = degrees.get(Math.floorMod(steps, degrees.size()));
    if (degree == UNMAPPED) {
      return Double.NaN;
    }
    double rise = scale.centsAt(octaveDegree == 0 ? scale.size() : octaveDegree);
    return scale.centsAt(degree) + Math.floorDiv(steps, degrees.size()) * rise;
  }
}
