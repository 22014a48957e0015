package ligature.latent;

/**
 * How the codes of a timbre vary around their course: the shape of the cloud, as a matrix that
 * turns independent random numbers into deviations of a code.
 *
 * <p>What only makes a note louder or softer is taken out of the cloud, so that moving about in it
 * changes the colour and leaves the level. Immutable; any thread.
 */
public final class CodeSpread {

  /** Codes on either side whose mean is the course of a sound that dies. */
  private static final int COURSE_CODES = 4;

  /** The attack of a sound that dies, in codes, and how far it is followed down. */
  private static final int ATTACK_CODES = 3;

  private static final float FOLLOWED_DB = 45;

  private static final int MOST_ZONES = 24;

  private final int size;
  private final float[] lower; // [row * size + column], a lower triangle

  private CodeSpread(int size, float[] lower) {
    this.size = size;
    this.lower = lower;
  }

  /** Measures a timbre: a millisecond or so. */
  static CodeSpread of(Timbre timbre) {
    int size = timbre.codeSize();
    Sums sums = new Sums(size);
    int stride = (timbre.zoneCount() + MOST_ZONES - 1) / MOST_ZONES;
    for (int z = 0; z < timbre.zoneCount(); z += stride) {
      sums.add(timbre, timbre.zone(z));
    }
    return new CodeSpread(size, sums.root());
  }

  /** Adds {@code amount} deviations to {@code code[offset, offset + size)}; no allocation. */
  public void add(CodeWalk walk, float amount, float[] code, int offset) {
    float[] random = walk.values();
    for (int i = 0; i < size; i++) {
      float sum = 0;
      for (int j = 0; j <= i; j++) {
        sum += lower[i * size + j] * random[j];
      }
      code[offset + i] += amount * sum;
    }
  }

  /** Sums over deviations: of codes with codes, and of codes with the level. */
  private static final class Sums {

    private final int size;
    private final double[][] codes;
    private final double[] levels;
    private final double[] deviation;
    private long count;

    Sums(int size) {
      this.size = size;
      codes = new double[size][size];
      levels = new double[size];
      deviation = new double[size];
    }

    void add(Timbre timbre, TimbreZone zone) {
      int from = timbre.sustains() ? timbre.loopStart() : ATTACK_CODES;
      int to = timbre.sustains() ? timbre.loopEnd() : followedTo(zone.levelDb());
      for (int step = from; step < to; step++) {
        int near = timbre.sustains() ? to : COURSE_CODES;
        add(zone, step, Math.max(from, step - near), Math.min(to, step + near + 1));
      }
    }

    private static int followedTo(float[] levelDb) {
      float loudest = levelDb[0];
      int to = 0;
      for (int i = 0; i < levelDb.length; i++) {
        loudest = Math.max(loudest, levelDb[i]);
        to = levelDb[i] > loudest - FOLLOWED_DB ? i + 1 : to;
      }
      return to;
    }

    private void add(TimbreZone zone, int step, int from, int to) {
      double level = zone.levelDb()[step];
      for (int i = 0; i < size; i++) {
        deviation[i] = zone.codes()[step * size + i];
      }
      for (int s = from; s < to; s++) {
        level -= zone.levelDb()[s] / (double) (to - from);
        for (int i = 0; i < size; i++) {
          deviation[i] -= zone.codes()[s * size + i] / (double) (to - from);
        }
      }
      for (int i = 0; i < size; i++) {
        for (int j = 0; j <= i; j++) {
          codes[i][j] += deviation[i] * deviation[j];
        }
        levels[i] += deviation[i] * level;
      }
      count++;
    }

    /** The root of the covariance without what moves the level. */
    float[] root() {
      double trace = 0;
      for (int i = 0; i < size; i++) {
        for (int j = 0; j <= i; j++) {
          codes[i][j] /= Math.max(1, count);
          codes[j][i] = codes[i][j];
        }
        trace += codes[i][i];
        levels[i] /= Math.max(1, count);
      }
      double little = 1e-3 * trace / size + 1e-12;
      double[] slope = solve(factor(codes, little), levels);
      double[] along = new double[size];
      double power = 1e-12;
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          along[i] += codes[i][j] * slope[j];
        }
        power += along[i] * slope[i];
      }
      double[][] rest = new double[size][size];
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          rest[i][j] = codes[i][j] - along[i] * along[j] / power;
        }
      }
      double[][] root = factor(rest, 1e-4 * little);
      float[] lower = new float[size * size];
      for (int i = 0; i < size; i++) {
        for (int j = 0; j <= i; j++) {
          lower[i * size + j] = (float) root[i][j];
        }
      }
      return lower;
    }

    /** The lower triangle whose product with its transpose is the matrix (Cholesky). */
    private double[][] factor(double[][] matrix, double ridge) {
      double[][] l = new double[size][size];
      for (int i = 0; i < size; i++) {
        for (int j = 0; j <= i; j++) {
          double sum = matrix[i][j] + (i == j ? ridge : 0);
          for (int k = 0; k < j; k++) {
            sum -= l[i][k] * l[j][k];
          }
          l[i][j] = i == j ? Math.sqrt(Math.max(ridge, sum)) : sum / l[j][j];
        }
      }
      return l;
    }

    private double[] solve(double[][] l, double[] right) {
      double[] x = right.clone();
      for (int i = 0; i < size; i++) {
        for (int k = 0; k < i; k++) {
          x[i] -= l[i][k] * x[k];
        }
        x[i] /= l[i][i];
      }
      for (int i = size - 1; i >= 0; i--) {
        for (int k = i + 1; k < size; k++) {
          x[i] -= l[k][i] * x[k];
        }
        x[i] /= l[i][i];
      }
      return x;
    }
  }
}
