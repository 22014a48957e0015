package ligature.testing;

/** Finds steps in audio: places where it jumps farther than it does around them. */
public final class Steps {

  /** What a step itself is made of, and what a limiter or filter makes of it. */
  private static final int NEAR = 48;

  /** So far apart are the largest samples of two stretches of loud noise. */
  private static final double NOISE = 1.4;

  private static final int BEFORE = 12 * 128;
  private static final int AFTER = 16 * 128;

  private Steps() {}

  /**
   * The largest step within some frames, full scale 1: a third of the fourth difference, which is
   * the height of a step and for which what sounds below 5 kHz hardly counts, beyond what is usual
   * from 32 ms before the frames to 43 ms behind them.
   */
  public static double at(float[] x, int from, int frames) {
    int place = from;
    for (int i = from; i < from + frames && i < x.length; i++) {
      if (jump(x, i) > jump(x, place)) {
        place = i;
      }
    }
    double usual = 0;
    int end = Math.min(x.length, from + frames + AFTER);
    for (int i = Math.max(4, from - BEFORE); i < end; i++) {
      if (Math.abs(i - place) > NEAR) {
        usual = Math.max(usual, jump(x, i));
      }
    }
    return Math.max(0, jump(x, place) - NOISE * usual);
  }

  private static double jump(float[] x, int i) {
    return i < 4 ? 0 : Math.abs(x[i] - 4 * x[i - 1] + 6 * x[i - 2] - 4 * x[i - 3] + x[i - 4]) / 3;
  }
}
