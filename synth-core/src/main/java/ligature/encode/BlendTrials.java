package ligature.encode;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Blends that are tried: decoded, and compared with a recorded note at the onsets that it may have.
 * Threads: one.
 */
final class BlendTrials {

  /** How far one goes towards a timbre to see what that changes. */
  private static final double LITTLE = 0.05;

  /** A step goes so far of the way to where least squares see the goal, whichever is nearest. */
  private static final double[] SHARES = {1, 0.6, 0.3, 0.1};

  /** First every sixth onset is looked at, then those around the best. */
  private static final int COARSE = 6;

  /** Onsets around the last one that are looked at again. */
  private static final int NEAR = 2;

  /** A search decodes about so many notes. */
  private static final int USUAL_NOTES = 900;

  private final BlendSound sound;
  private final Courses courses;
  private final List<HarmonicComparison> onsets = new ArrayList<>();
  private final DoubleConsumer progress;
  private int decoded;

  /**
   * Trials against a note.
   *
   * @param progress told the done part, 0 to 1
   */
  BlendTrials(
      BlendSound sound,
      Courses courses,
      HeardNote note,
      HarmonicGrid grid,
      DoubleConsumer progress) {
    this.sound = sound;
    this.courses = courses;
    this.progress = progress;
    for (int i = 0; i < grid.shifts(); i++) {
      onsets.add(new HarmonicComparison(note, grid, grid.shift(i)));
    }
  }

  /** How many timbres there are. */
  int timbres() {
    return courses.codes().length;
  }

  /** The comparisons at each onset, the earliest first. */
  List<HarmonicComparison> onsets() {
    return onsets;
  }

  private void tell(int notes) {
    decoded += notes;
    progress.accept(Math.min(1, (double) decoded / USUAL_NOTES));
  }

  /** Decodes blends. */
  List<BlendPoint> points(List<double[]> weights) {
    List<float[]> blends = weights.stream().map(courses::blend).toList();
    double[][] powers = sound.powers(blends, this::tell);
    List<BlendPoint> points = new ArrayList<>();
    for (int i = 0; i < powers.length; i++) {
      points.add(new BlendPoint(courses, weights.get(i), powers[i]));
    }
    return points;
  }

  /** Compares where it fits best. */
  void align(BlendPoint point) {
    int near = nearest(point, 0, onsets.size(), COARSE);
    point.compare(onsets.get(nearest(point, near - COARSE + 1, near + COARSE, 1)));
  }

  /** The same if it is nearly there. */
  void alignNear(BlendPoint point) {
    int at = onsets.indexOf(point.comparison());
    point.compare(onsets.get(nearest(point, at - NEAR, at + NEAR + 1, 1)));
  }

  private int nearest(BlendPoint point, int from, int to, int step) {
    int first = Math.max(0, from);
    int best = first;
    double least = Double.MAX_VALUE;
    for (int i = first; i < Math.min(onsets.size(), to); i += step) {
      point.compare(onsets.get(i));
      if (point.misfit() < least) {
        least = point.misfit();
        best = i;
      }
    }
    return best;
  }

  /** How what is compared changes from a point on towards each timbre. */
  double[][] towards(BlendPoint at, int[] members) {
    List<float[]> moved = new ArrayList<>();
    for (int timbre : members) {
      moved.add(courses.towards(at.course(), timbre, LITTLE));
    }
    double[][] powers = sound.powers(moved, this::tell);
    double[][] change = new double[members.length][];
    for (int i = 0; i < members.length; i++) {
      double[] cents = courses.centsTowards(at.cents(), members[i], LITTLE);
      change[i] = at.changeTo(powers[i], cents, LITTLE);
    }
    return change;
  }

  /** The weights, not negative and of sum 1, with which changes come closest to what is left. */
  static double[] fit(double[][] change, double[] rest, double[] start) {
    int n = change.length;
    double[][] products = new double[n][n];
    double[] right = new double[n];
    double trace = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        products[i][j] = HarmonicComparison.dot(change[i], change[j]);
        products[j][i] = products[i][j];
      }
      right[i] = HarmonicComparison.dot(change[i], rest);
      trace += products[i][i];
    }
    for (int i = 0; i < n; i++) {
      products[i][i] += 1e-7 * trace / n;
    }
    return SimplexFit.solve(products, right, start);
  }

  /** A step from a point among some timbres, as long as leads nearest; null if none does. */
  BlendPoint step(BlendPoint at, int[] members, double[][] change) {
    double[] start = new double[members.length];
    for (int i = 0; i < members.length; i++) {
      start[i] = at.weights()[members[i]];
    }
    double[] goal = fit(change, at.rest(), start);
    List<double[]> tried = new ArrayList<>();
    for (double share : SHARES) {
      double[] weights = new double[at.weights().length];
      for (int i = 0; i < members.length; i++) {
        weights[members[i]] = start[i] + share * (goal[i] - start[i]);
      }
      tried.add(weights);
    }
    BlendPoint best = null;
    for (BlendPoint each : points(tried)) {
      each.compare(at.comparison());
      best = best == null || each.misfit() < best.misfit() ? each : best;
    }
    return best.misfit() < at.misfit() ? best : null;
  }
}
