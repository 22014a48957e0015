package ligature.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleConsumer;

/**
 * Takes a recorded note apart into timbres, by its harmonics.
 *
 * <p>First all timbres of a bank may be in it: Gauss-Newton steps on their weights, which are not
 * negative and sum to 1, lead to a blend of many that sounds like the note. Around it least squares
 * say which few of them come as near; those are decoded and their weights fitted. Threads: one.
 */
final class BlendSearch {

  /** How far one goes towards a timbre to see what that changes. */
  private static final double LITTLE = 0.05;

  private static final int ROUNDS = 6;

  /** A round that takes away less than this share of what is left is the last. */
  private static final double WORTH_A_ROUND = 0.04;

  /** One more timbre has to take away this share. */
  private static final double WORTH_A_TIMBRE = 0.05;

  /** What few timbres leave may be so much larger than what many do. */
  private static final double AS_GOOD = 1.1;

  private static final int[] DECODED = {0, 2, 4, 8, 6};
  private static final int REFINED = 2;
  private static final int REFINING_ROUNDS = 3;
  private static final int SEARCHES = 3;
  private static final double[] SHARES = {1, 0.6, 0.3, 0.1};
  private static final int ONSETS_APART = 6;

  /** A search decodes about so many notes. */
  private static final int USUAL_NOTES = 900;

  private static final int STARTS = 3;

  /** What is left then is no more than noise. */
  static final double EXPLAINED = 2;

  private static final double SURELY = 1.25;

  private final BlendSound sound;
  private final Courses courses;
  private final int count;
  private final int[] all;
  private final HarmonicComparison[] comparisons;
  private final DoubleConsumer progress;
  private List<BlendPoint> singles = List.of();
  private int toldNotes;

  /**
   * A search.
   *
   * @param progress told the done part, 0 to 1
   */
  BlendSearch(
      BlendSound sound,
      Courses courses,
      HeardNote note,
      HarmonicGrid grid,
      DoubleConsumer progress) {
    this.progress = progress;
    this.sound = sound;
    this.courses = courses;
    count = courses.codes().length;
    all = new int[count];
    Arrays.setAll(all, i -> i);
    comparisons = new HarmonicComparison[grid.shifts()];
    for (int i = 0; i < comparisons.length; i++) {
      comparisons[i] = new HarmonicComparison(note, grid, grid.shift(i));
    }
  }

  private void tell(int decoded) {
    toldNotes += decoded;
    progress.accept(Math.min(1, (double) toldNotes / USUAL_NOTES));
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
    int near = nearest(point, 0, comparisons.length, 6);
    int best = nearest(point, Math.max(0, near - 5), Math.min(comparisons.length, near + 6), 1);
    point.compare(comparisons[best]);
  }

  /** The same if it is nearly there. */
  private void alignNear(BlendPoint point) {
    int at = Arrays.asList(comparisons).indexOf(point.comparison());
    int from = Math.max(0, at - 2);
    point.compare(comparisons[nearest(point, from, Math.min(comparisons.length, at + 3), 1)]);
  }

  private int nearest(BlendPoint point, int from, int to, int step) {
    int best = from;
    double least = Double.MAX_VALUE;
    for (int i = from; i < to; i += step) {
      point.compare(comparisons[i]);
      if (point.misfit() < least) {
        least = point.misfit();
        best = i;
      }
    }
    return best;
  }

