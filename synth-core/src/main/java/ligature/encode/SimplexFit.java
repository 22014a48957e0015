package ligature.encode;

/**
 * Weights that are not negative and sum to 1, with the least squared error: what is to be made
 * least is w'Hw - 2b'w. At each step weight goes from the vector that would lose most by more of it
 * to the one that would win most, until no such exchange pays. Stateless.
 */
final class SimplexFit {

  private static final int MOST_STEPS = 30_000;
  private static final double ENOUGH = 1e-7;

  private SimplexFit() {}

  /**
   * Solves.
   *
   * @param products H, symmetric
   * @param towards b
   * @param start weights to begin with
   */
  static double[] solve(double[][] products, double[] towards, double[] start) {
    int n = towards.length;
    double[] w = start.clone();
    double[] slope = new double[n];
    double scale = 0;
    for (int i = 0; i < n; i++) {
      slope[i] = -towards[i];
      for (int j = 0; j < n; j++) {
        slope[i] += products[i][j] * w[j];
      }
      scale += products[i][i] / n;
    }
    for (int step = 0; step < MOST_STEPS; step++) {
      int to = 0;
      int from = -1;
      for (int i = 0; i < n; i++) {
        to = slope[i] < slope[to] ? i : to;
        from = w[i] > 0 && (from < 0 || slope[i] > slope[from]) ? i : from;
      }
      double gained = slope[from] - slope[to];
      if (!(gained > ENOUGH * scale)) {
        break;
      }
      double bend = products[to][to] + products[from][from] - 2 * products[to][from];
      double moved = Math.min(w[from], gained / Math.max(bend, 1e-12 * scale));
      w[to] += moved;
      w[from] = moved == w[from] ? 0 : w[from] - moved;
      for (int i = 0; i < n; i++) {
        slope[i] += moved * (products[i][to] - products[i][from]);
      }
    }
    return w;
  }
}
