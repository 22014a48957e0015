package ligature.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Least squares with weights that are not negative and sum to 1. */
class SimplexFitTest {

  private static final int ROWS = 30;
  private static final double EXACT = 1e-3;

  private static double[][] vectors(int count, Random random) {
    double[][] vectors = new double[count][ROWS];
    for (double[] vector : vectors) {
      Arrays.setAll(vector, i -> random.nextGaussian());
    }
    return vectors;
  }

  private static double[] solve(double[][] vectors, double[] target) {
    int n = vectors.length;
    double[][] products = new double[n][n];
    double[] towards = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        products[i][j] = HarmonicComparison.dot(vectors[i], vectors[j]);
      }
      towards[i] = HarmonicComparison.dot(vectors[i], target);
    }
    double[] even = new double[n];
    Arrays.fill(even, 1.0 / n);
    return SimplexFit.solve(products, towards, even);
  }

  private static double[] rest(double[][] vectors, double[] weights, double[] target) {
    double[] rest = target.clone();
    for (int i = 0; i < vectors.length; i++) {
      for (int k = 0; k < ROWS; k++) {
        rest[k] -= weights[i] * vectors[i][k];
      }
    }
    return rest;
  }

  @Test
  void weightsThatATargetWasMadeWithAreFound() {
    double[][] vectors = vectors(12, new Random(1));
    double[] made = new double[12];
    made[2] = 0.55;
    made[7] = 0.3;
    made[11] = 0.15;
    double[] nothing = new double[ROWS];
    double[] target = rest(vectors, made, nothing);
    Arrays.setAll(target, i -> -target[i]);
    assertThat(solve(vectors, target)).containsExactly(made, within(EXACT));
  }

  /** No weight can be moved to another vector with gain: that is what makes a solution the best. */
  @Test
  void noExchangePaysWhereTheTargetIsOutOfReach() {
    Random random = new Random(2);
    double[][] vectors = vectors(60, random);
    double[] target = vectors(1, random)[0];
    double[] weights = solve(vectors, target);
    assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-9));
    double[] rest = rest(vectors, weights, target);
    double highest = Double.NEGATIVE_INFINITY;
    double lowestUsed = Double.POSITIVE_INFINITY;
    for (int i = 0; i < weights.length; i++) {
      assertThat(weights[i]).isNotNegative();
      double gain = HarmonicComparison.dot(vectors[i], rest);
      highest = Math.max(highest, gain);
      lowestUsed = weights[i] > 0 ? Math.min(lowestUsed, gain) : lowestUsed;
    }
    assertThat(highest - lowestUsed).isLessThan(EXACT);
  }

  @Test
  void ofTwoThatAreTheSameTheSumIsKept() {
    double[][] vectors = vectors(3, new Random(3));
    vectors[1] = vectors[0].clone();
    double[] target = new double[ROWS];
    Arrays.setAll(target, k -> 0.6 * vectors[0][k] + 0.4 * vectors[2][k]);
    double[] weights = solve(vectors, target);
    assertThat(weights[0] + weights[1]).isCloseTo(0.6, within(EXACT));
    assertThat(weights[2]).isCloseTo(0.4, within(EXACT));
  }

  @Test
  void whatIsBestAloneStaysAlone() {
    double[][] vectors = vectors(8, new Random(4));
    double[] target = vectors[5].clone();
    Arrays.setAll(target, k -> 3 * target[k]);
    double[] weights = solve(vectors, target);
    assertThat(weights[5]).isCloseTo(1, within(EXACT));
  }
}
