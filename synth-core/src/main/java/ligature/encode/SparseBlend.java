package ligature.encode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds which few of many vectors, with weights that are not negative and sum to 1, come closest to
 * a given one. All pairs are tried; of the best some are kept and extended by one vector at a time.
 * Immutable; any thread.
 */
final class SparseBlend {

  /** How many sets of each size are extended. */
  private static final int KEPT = 40;

  private final int count;
  private final double[][] products;
  private final double[] towards;
  private final double square;

  /**
   * Some of the vectors.
   *
   * @param members their indices
   * @param weights of each, not negative, sum 1
   * @param error the squared distance that is left
   */
  record Choice(int[] members, double[] weights, double error) {}

  /**
   * A problem.
   *
   * @param vectors all of the length of {@code target}
   */
  SparseBlend(double[][] vectors, double[] target) {
    count = vectors.length;
    products = new double[count][count];
    towards = new double[count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j <= i; j++) {
        products[i][j] = dot(vectors[i], vectors[j]);
        products[j][i] = products[i][j];
      }
      towards[i] = dot(vectors[i], target);
    }
    square = dot(target, target);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** How far one vector is away, squared. */
  double error(int member) {
    return square - 2 * towards[member] + products[member][member];
  }

  /** How far a blend of vectors is away, squared. */
  double error(int[] members, double[] weights) {
    double error = square;
    for (int i = 0; i < members.length; i++) {
      error -= 2 * weights[i] * towards[members[i]];
      for (int j = 0; j < members.length; j++) {
        error += weights[i] * weights[j] * products[members[i]][members[j]];
      }
    }
    return error;
  }

  /**
   * The best choices of one vector, two, and so on up to {@code most}.
   *
   * @param each so many of each size, at most
   */
  List<Choice> best(int most, int each) {
    List<Choice> kept = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      kept.add(new Choice(new int[] {i}, new double[] {1}, error(i)));
    }
    List<Choice> best = new ArrayList<>();
    for (int size = 1; size <= most && !kept.isEmpty(); size++) {
      kept.sort(Comparator.comparingDouble(Choice::error));
      best.addAll(kept.subList(0, Math.min(each, kept.size())));
      // of single vectors all are extended: a blend's best member need not be near by itself
      List<Choice> from = size == 1 ? kept : kept.subList(0, Math.min(KEPT, kept.size()));
      kept = size == most ? List.of() : extended(from);
    }
    return best;
  }

  private List<Choice> extended(List<Choice> choices) {
    List<Choice> more = new ArrayList<>();
    java.util.Set<List<Integer>> seen = new java.util.HashSet<>();
    for (Choice choice : choices) {
      for (int added = 0; added < count; added++) {
        int[] members = with(choice.members, added);
        if (members != null && seen.add(java.util.Arrays.stream(members).boxed().toList())) {
          Choice found = inside(members);
          if (found != null) {
            more.add(found);
          }
        }
      }
    }
    return more;
  }

  /** The members in order, with one more; null if it is among them. */
  private static int[] with(int[] members, int added) {
    int[] more = java.util.Arrays.copyOf(members, members.length + 1);
    more[members.length] = added;
    for (int member : members) {
      if (member == added) {
        return null;
      }
    }
    java.util.Arrays.sort(more);
    return more;
  }

  /** The best weights of these vectors; null unless all of them are needed. */
  private Choice inside(int[] members) {
    int n = members.length;
    double[][] equations = new double[n + 1][n + 2];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        equations[i][j] = products[members[i]][members[j]];
      }
      equations[i][n] = 1;
      equations[n][i] = 1;
      equations[i][n + 1] = towards[members[i]];
    }
    equations[n][n + 1] = 1;
    double[] weights = solve(equations);
    if (weights == null) {
      return null;
    }
    double[] own = java.util.Arrays.copyOf(weights, n);
    for (double weight : own) {
      if (!(weight > 0)) {
        return null;
      }
    }
    return new Choice(members, own, error(members, own));
  }

  /** Solves equations, a row each; null if there is no one solution. */
  static double[] solve(double[][] matrix, double[] right) {
    double[][] rows = new double[matrix.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = java.util.Arrays.copyOf(matrix[i], matrix.length + 1);
      rows[i][matrix.length] = right[i];
    }
    return solve(rows);
  }

  /** Gauss with pivots; null if there is no one solution. */
  private static double[] solve(double[][] rows) {
    int n = rows.length;
    for (int column = 0; column < n; column++) {
      int pivot = column;
      for (int r = column + 1; r < n; r++) {
        pivot = Math.abs(rows[r][column]) > Math.abs(rows[pivot][column]) ? r : pivot;
      }
      if (Math.abs(rows[pivot][column]) < 1e-12) {
        return null;
      }
      double[] swapped = rows[column];
      rows[column] = rows[pivot];
      rows[pivot] = swapped;
      for (int r = 0; r < n; r++) {
        double factor = r == column ? 0 : rows[r][column] / rows[column][column];
        for (int c = column; c <= n && factor != 0; c++) {
          rows[r][c] -= factor * rows[column][c];
        }
      }
    }
    double[] solution = new double[n];
    for (int i = 0; i < n; i++) {
      solution[i] = rows[i][n] / rows[i][i];
    }
    return solution;
  }
}
