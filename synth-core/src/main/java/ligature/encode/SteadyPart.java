package ligature.encode;

/** Finds where a held note is steady, so that it can go on there for as long as it is held. */
final class SteadyPart {

  private static final double FROM_SECONDS = 0.7;
  private static final double SHORTEST_SECONDS = 1.3;

  /** Longer is better: this much variation is worth a code more. */
  private static final double DB_PER_CODE = 0.01;

  private SteadyPart() {}

  /**
   * The loop [start, end) in which the level varies least. The attack is left out, and the end, on
   * which the release has its mark; of a short note as much as can be.
   *
   * @param levelDb of each code, three or more
   */
  static int[] find(float[] levelDb, double codeSeconds) {
    int steps = levelDb.length;
    int earliest = (int) Math.min(FROM_SECONDS / codeSeconds, steps * 0.3);
    int shortest = (int) Math.max(2, Math.min(SHORTEST_SECONDS / codeSeconds, steps * 0.4));
    int last = steps - (steps > 12 ? 1 : 0);
    double bestCost = Double.POSITIVE_INFINITY;
    int[] best = {Math.max(0, last - shortest), last};
    for (int start = earliest; start + shortest <= last; start++) {
      double sum = 0;
      double squares = 0;
      for (int end = start + 1; end <= last; end++) {
        double level = Math.max(levelDb[end - 1], -90);
        sum += level;
        squares += level * level;
        int n = end - start;
        if (n >= shortest) {
          double variance = Math.max(0, squares / n - sum / n * sum / n);
          double cost = Math.sqrt(variance) - DB_PER_CODE * n;
          if (cost < bestCost) {
            bestCost = cost;
            best = new int[] {start, end};
          }
        }
      }
    }
    return best;
  }
}
