package ligature.latent;

import java.util.Arrays;
import java.util.List;

/**
 * Timbres as points on a plane: those that sound alike lie near to one another.
 *
 * <p>What is compared is the mean of a timbre's codes, how its sound begins, moves and dies away.
 * The plane is found by the principal components of these numbers, then by steps that make
 * distances on it more like the distances between the sounds, and last by pushing apart what lies
 * on top of one another. Nothing is random: the same timbres give the same map. Immutable; any
 * thread; making one takes some milliseconds.
 */
public final class TimbreMap {

  private static final int STEPS_TO_DISTANCES = 80;
  private static final int STEPS_APART = 60;
  private static final int POWER_STEPS = 300;

  /** Codes that count as the beginning of a sound: 128 ms. */
  private static final int BEGINNING_CODES = 4;

  private static final double BEGINNING_WEIGHT = 0.7;
  private static final double MOTION_WEIGHT = 0.5;

  /** Whether a sound lasts or dies is heard before anything else. */
  private static final double FALL_WEIGHT = 2;

  private static final int FALL_CODES = 30;
  private static final double MOST_FALL_DB = 3;

  /** How near two points may lie, where all share the plane evenly: this share of their room. */
  private static final double LEAST_ROOM = 0.55;

  private static final int PLACES_ASIDE = 200;

  private final double[][] at; // [timbre] {x, y}

  private TimbreMap(double[][] at) {
    this.at = at;
  }

  /** The map of some timbres, all of one latent space. */
  public static TimbreMap of(List<Timbre> timbres) {
    int n = timbres.size();
    double[][] features = new double[n][];
    for (int i = 0; i < n; i++) {
      features[i] = features(timbres.get(i));
    }
    standardise(features);
    double[][] at = principalComponents(features);
    towardsDistances(at, distances(features));
    fill(at);
    evenOut(at);
    pushApart(at);
    fill(at);
    return new TimbreMap(at);
  }

