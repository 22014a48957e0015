package ligature.encode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import ligature.latent.Timbre;
import ligature.latent.TimbreBank;
import ligature.latent.TimbreZone;

/**
 * Guesses the family of a timbre from its codes, by what the timbres of a bank have in common:
 * linear discriminants (Fisher, 1936) over how the codes begin and how they are on the whole.
 * Immutable.
 */
final class FamilyClassifier {

  /** What is said when the bank has nothing to compare with. */
  static final String UNKNOWN = "synth";

  /** What has no pitch is this, and nothing else is. */
  static final String PERCUSSION = "percussion";

  private static final int LOUD_VELOCITY = 95;
  private static final int ATTACK_STEPS = 3;

  /** The share of a feature's own variance that is added: families have few timbres. */
  private static final double RIDGE = 1;

  private final int codeSize;
  private final TreeMap<String, double[]> weights = new TreeMap<>();
  private final TreeMap<String, Double> offsets = new TreeMap<>();

  FamilyClassifier(TimbreBank bank) {
    this(bank.timbres());
  }

  FamilyClassifier(List<Timbre> timbres) {
    codeSize = timbres.isEmpty() ? 0 : timbres.get(0).codeSize();
    TreeMap<String, List<double[]>> byFamily = new TreeMap<>();
    for (Timbre timbre : timbres) {
      if (timbre.family().equals(PERCUSSION)) {
        continue;
      }
      List<TimbreZone> zones = new ArrayList<>();
      for (int z = 0; z < timbre.zoneCount(); z++) {
        zones.add(timbre.zone(z));
      }
      for (TimbreZone zone : loud(zones)) {
        byFamily
            .computeIfAbsent(timbre.family(), f -> new ArrayList<>())
            .add(features(zone, timbre.sustains(), codeSize));
      }
    }
    if (!byFamily.isEmpty()) {
      learn(byFamily);
    }
  }

  private static List<TimbreZone> loud(List<TimbreZone> zones) {
    List<TimbreZone> loud = zones.stream().filter(z -> z.velocity() >= LOUD_VELOCITY).toList();
    return loud.isEmpty() ? zones : loud;
  }

  private void learn(TreeMap<String, List<double[]>> byFamily) {
    int size = byFamily.firstEntry().getValue().get(0).length;
    double[][] scatter = new double[size][size];
    TreeMap<String, double[]> means = new TreeMap<>();
    int count = 0;
    for (var family : byFamily.entrySet()) {
      double[] mean = new double[size];
      for (double[] f : family.getValue()) {
        for (int i = 0; i < size; i++) {
          mean[i] += f[i] / family.getValue().size();
        }
      }
      means.put(family.getKey(), mean);
      for (double[] f : family.getValue()) {
        for (int i = 0; i < size; i++) {
          for (int j = 0; j <= i; j++) {
            scatter[i][j] += (f[i] - mean[i]) * (f[j] - mean[j]);
          }
        }
        count++;
      }
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        scatter[i][j] /= count;
      }
      scatter[i][i] += RIDGE * scatter[i][i] + 1e-3;
    }
    double[][] root = cholesky(scatter);
    means.forEach(
        (family, mean) -> {
          double[] weight = solve(root, mean);
          double offset = 0;
          for (int i = 0; i < size; i++) {
            offset -= 0.5 * weight[i] * mean[i];
          }
          weights.put(family, weight);
          offsets.put(family, offset);
        });
  }

  /** The lower triangle whose product with its transpose is a positive matrix. */
  private static double[][] cholesky(double[][] matrix) {
    int n = matrix.length;
    double[][] root = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j];
        for (int k = 0; k < j; k++) {
          sum -= root[i][k] * root[j][k];
        }
        root[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-9)) : sum / root[j][j];
      }
    }
    return root;
  }

  private static double[] solve(double[][] root, double[] right) {
    int n = right.length;
    double[] x = right.clone();
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= root[i][k] * x[k];
      }
      x[i] /= root[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        x[i] -= root[k][i] * x[k];
      }
      x[i] /= root[i][i];
    }
    return x;
  }

  /** The codes' mean, how they begin against it, and how the note goes. */
  private static double[] features(TimbreZone zone, boolean sustains, int size) {
    float[] codes = zone.codes();
    int steps = audibleSteps(zone.levelDb());
    double[] f = new double[2 * size + 3];
    for (int i = 0; i < size; i++) {
      double sum = 0;
      double attack = 0;
      int first = Math.min(ATTACK_STEPS, steps);
      for (int s = 0; s < steps; s++) {
        double v = codes[s * size + i];
        sum += v;
        attack += s < first ? v / first : 0;
      }
      double mean = sum / steps;
      f[i] = mean;
      f[size + i] = attack - mean;
    }
    f[2 * size] = sustains ? 1 : 0;
    f[2 * size + 1] = (zone.key() - 60) / 24.0;
    f[2 * size + 2] = Math.log(steps);
    return f;
  }

  private static int audibleSteps(float[] levelDb) {
    float loudest = -200;
    for (float level : levelDb) {
      loudest = Math.max(loudest, level);
    }
    int steps = levelDb.length;
    while (steps > 1 && levelDb[steps - 1] < loudest - 40) {
      steps--;
    }
    return Math.min(steps, 60);
  }

  /** The likeliest family of a timbre of these zones. */
  String classify(List<TimbreZone> zones, boolean sustains, int size) {
    if (weights.isEmpty() || size != codeSize) {
      return UNKNOWN;
    }
    List<double[]> all = new ArrayList<>();
    loud(zones).forEach(z -> all.add(features(z, sustains, size)));
    String best = UNKNOWN;
    double bestScore = Double.NEGATIVE_INFINITY;
    for (var family : weights.entrySet()) {
      double[] weight = family.getValue();
      double score = offsets.get(family.getKey());
      for (double[] f : all) {
        for (int i = 0; i < f.length; i++) {
          score += weight[i] * f[i] / all.size();
        }
      }
      if (score > bestScore) {
        bestScore = score;
        best = family.getKey();
      }
    }
    return best;
  }

  @Override
  public String toString() {
    return Arrays.toString(weights.keySet().toArray());
  }
}
