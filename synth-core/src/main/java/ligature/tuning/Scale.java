package ligature.tuning;

import java.util.List;
import ligature.units.Pitch;

/**
 * A scale: the steps of one period, which repeats for ever. Immutable.
 *
 * @param name what people call it; may be empty
 * @param cents of degrees 1 to n against degree 0; the last is the period
 */
public record Scale(String name, List<Double> cents) {

  /** The most degrees of a period. */
  public static final int MOST_DEGREES = 4096;

  /** Beyond this an interval is not music but a mistake: 60 octaves. */
  static final double MOST_CENTS = 72_000;

  /** Twelve equal steps an octave. */
  public static final Scale EQUAL = equal(12);

  public Scale {
    cents = List.copyOf(cents);
    if (cents.isEmpty() || cents.size() > MOST_DEGREES) {
      throw new IllegalArgumentException("degrees: " + cents.size());
    }
  }

  /** An octave in equal steps. */
  public static Scale equal(int steps) {
    return new Scale(
        steps + " equal steps an octave",
        java.util.stream.IntStream.rangeClosed(1, steps)
            .mapToObj(i -> i * Pitch.OCTAVE_CENTS / steps)
            .toList());
  }

  /** Degrees of a period. */
  public int size() {
    return cents.size();
  }

  /** The interval from degree 0 to any degree, negative ones and those beyond the period too. */
  public double centsAt(int degree) {
    int within = Math.floorMod(degree, size());
    double periods = (double) Math.floorDiv(degree, size()) * cents.get(size() - 1);
    return within == 0 ? periods : periods + cents.get(within - 1);
  }
}
