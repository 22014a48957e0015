package ligature.encode;

/**
 * Compares harmonics with those of a recorded note that begins at a certain frame: their levels in
 * dB and the pitch in cents, each divided by how uncertain it is. How loud the whole is, how it is
 * tuned, and what a slightly other onset would change plays no part in it. Immutable.
 */
final class HarmonicComparison {

  /** No level and no pitch is known better than this. */
  private static final double LEVEL_DB = 0.15;

  private static final double PITCH_CENTS = 1;
  private static final double MOST_DB = 8;

  /** A harmonic is heard where it is stronger than noise by this. */
  private static final double HEARD = 4;

  /** What is cut off before an onset is below this, against the loudest harmonic. */
  private static final double CUT_POWER = 1e-4;

  private static final double CUT_DB = 4;
  private static final int HOP = PhaseTrack.HOP_FRAMES;
  private static final int GAIN_ROUNDS = 4;
  private static final double DB_PER_NEPER = 10 / Math.log(10);

  private final HarmonicGrid grid;
  private final int shift;
  private final double[] noise;
  private final double[] levels; // dB
  private final double[] weights;
  private final double[][] basis;
  private final double[] target;
  private final int heard;

  HarmonicComparison(HeardNote note, HarmonicGrid grid, int shift) {
    this.grid = grid;
    this.shift = shift;
    int size = grid.size();
    noise = new double[size];
    levels = new double[size];
    weights = new double[size + grid.windows()];
    double[] values = new double[weights.length];
    double[] later = new double[weights.length];
    double loudest = 0;
    for (int i = 0; i < size; i++) {
      loudest = Math.max(loudest, power(note, i, shift));
    }
    int count = 0;
    for (int i = 0; i < size; i++) {
      int recordedFrom = grid.middle(i / grid.harmonics()) + shift;
      if (recordedFrom < 0) {
        // what is cut off was faint; where a window is cut in two nothing is known
        noise[i] = CUT_POWER * loudest;
        weights[i] = recordedFrom < -grid.window() / 2 ? 1 / CUT_DB : 0;
        levels[i] = db(2 * noise[i]);
        values[i] = levels[i];
        continue;
      }
      double power = power(note, i, shift);
      noise[i] = note.noise(i / grid.harmonics(), i % grid.harmonics(), shift);
      double ratio = power / noise[i];
      double spread = 2 * DB_PER_NEPER * Math.sqrt(0.5 / ratio + 0.25 / (ratio * ratio));
      weights[i] = 1 / Math.hypot(LEVEL_DB, Math.min(MOST_DB, spread));
      levels[i] = db(power + noise[i]);
      values[i] = levels[i];
      double before = db(power(note, i, shift - HOP) + noise[i]);
      later[i] = (db(power(note, i, shift + HOP) + noise[i]) - before) / 2;
      count += ratio > HEARD ? 1 : 0;
    }
    for (int w = 0; w < grid.windows(); w++) {
      double loud = 0;
      for (int k = 0; k < grid.harmonics(); k++) {
        loud +=
            Math.max(
                0, power(note, w * grid.harmonics() + k, shift) - noise[w * grid.harmonics() + k]);
      }
      weights[size + w] = loud > 1e-3 * loudest ? 1 / PITCH_CENTS : 0;
      values[size + w] = note.cents(w, shift);
      later[size + w] = (note.cents(w, shift + HOP) - note.cents(w, shift - HOP)) / 2;
    }
    heard = Math.max(1, count);
    basis = basis(later);
    target = projected(values);
  }

  private double power(HeardNote note, int index, int at) {
    return note.power(index / grid.harmonics(), index % grid.harmonics(), at);
  }

  private static double db(double power) {
    return DB_PER_NEPER * Math.log(power + 1e-30);
  }

  /** What does not count: a gain, a tuning, another onset; orthonormal. */
  private double[][] basis(double[] later) {
    double[] gain = new double[weights.length];
    double[] tuning = new double[weights.length];
    double[] onset = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      gain[i] = i < grid.size() ? weights[i] : 0;
      tuning[i] = i < grid.size() ? 0 : weights[i];
      onset[i] = weights[i] * later[i];
    }
    double[][] all = {gain, tuning, onset};
    for (int b = 0; b < all.length; b++) {
      for (int a = 0; a < b; a++) {
        remove(all[a], all[b]);
      }
      double length = Math.sqrt(dot(all[b], all[b]));
      for (int i = 0; i < weights.length; i++) {
        all[b][i] /= length + 1e-12;
      }
    }
    return all;
  }

  private static void remove(double[] unit, double[] from) {
    double along = dot(unit, from);
    for (int i = 0; i < from.length; i++) {
      from[i] -= along * unit[i];
    }
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private double[] projected(double[] values) {
    double[] out = new double[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = weights[i] * values[i];
    }
    for (double[] unit : basis) {
      remove(unit, out);
    }
    return out;
  }

  int shift() {
    return shift;
  }

  /** What brings decoded powers to the level of the recording, as a factor. */
  double gain(double[] powers) {
    double heardPower = 0;
    double decodedPower = 1e-30;
    for (int i = 0; i < powers.length; i++) {
      heardPower +=
          weights[i] > 0 ? Math.max(0, Math.exp(levels[i] / DB_PER_NEPER) - 2 * noise[i]) : 0;
      decodedPower += weights[i] > 0 ? powers[i] : 0;
    }
    double gain = Math.max(1e-12, heardPower / decodedPower);
    for (int round = 0; round < GAIN_ROUNDS; round++) {
      double sum = 0;
      double all = 1e-30;
      for (int i = 0; i < powers.length; i++) {
        // where noise prevails the level of what is decoded tells little
        double weight = weights[i] * weights[i] * gain * powers[i] / (gain * powers[i] + noise[i]);
        sum += weight * (levels[i] - db(gain * powers[i] + 2 * noise[i]));
        all += weight;
      }
      gain *= Math.exp(sum / all / DB_PER_NEPER);
    }
    return gain;
  }

  /**
   * What is compared, of something decoded.
   *
   * @param powers [window * harmonics + harmonic]
   * @param cents [window]
   */
  double[] seen(double[] powers, double gain, double[] cents) {
    double[] values = new double[weights.length];
    for (int i = 0; i < powers.length; i++) {
      values[i] = db(gain * powers[i] + 2 * noise[i]);
    }
    System.arraycopy(cents, 0, values, powers.length, cents.length);
    return projected(values);
  }

  /** What is left of the recording's when something decoded is taken away. */
  double[] rest(double[] seen) {
    double[] rest = new double[seen.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = target[i] - seen[i];
    }
    return rest;
  }

  /** The size of a rest: about 1 if it is nothing but what is uncertain. */
  double misfit(double[] rest) {
    return Math.sqrt(dot(rest, rest) / heard);
  }
}
