package ligature.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Takes a recorded note apart into timbres, by its harmonics.
 *
 * <p>First all timbres of a bank may be in it: Gauss-Newton steps on their weights, which are not
 * negative and sum to 1, lead to a blend of many that sounds like the note. Near it {@link
 * FewTimbres} finds one of few. Threads: one.
 */
final class BlendSearch {

  /** What leaves no more than this, in units of what is uncertain, leaves only noise. */
  static final double EXPLAINED = 2;

  /** What leaves less is right: no other onset needs to be tried. */
  private static final double SURELY = 1.25;

  /**
   * No blend of these timbres is what leaves more than this after a step among all of them: blends
   * that the engine played leave up to 5.4, recorded instruments mostly 6 to 31.
   */
  private static final double OUT_OF_REACH = 9;

  /** So many onsets are begun with, at most. */
  private static final int STARTS = 3;

  /** Every so many onsets one may be begun with, and all of those around the measured one. */
  private static final int ONSETS_APART = 6;

  private static final int ROUNDS = 6;

  /** A round that takes away less than this share of what is left is the last. */
  private static final double WORTH_A_ROUND = 0.04;

  /** What few timbres leave may be so much larger than what many do. */
  private static final double AS_GOOD = 1.1;

  /** So often few timbres are looked for, each time near those that were found. */
  private static final int SEARCHES = 3;

  private final BlendTrials trials;
  private final int count;
  private final int[] all;
  private List<BlendPoint> singles = List.of();

  BlendSearch(BlendTrials trials) {
    this.trials = trials;
    count = trials.timbres();
    all = IntStream.range(0, count).toArray();
  }

  /** Finds the few timbres that the note is most likely made of; null if it is none of them. */
  BlendPoint find() {
    BlendPoint best = null;
    Set<HarmonicComparison> begun = new HashSet<>();
    for (BlendPoint begin : begins()) {
      trials.align(begin);
      if (begun.add(begin.comparison())) {
        BlendPoint found = from(begin);
        boolean nearer = found != null && (best == null || found.misfit() < best.misfit());
        best = nearer ? found : best;
      }
      if (best == null || best.misfit() < SURELY || begun.size() == STARTS) {
        break;
      }
    }
    if (best == null) {
      return null;
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

  /**
   * Blends to begin with: those that would be nearest if levels in dB were blended, one for each of
   * some onsets; the nearest first.
   */
  private List<BlendPoint> begins() {
    singles = trials.points(IntStream.of(all).mapToObj(this::alone).toList());
    double[] even = new double[count];
    Arrays.fill(even, 1.0 / count);
    List<double[]> blends = new ArrayList<>();
    List<HarmonicComparison> onsets = new ArrayList<>();
    for (int i = 0; i < trials.onsets().size(); i++) {
      HarmonicComparison onset = trials.onsets().get(i);
      if (i % ONSETS_APART == 0 || isAsMeasured(onset)) {
        double[][] seen = new double[count][];
        for (int t = 0; t < count; t++) {
          singles.get(t).compare(onset);
          seen[t] = singles.get(t).seen();
        }
        blends.add(BlendTrials.fit(seen, onset.rest(new double[seen[0].length]), even));
        onsets.add(onset);
      }
    }
    List<BlendPoint> begins = trials.points(blends);
    for (int i = 0; i < begins.size(); i++) {
      begins.get(i).compare(onsets.get(i));
    }
    begins.sort(Comparator.comparingDouble(BlendPoint::misfit));
    return begins;
  }

  private double[] alone(int timbre) {
    double[] weights = new double[count];
    weights[timbre] = 1;
    return weights;
  }

  /**
   * Whether the note begins where a recording is cut: at its first frame or up to two hops before.
   */
  private static boolean isAsMeasured(HarmonicComparison onset) {
    return onset.shift() <= 0 && onset.shift() >= -2 * PhaseTrack.HOP_FRAMES;
  }

  /** The few timbres near where steps among all of them lead; null if that is out of reach. */
  private BlendPoint from(BlendPoint begin) {
    BlendPoint at = begin;
    double[][] change = trials.towards(at, all);
    for (int round = 0; round < ROUNDS; round++) {
      BlendPoint next = trials.step(at, all, change);
      if (next == null) {
        break;
      }
      trials.align(next);
      boolean last = next.misfit() > (1 - WORTH_A_ROUND) * at.misfit();
      at = next;
      if (at.misfit() > OUT_OF_REACH) {
        break;
      }
      change = trials.towards(at, all);
      if (last) {
        break;
      }
    }
    return at.misfit() > OUT_OF_REACH ? null : few(at, change);
  }

  private BlendPoint few(BlendPoint many, double[][] changeOfMany) {
    FewTimbres few = new FewTimbres(trials);
    double goal = AS_GOOD * many.misfit();
    BlendPoint best = few.near(many, changeOfMany);
    for (int search = 1; search < SEARCHES && best.misfit() >= goal; search++) {
      BlendPoint found = few.near(best, trials.towards(best, all));
      if (found.misfit() > (1 - WORTH_A_ROUND) * best.misfit()) {
        break;
      }
      best = found;
    }
    return best;
  }
}
