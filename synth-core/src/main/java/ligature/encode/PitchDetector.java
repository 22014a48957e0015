package ligature.encode;

import java.util.List;
import ligature.units.Pitch;

/**
 * Finds the pitch of one note.
 *
 * <p>A candidate must repeat itself (in time), and its harmonics must explain the partials that are
 * there and be there themselves (in the spectrum). Either alone mistakes octaves: what repeats
 * after one period repeats after two, and a comb of half the pitch explains every partial.
 */
final class PitchDetector {

  /**
   * What was found.
   *
   * @param hz the pitch, or of an unpitched sound its strongest resonance
   * @param periodicity how well the sound repeats itself there, up to 1
   * @param support how much of its partials are harmonics, up to 1
   */
  record Found(double hz, double periodicity, double support) {

    /** Whether one would sing it. */
    boolean isPitched() {
      return periodicity > 0.5 && periodicity + support > 0.9;
    }

    double key() {
      return Pitch.REFERENCE_KEY + Pitch.ratioToCents(hz / Pitch.REFERENCE_HZ) / 100;
    }
  }

  private static final double PERIODICITY_WEIGHT = 1.0;
  private static final double SUPPORT_WEIGHT = 0.8;
  private static final double PRESENCE_WEIGHT = 0.5;
  private static final double TOLERANCE_CENTS = 30;

  /** Partials of strings are sharp; this much for each harmonic. */
  private static final double SHARPER_CENTS = 1.0;

  /** 13 dB below the loudest of a range of 50. */
  private static final double ALONE = 0.74;

  /** 30 dB below the loudest, and how many such partials a struck bar has at most. */
  private static final double HEARD = 0.4;

  private static final int MOST_HEARD = 6;

  private PitchDetector() {}

  /**
   * Finds the pitch of {@code x[from, to)}.
   *
   * @param lowHz the lowest and highHz the highest pitch that may be the answer
   * @return null if nothing in the sound repeats itself there
   */
  static Found find(float[] x, int from, int to, int rateHz, double lowHz, double highHz) {
    double[] periodicity = Periodicity.measure(x, from, to, rateHz);
    List<SpectralPeaks.Peak> peaks = SpectralPeaks.find(x, from, to, rateHz);
    SpectralPeaks.Peak alone = alone(peaks, lowHz, highHz);
    Found best = null;
    double bestScore = Double.NEGATIVE_INFINITY;
    for (int i = 1; i < periodicity.length - 1; i++) {
      double hz = Periodicity.hz(i);
      boolean top = periodicity[i] >= periodicity[i - 1] && periodicity[i] >= periodicity[i + 1];
      if (!top || hz < lowHz || hz > highHz) {
        continue;
      }
      double refined = refine(hz, peaks);
      if (alone != null && Math.abs(cents(alone.hz() / refined)) > TOLERANCE_CENTS) {
        continue;
      }
      double support = support(refined, peaks);
      double score =
          PERIODICITY_WEIGHT * periodicity[i]
              + SUPPORT_WEIGHT * support
              + PRESENCE_WEIGHT * presence(refined, peaks);
      if (score > bestScore) {
        bestScore = score;
        best = new Found(refined, periodicity[i], support);
      }
    }
    if (best == null && alone != null) {
      best = new Found(alone.hz(), periodicity[step(alone.hz())], support(alone.hz(), peaks));
    }
    return best;
  }

  private static int step(double hz) {
    double step = cents(hz / Periodicity.LOWEST_HZ) / Periodicity.STEP_CENTS;
    return (int) Math.max(0, Math.min(Periodicity.STEPS - 1, Math.round(step)));
  }

  /**
   * The partial beside which all others are faint, and none is below it: where there is one, as in
   * struck bars, it is the pitch, whatever the others fit.
   */
  private static SpectralPeaks.Peak alone(
      List<SpectralPeaks.Peak> peaks, double lowHz, double highHz) {
    SpectralPeaks.Peak loudest = null;
    double second = 0;
    int heard = 0;
    for (SpectralPeaks.Peak peak : peaks) {
      if (loudest == null || peak.level() > loudest.level()) {
        second = loudest == null ? 0 : loudest.level();
        loudest = peak;
      } else {
        second = Math.max(second, peak.level());
      }
      heard += peak.level() > HEARD ? 1 : 0;
    }
    for (SpectralPeaks.Peak peak : peaks) {
      if (peak.level() > HEARD && peak.hz() < 0.95 * loudest.hz()) {
        return null;
      }
    }
    boolean is =
        loudest != null
            && second < ALONE
            && heard <= MOST_HEARD
            && loudest.hz() > lowHz
            && loudest.hz() < highHz;
    return is ? loudest : null;
  }

  /** The pitch that fits the lower partials near a candidate's harmonics best. */
  private static double refine(double hz, List<SpectralPeaks.Peak> peaks) {
    double sum = 0;
    double weights = 0;
    for (SpectralPeaks.Peak peak : peaks) {
      int h = (int) Math.round(peak.hz() / hz);
      if (h >= 1 && h <= 5 && Math.abs(cents(peak.hz() / (h * hz))) < TOLERANCE_CENTS) {
        double weight = Math.pow(10, 2 * peak.level());
        sum += weight * peak.hz() / h;
        weights += weight;
      }
    }
    return weights == 0 ? hz : sum / weights;
  }

  /**
   * The share of the partials that are harmonics, less what would be by chance: the harmonics of a
   * low candidate lie so close that some are always near.
   */
  private static double support(double hz, List<SpectralPeaks.Peak> peaks) {
    double sum = 0;
    double total = 1e-9;
    for (SpectralPeaks.Peak peak : peaks) {
      double weight = peak.level() * peak.level();
      total += weight;
      int h = (int) Math.max(1, Math.round(peak.hz() / hz));
      double tolerance = TOLERANCE_CENTS + SHARPER_CENTS * h;
      double chance = Math.min(1, 2 * h * (Pitch.centsToRatio(tolerance) - 1));
      boolean harmonic = Math.abs(cents(peak.hz() / (h * hz))) < tolerance;
      if (harmonic) {
        sum += weight * (1 - chance);
      }
    }
    return sum / total;
  }

  /** The share of the lower harmonics that are there, up to the highest partial of any weight. */
  private static double presence(double hz, List<SpectralPeaks.Peak> peaks) {
    double top = hz;
    for (SpectralPeaks.Peak peak : peaks) {
      if (peak.level() > 0.25) {
        top = Math.max(top, peak.hz());
      }
    }
    int harmonics = (int) Math.min(12, Math.round(top / hz));
    double there = 0;
    double all = 0;
    for (int h = 1; h <= harmonics; h++) {
      double weight = 1 / Math.sqrt(h);
      double best = 0;
      for (SpectralPeaks.Peak peak : peaks) {
        if (Math.abs(cents(peak.hz() / (h * hz))) < TOLERANCE_CENTS + SHARPER_CENTS * h) {
          best = Math.max(best, peak.level());
        }
      }
      there += weight * Math.min(1, 1.5 * best);
      all += weight;
    }
    return there / all;
  }

  private static double cents(double ratio) {
    return Pitch.ratioToCents(ratio);
  }
}
