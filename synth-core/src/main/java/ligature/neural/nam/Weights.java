package ligature.neural.nam;

import java.util.Arrays;

/** The numbers of a file, taken in order. */
final class Weights {

  private final float[] all;
  private int at;

  Weights(float[] all) {
    this.all = all;
  }

  /**
   * The next so many; allocates no more than there are.
   *
   * @throws IllegalArgumentException if there are fewer
   */
  float[] next(long count) {
    if (count > all.length - at) {
      throw new IllegalArgumentException(
          "has " + all.length + " weights, which is too few for its architecture");
    }
    at += (int) count;
    return Arrays.copyOfRange(all, at - (int) count, at);
  }

  float next() {
    return next(1)[0];
  }

  /** Checks that none are left. */
  void end() {
    if (at != all.length) {
      throw new IllegalArgumentException(
          "has " + all.length + " weights, and its architecture wants " + at);
    }
  }
}
