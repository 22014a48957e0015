package ligature.encode;

import java.util.stream.IntStream;

/**
 * A blend of timbres, what the decoder makes of it, and how that compares with a recorded note
 * where it was last compared. Threads: one.
 */
final class BlendPoint {

  private final double[] weights;
  private final float[] course;
  private final double[] powers;
  private final double[] cents;
  private HarmonicComparison comparison;
  private double gain;
  private double[] seen;
  private double[] rest;
  private double misfit;

  /**
   * A blend that was decoded.
   *
   * @param weights [timbre]
   * @param powers [window * harmonics + harmonic]
   */
  BlendPoint(Courses courses, double[] weights, double[] powers) {
    this.weights = weights;
    this.powers = powers;
    course = courses.blend(weights);
    cents = courses.cents(weights);
  }

  void compare(HarmonicComparison with) {
    comparison = with;
    gain = with.gain(powers);
    seen = with.seen(powers, gain, cents);
    rest = with.rest(seen);
    misfit = with.misfit(rest);
  }

  /** How what is compared has changed in something decoded nearby. */
  double[] changeTo(double[] otherPowers, double[] otherCents, double share) {
    double[] change = comparison.seen(otherPowers, gain, otherCents);
    for (int i = 0; i < change.length; i++) {
      change[i] = (change[i] - seen[i]) / share;
    }
    return change;
  }

  double[] weights() {
    return weights;
  }

  /** [step * codeSize + i] */
  float[] course() {
    return course;
  }

  /** [window] */
  double[] cents() {
    return cents;
  }

  HarmonicComparison comparison() {
    return comparison;
  }

  double[] seen() {
    return seen;
  }

  /** What is left of the recording's. */
  double[] rest() {
    return rest;
  }

  double misfit() {
    return misfit;
  }

  /** The timbres in it. */
  int[] members() {
    return IntStream.range(0, weights.length).filter(t -> weights[t] > 0).toArray();
  }

  /** How many timbres there are in it. */
  int size() {
    return members().length;
  }
}
