package ligature.encode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Looks near a blend of many timbres for one of up to four that fits a recorded note as well: least
 * squares name the sets, which are decoded, fitted and pruned. Threads: one.
 */
final class FewTimbres {

  /** Of so many sets of each size weights are fitted by least squares. */
  private static final int NAMED = 8;

  /** So many of them are decoded, by how many timbres there are in them. */
  private static final int[] DECODED = {0, 2, 4, 8, 6};

  /** So many of each size are fitted by decoding. */
  private static final int REFINED = 2;

  private static final int REFINING_ROUNDS = 3;

  /** A round of fitting that takes away less than this share of what is left is the last. */
  private static final double WORTH_A_ROUND = 0.01;

  /** One more timbre has to take away this share. */
  private static final double WORTH_A_TIMBRE = 0.05;

  private final BlendTrials trials;

  FewTimbres(BlendTrials trials) {
    this.trials = trials;
  }

  /**
   * The best of the few.
   *
   * @param change how what is compared changes from {@code at} on towards each timbre
   */
  BlendPoint near(BlendPoint at, double[][] change) {
    return pruned(
        sets(at, change).stream()
            .min(Comparator.comparingDouble(BlendPoint::misfit))
            .orElseThrow());
  }

  /** Sets of few timbres around a point, each with the weights that fit best. */
  private List<BlendPoint> sets(BlendPoint at, double[][] change) {
    SparseBlend problem = new SparseBlend(change, at.rest());
    List<double[]> tried = new ArrayList<>();
    int[] taken = new int[DECODED.length];
    for (SparseBlend.Choice choice : problem.best(DECODED.length - 1, NAMED)) {
      if (taken[choice.members().length]++ < DECODED[choice.members().length]) {
        double[] weights = new double[change.length];
        for (int i = 0; i < choice.members().length; i++) {
          weights[choice.members()[i]] = choice.weights()[i];
        }
        tried.add(weights);
      }
    }
    List<BlendPoint> points = trials.points(tried);
    points.forEach(each -> each.compare(at.comparison()));
    points.sort(Comparator.comparingDouble(BlendPoint::misfit));
    List<BlendPoint> refined = new ArrayList<>();
    int[] refinedOf = new int[DECODED.length];
    for (BlendPoint each : points) {
      if (refinedOf[each.size()]++ < REFINED) {
        refined.add(refined(each));
      }
    }
    return refined;
  }

  /** Fits the weights of a set by decoding. */
  private BlendPoint refined(BlendPoint set) {
    if (set.size() == 1) {
      return set;
    }
    int[] members = set.members();
    BlendPoint at = set;
    for (int round = 0; round < REFINING_ROUNDS; round++) {
      BlendPoint next = trials.step(at, members, trials.towards(at, members));
      if (next == null) {
        break;
      }
      trials.alignNear(next);
      boolean last = next.misfit() > (1 - WORTH_A_ROUND) * at.misfit();
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
      for (int left : at.members()) {
        fewer.add(without(left, at.weights()));
      }
      for (BlendPoint each : trials.points(fewer)) {
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

  private static double[] without(int left, double[] weights) {
    double[] fewer = weights.clone();
    fewer[left] = 0;
    for (int i = 0; i < fewer.length; i++) {
      fewer[i] /= 1 - weights[left];
    }
    return fewer;
  }
}
