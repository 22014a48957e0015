package ligature.encode;

import java.util.Arrays;
import ligature.latent.Timbre;
import ligature.latent.TimbreBank;

/**
 * What the timbres of a bank have in common: how loud they are encoded, how velocity changes their
 * level, how they are released. A new timbre is made like them, so that it can be blended with
 * them. Immutable.
 */
final class Loudness {

  /** Every timbre's loudest velocity plays at this: 400 ms, dB below full scale. */
  static final double COMMON_DB = -23;

  private static final double SECONDS = 0.4;
  private static final double FALLBACK_RELEASE = 200;

  private final double encodedDb;
  private final double[] sustainedRelease;
  private final double[] dyingRelease;
  private final double dbPerVelocity;

  Loudness(TimbreBank bank, int codeFrames, int rateHz) {
    double[] encoded = new double[0];
    double[] slopes = new double[0];
    double[] sustained = new double[0];
    double[] dying = new double[0];
    int width = Math.max(1, (int) Math.round(SECONDS * rateHz / codeFrames));
    for (Timbre timbre : bank.timbres()) {
      for (int z = 0; z < timbre.zoneCount(); z++) {
        var zone = timbre.zone(z);
        if (timbre.sustains()) {
          sustained = with(sustained, zone.releaseDbPerSecond());
        } else if (!timbre.family().equals(FamilyClassifier.PERCUSSION)) {
          dying = with(dying, zone.releaseDbPerSecond());
        }
        if (zone.velocity() >= 110) {
          encoded = with(encoded, COMMON_DB - zone.gainDb());
        } else if (z + 1 < timbre.zoneCount() && timbre.zone(z + 1).key() == zone.key()) {
          var harder = timbre.zone(z + 1);
          double rise = loudest(harder.levelDb(), width) + harder.gainDb();
          rise -= loudest(zone.levelDb(), width) + zone.gainDb();
          slopes = with(slopes, rise / Math.max(1, harder.velocity() - zone.velocity()));
        }
      }
    }
    encodedDb = median(encoded, -26);
    dbPerVelocity = Math.max(0.05, Math.min(0.3, median(slopes, 0.18)));
    sustainedRelease = sustained;
    dyingRelease = dying;
  }

  private static double[] with(double[] values, double value) {
    double[] more = Arrays.copyOf(values, values.length + 1);
    more[values.length] = value;
    return more;
  }

  private static double median(double[] values, double otherwise) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? otherwise : sorted[sorted.length / 2];
  }

  /** The highest mean power of {@code width} blocks, in dB. */
  private static double loudest(float[] levelDb, int width) {
    double best = -200;
    int n = Math.min(width, levelDb.length);
    for (int from = 0; from + n <= levelDb.length; from++) {
      double power = 0;
      for (int i = from; i < from + n; i++) {
        power += Math.pow(10, levelDb[i] / 10);
      }
      best = Math.max(best, 10 * Math.log10(power / n + 1e-20));
    }
    return best;
  }

  /** The highest level of 400 ms of audio, or of all of it if it is shorter, in dB. */
  static double loudestDb(float[] x, int rateHz) {
    int width = Math.min(x.length, (int) (SECONDS * rateHz));
    double sum = 0;
    double best = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (double) x[i] * x[i];
      if (i >= width) {
        sum -= (double) x[i - width] * x[i - width];
      }
      best = Math.max(best, sum);
    }
    return 10 * Math.log10(best / Math.max(1, width) + 1e-12);
  }

  /** How loud the bank's recordings were encoded: the network knows this level best. */
  double encodedDb() {
    return encodedDb;
  }

  /** How much softer a velocity is than the loudest one. */
  double velocityDb(double velocity) {
    return -dbPerVelocity * Math.max(0, 118 - velocity);
  }

  /** How a note of which no release was recorded fades once its key is lifted. */
  double usualRelease(boolean sustains) {
    return median(sustains ? sustainedRelease : dyingRelease, FALLBACK_RELEASE);
  }
}