  /**
   * The same map with one more timbre, near those that it sounds like; no other point moves.
   *
   * @param before the timbres of this map, in its order
   */
  public TimbreMap with(List<Timbre> before, Timbre added) {
    int n = before.size();
    double[][] features = new double[n + 1][];
    for (int i = 0; i < n; i++) {
      features[i] = features(before.get(i));
    }
    features[n] = features(added);
    standardise(features);
    double[] distance = distances(features)[n];
    double[][] next = Arrays.copyOf(at, n + 1);
    double x = 0;
    double y = 0;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      // in so many dimensions all are nearly as far: a lower power would put every timbre in the
      // middle
      double weight = Math.pow(Math.max(1e-3, distance[i]), -12);
      x += weight * at[i][0];
      y += weight * at[i][1];
      sum += weight;
    }
    next[n] = new double[] {x / sum, y / sum};
    stepAside(next);
    return new TimbreMap(next);
  }

  /** Moves the last point, and no other, to the nearest place where it does not hide one. */
  private static void stepAside(double[][] at) {
    int last = at.length - 1;
    double room = LEAST_ROOM / Math.sqrt(last + 1);
    double[] wanted = at[last];
    double best = -1;
    for (int step = 0; step < PLACES_ASIDE && best < room; step++) {
      double turn = 2.4 * step; // a spiral of even density
      double radius = 0.25 * room * Math.sqrt(step);
      double x = Math.max(0, Math.min(1, wanted[0] + radius * Math.cos(turn)));
      double y = Math.max(0, Math.min(1, wanted[1] + radius * Math.sin(turn)));
      double nearest = Double.MAX_VALUE;
      for (int i = 0; i < last; i++) {
        nearest = Math.min(nearest, Math.hypot(at[i][0] - x, at[i][1] - y));
      }
      if (nearest > best) {
        best = nearest;
        at[last] = new double[] {x, y};
      }
    }
  }

  public int size() {
    return at.length;
  }

  /** Where a timbre lies from left (0) to right (1). */
  public float x(int timbre) {
    return (float) at[timbre][0];
  }

  /** Where a timbre lies from bottom (0) to top (1). */
  public float y(int timbre) {
    return (float) at[timbre][1];
  }

  /** Mean, beginning and motion of the codes, loud ones before soft ones, over all zones. */
  private static double[] features(Timbre timbre) {
    int size = timbre.codeSize();
    double[] features = new double[3 * size + 2];
    for (int z = 0; z < timbre.zoneCount(); z++) {
      TimbreZone zone = timbre.zone(z);
      for (int k = 0; k < size; k++) {
        double sum = 0;
        double squares = 0;
        double weights = 0;
        double beginning = 0;
        for (int step = 0; step < timbre.steps(); step++) {
          double weight = Math.pow(10, Math.max(-80, zone.levelDb()[step]) / 20);
          double code = zone.codes()[step * size + k];
          weights += weight;
          sum += weight * code;
          squares += weight * code * code;
          if (step < BEGINNING_CODES) {
            beginning += code / Math.min(BEGINNING_CODES, timbre.steps());
          }
        }
        double mean = sum / weights;
        features[k] += mean;
        features[size + k] += beginning;
        features[2 * size + k] += Math.sqrt(Math.max(0, squares / weights - mean * mean));
      }
    }
    for (int i = 0; i < features.length; i++) {
      features[i] /= timbre.zoneCount();
    }
    features[3 * size] = fall(timbre);
    features[3 * size + 1] = timbre.sustains() ? 1 : 0;
    return features;
  }

  /**
   * How fast it dies away while its key is held: the root of dB a code, which the ear hears evenly.
   */
  private static double fall(Timbre timbre) {
    double fall = 0;
    for (int z = 0; z < timbre.zoneCount(); z++) {
      float[] levelDb = timbre.zone(z).levelDb();
      int loudest = 0;
      for (int i = 0; i < levelDb.length; i++) {
        loudest = levelDb[i] > levelDb[loudest] ? i : loudest;
      }
      int last = Math.min(levelDb.length - 1, loudest + FALL_CODES);
      double perCode = (levelDb[loudest] - levelDb[last]) / Math.max(1.0, last - loudest);
      fall += Math.min(MOST_FALL_DB, Math.max(0, perCode)) / timbre.zoneCount();
    }
    return Math.sqrt(fall);
  }

  /** Gives every number a mean of 0 and its weight as deviation, over all timbres. */
  private static void standardise(double[][] features) {
    int size = features.length == 0 ? 0 : features[0].length;
    for (int k = 0; k < size; k++) {
      double mean = 0;
      double square = 0;
      for (double[] f : features) {
        mean += f[k] / features.length;
      }
      for (double[] f : features) {
        square += (f[k] - mean) * (f[k] - mean) / features.length;
      }
      int third = (size - 2) / 3;
      double weight =
          k >= 3 * third
              ? FALL_WEIGHT
              : k < third ? 1 : k < 2 * third ? BEGINNING_WEIGHT : MOTION_WEIGHT;
      double factor = square < 1e-12 ? 0 : weight / Math.sqrt(square);
      for (double[] f : features) {
        f[k] = (f[k] - mean) * factor;
      }
    }
  }

  /** The two directions in which the timbres differ most, by power iteration on their products. */
  private static double[][] principalComponents(double[][] features) {
    int n = features.length;
    double[][] products = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < features[i].length; k++) {
          products[i][j] += features[i][k] * features[j][k];
        }
      }
    }
    double[][] at = new double[n][2];
    for (int axis = 0; axis < 2; axis++) {
      double[] v = new double[n];
      for (int i = 0; i < n; i++) {
        v[i] = Math.cos(1 + 2.4 * i + axis); // any start will do that no direction is square to
      }
      double length = 0;
      for (int step = 0; step < POWER_STEPS; step++) {
        double[] next = new double[n];
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < n; j++) {
            next[i] += products[i][j] * v[j];
          }
        }
        length = Math.sqrt(dot(next, next));
        for (int i = 0; i < n; i++) {
          v[i] = length < 1e-12 ? 0 : next[i] / length;
        }
      }
      int largest = 0;
      for (int i = 0; i < n; i++) {
        largest = Math.abs(v[i]) > Math.abs(v[largest]) ? i : largest;
      }
      double sign = n > 0 && v[largest] < 0 ? -1 : 1;
      for (int i = 0; i < n; i++) {
        at[i][axis] = sign * v[i] * Math.sqrt(length);
        for (int j = 0; j < n; j++) {
          products[i][j] -= length * v[i] * v[j];
        }
      }
    }
    return at;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double[][] distances(double[][] features) {
    int n = features.length;
    double[][] distances = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double sum = 0;
        for (int k = 0; k < features[i].length; k++) {
          double d = features[i][k] - features[j][k];
          sum += d * d;
        }
        distances[i][j] = Math.sqrt(sum);
        distances[j][i] = distances[i][j];
      }
    }
    return distances;
  }

  /** Moves every point to the mean of where the others want it: stress majorisation. */
  private static void towardsDistances(double[][] at, double[][] wanted) {
    int n = at.length;
    for (int step = 0; step < STEPS_TO_DISTANCES; step++) {
      double[][] next = new double[n][2];
      for (int i = 0; i < n; i++) {
        double weights = 0;
        for (int j = 0; j < n; j++) {
          if (i != j) {
            double dx = at[i][0] - at[j][0];
            double dy = at[i][1] - at[j][1];
            double ratio = wanted[i][j] / Math.max(1e-9, Math.hypot(dx, dy));
            // near ones count more: who is beside whom matters, not how far the far are
            double weight = 1 / Math.max(1e-3, wanted[i][j] * wanted[i][j]);
            next[i][0] += weight * (at[j][0] + dx * ratio);
            next[i][1] += weight * (at[j][1] + dy * ratio);
            weights += weight;
          }
        }
        for (int axis = 0; axis < 2; axis++) {
          next[i][axis] = weights == 0 ? at[i][axis] : next[i][axis] / weights;
        }
      }
      for (int i = 0; i < n; i++) {
        at[i] = next[i];
      }
    }
  }

  /** Draws outliers in and opens crowds, half of the way to an even distribution by rank. */
  private static void evenOut(double[][] at) {
    int n = at.length;
    for (int axis = 0; axis < 2; axis++) {
      int along = axis;
      double[] sorted = Arrays.stream(at).mapToDouble(p -> p[along]).sorted().toArray();
      for (double[] point : at) {
        double rank = Arrays.binarySearch(sorted, point[axis]) / Math.max(1.0, n - 1);
        point[axis] = (point[axis] + rank) / 2;
      }
    }
  }

  private static void pushApart(double[][] at) {
    int n = at.length;
    double least = LEAST_ROOM / Math.sqrt(Math.max(1, n));
    for (int step = 0; step < STEPS_APART; step++) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
          double dx = at[i][0] - at[j][0];
          double dy = at[i][1] - at[j][1];
          double distance = Math.hypot(dx, dy);
          if (distance < least) {
            // points on one spot part in a direction of their own
            double angle = 2.4 * i;
            double ux = distance < 1e-9 ? Math.cos(angle) : dx / distance;
            double uy = distance < 1e-9 ? Math.sin(angle) : dy / distance;
            double move = (least - distance) / 4;
            at[i][0] += ux * move;
            at[i][1] += uy * move;
            at[j][0] -= ux * move;
            at[j][1] -= uy * move;
          }
        }
      }
    }
  }

  /** Stretches the points over [0, 1] in both directions. */
  private static void fill(double[][] at) {
    for (int axis = 0; axis < 2; axis++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (double[] point : at) {
        low = Math.min(low, point[axis]);
        high = Math.max(high, point[axis]);
      }
      for (double[] point : at) {
        point[axis] = high - low < 1e-9 ? 0.5 : (point[axis] - low) / (high - low);
      }
    }
  }
}