  /** How what is compared changes from a point on towards each timbre. */
  private double[][] towards(BlendPoint at, int[] members) {
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

  private static double[] fit(double[][] change, double[] rest, double[] start) {
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
  private BlendPoint step(BlendPoint at, int[] members, double[][] change) {
    double[] start = new double[members.length];
    for (int i = 0; i < members.length; i++) {
      start[i] = at.weights()[members[i]];
    }
    double[] goal = fit(change, at.rest(), start);
    List<double[]> tried = new ArrayList<>();
    for (double share : SHARES) {
      double[] weights = new double[count];
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

  /**
   * Begins with the blends that would be nearest if levels in dB were blended, one for each of some
   * onsets; the nearest first.
   */
  private List<BlendPoint> begin() {
    List<double[]> alone = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      double[] weights = new double[count];
      weights[t] = 1;
      alone.add(weights);
    }
    singles = points(alone);
    double[] even = new double[count];
    Arrays.fill(even, 1.0 / count);
    List<double[]> blends = new ArrayList<>();
    List<HarmonicComparison> onsets = new ArrayList<>();
    for (int i = 0; i < comparisons.length; i++) {
      if (i % ONSETS_APART == 0 || Math.abs(comparisons[i].shift() + 128) <= 128) {
        double[][] seen = new double[count][];
        for (int t = 0; t < count; t++) {
          singles.get(t).compare(comparisons[i]);
          seen[t] = singles.get(t).seen();
        }
        blends.add(fit(seen, comparisons[i].rest(new double[seen[0].length]), even));
        onsets.add(comparisons[i]);
      }
    }
    List<BlendPoint> begins = points(blends);
    for (int i = 0; i < begins.size(); i++) {
      begins.get(i).compare(onsets.get(i));
    }
    begins.sort(Comparator.comparingDouble(BlendPoint::misfit));
    return begins;
  }

  /** Sets of few timbres around a point, each with the weights that fit best. */
  private List<BlendPoint> sets(BlendPoint at, double[][] change) {
    SparseBlend problem = new SparseBlend(change, at.rest());
    List<double[]> tried = new ArrayList<>();
    int[] taken = new int[DECODED.length];
    for (SparseBlend.Choice choice : problem.best(DECODED.length - 1, 8)) {
      if (taken[choice.members().length]++ < DECODED[choice.members().length]) {
        double[] weights = new double[count];
        for (int i = 0; i < choice.members().length; i++) {
          weights[choice.members()[i]] = choice.weights()[i];
        }
        tried.add(weights);
      }
    }
    List<BlendPoint> points = points(tried);
    points.forEach(each -> each.compare(at.comparison()));
    points.sort(Comparator.comparingDouble(BlendPoint::misfit));
    List<BlendPoint> refined = new ArrayList<>();
    int[] refinedOf = new int[DECODED.length];
    for (BlendPoint each : points) {
      if (refinedOf[each.size()]++ < REFINED) {
        refined.add(each.size() == 1 ? each : refined(each));
      }
    }
    return refined;
  }

  private BlendPoint refined(BlendPoint set) {
    if (set.size() == 1) {
      return set;
    }
    int[] members = Arrays.stream(all).filter(t -> set.weights()[t] > 0).toArray();
    BlendPoint at = set;
    for (int round = 0; round < REFINING_ROUNDS; round++) {
      BlendPoint next = step(at, members, towards(at, members));
      if (next == null) {
        break;
      }
      alignNear(next);
      boolean last = next.misfit() > (1 - WORTH_A_ROUND / 4) * at.misfit();
      at = next;
      if (last) {
        break;
      }
    }
    return at;
  }

  /** Leaves out timbres as long as what is left fits about as well. */
  private BlendPoint pruned(BlendPoint set) {
    BlendPoint at = set;
    while (at.size() > 1) {
      BlendPoint best = null;
      List<double[]> fewer = new ArrayList<>();
      for (int t = 0; t < count; t++) {
        if (at.weights()[t] > 0) {
          double[] weights = at.weights().clone();
          weights[t] = 0;
          for (int i = 0; i < count; i++) {
            weights[i] /= 1 - at.weights()[t];
          }
          fewer.add(weights);
        }
      }
      for (BlendPoint each : points(fewer)) {
        each.compare(at.comparison());
        BlendPoint refined = refined(each);
        best = best == null || refined.misfit() < best.misfit() ? refined : best;
      }
      if (at.misfit() < (1 - WORTH_A_TIMBRE) * best.misfit()) {
        return at;
      }
      at = best;
    }
    return at;
  }

  /** Finds the few timbres that the note is most likely made of. */
  BlendPoint find() {
    BlendPoint best = null;
    Set<HarmonicComparison> begun = new HashSet<>();
    for (BlendPoint begin : begin()) {
      align(begin);
      if (begun.add(begin.comparison())) {
        BlendPoint found = from(begin);
        best = best == null || found.misfit() < best.misfit() ? found : best;
      }
      if (best.misfit() < SURELY || begun.size() == STARTS) {
        break;
      }
    }
    for (BlendPoint single : singles) {
      single.compare(best.comparison());
    }
    return best;
  }

  /** How far a timbre by itself is from the note, once that was found. */
  double misfitAlone(int timbre) {
    return singles.get(timbre).misfit();
  }

  private BlendPoint from(BlendPoint begin) {
    BlendPoint at = begin;
    double[][] change = towards(at, all);
    for (int round = 0; round < ROUNDS; round++) {
      BlendPoint next = step(at, all, change);
      if (next == null) {
        break;
      }
      align(next);
      boolean last = next.misfit() > (1 - WORTH_A_ROUND) * at.misfit();
      at = next;
      change = towards(at, all);
      if (last) {
        break;
      }
    }
    double goal = AS_GOOD * at.misfit();
    BlendPoint best = null;
    for (int search = 0; search < SEARCHES; search++) {
      List<BlendPoint> sets = sets(at, change);
      BlendPoint found =
          pruned(sets.stream().min(Comparator.comparingDouble(BlendPoint::misfit)).orElseThrow());
      if (best != null && found.misfit() > (1 - WORTH_A_ROUND) * best.misfit()) {
        break;
      }
      best = found;
      if (best.misfit() < goal) {
        break;
      }
      at = best;
      change = towards(at, all);
    }
    return best;
  }
}
