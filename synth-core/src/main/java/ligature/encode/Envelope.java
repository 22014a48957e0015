package ligature.encode;

import java.util.Arrays;

/**
 * How the level of a note goes, in blocks of 10 ms from its onset: where it is heard, whether it
 * sustains, where the key was lifted and how fast it faded then. Immutable.
 */
final class Envelope {

  /** Blocks a second. */
  static final int BLOCKS_PER_SECOND = 100;

  /** What is this far below the loudest is over. */
  private static final double AUDIBLE_DB = 60;

  private static final double SILENCE_DB = -120;
  private static final double STEADY_DB_PER_SECOND = -4.5;
  private static final double LARGEST_LOSS_DB = 9.5;
  private static final int SHORTEST_BODY_BLOCKS = 35;

  private static final int DAMPED_FROM = 25;
  private static final int DAMPED_BLOCKS = 15;
  private static final double DAMPED_DB = 14;

  private final double[] levelDb;
  private final int blockFrames;
  private double peakDb = SILENCE_DB;
  private double floorDb;
  private int end;
  private int bodyEnd;
  private int damped;
  private double slopeDbPerSecond;
  private double lossDb;

  Envelope(float[] x, int rateHz) {
    blockFrames = rateHz / BLOCKS_PER_SECOND;
    levelDb = levels(x, blockFrames);
    for (double level : levelDb) {
      peakDb = Math.max(peakDb, level);
    }
    floorDb = noiseFloor(levelDb, peakDb);
    double heard = Math.max(peakDb - AUDIBLE_DB, floorDb + 6);
    end = levelDb.length;
    while (end > 1 && levelDb[end - 1] < heard) {
      end--;
    }
    findBody();
    damped = findDamping();
  }

  /** The RMS level of each whole block in dB, never below -120. */
  static double[] levels(float[] x, int blockFrames) {
    double[] levels = new double[Math.max(1, x.length / blockFrames)];
    for (int b = 0; b < levels.length; b++) {
      int to = Math.min(x.length, (b + 1) * blockFrames);
      double sum = 0;
      for (int i = b * blockFrames; i < to; i++) {
        sum += (double) x[i] * x[i];
      }
      levels[b] = 10 * Math.log10(sum / blockFrames + 1e-12);
    }
    return levels;
  }

  /**
   * The level of what is there when no note sounds: the quietest tenth, if that is far enough below
   * the note to be something else.
   */
  static double noiseFloor(double[] levels, double peakDb) {
    double[] sorted = levels.clone();
    Arrays.sort(sorted);
    double quiet = sorted[sorted.length / 10];
    return quiet > peakDb - 15 ? SILENCE_DB : quiet;
  }

  private void findBody() {
    double[] middle = Arrays.copyOfRange(levelDb, end / 5, Math.max(end / 5 + 1, end * 4 / 5));
    Arrays.sort(middle);
    double body = middle[middle.length / 2];
    bodyEnd = end;
    while (bodyEnd > 1 && levelDb[bodyEnd - 1] < body - 6) {
      bodyEnd--;
    }
    int begin = Math.min(bodyEnd / 4, 15);
    slopeDbPerSecond = slope(levelDb, begin, bodyEnd) * BLOCKS_PER_SECOND;
    double early = SILENCE_DB;
    for (int i = 0; i < Math.min(bodyEnd, 20); i++) {
      early = Math.max(early, levelDb[i]);
    }
    double late = 0;
    int from = bodyEnd * 3 / 4;
    for (int i = from; i < bodyEnd; i++) {
      late += levelDb[i] / (bodyEnd - from);
    }
    lossDb = early - late;
  }

  /**
   * The slope of {@code y[from, to)} by least squares, a value each step; 0 for fewer than three.
   */
  static double slope(double[] y, int from, int to) {
    int n = to - from;
    if (n < 3) {
      return 0;
    }
    double mean = (n - 1) / 2.0;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      sum += (i - mean) * y[from + i];
      squares += (i - mean) * (i - mean);
    }
    return sum / squares;
  }

  /**
   * The block in which a note that was dying away by itself is damped: from there it falls much
   * faster than before; -1 if it never does.
   */
  private int findDamping() {
    for (int i = DAMPED_FROM; i + DAMPED_BLOCKS < end; i++) {
      double fall = levelDb[i] - levelDb[i + DAMPED_BLOCKS];
      if (fall > DAMPED_DB
          && slope(levelDb, i - DAMPED_FROM, i) * BLOCKS_PER_SECOND > -25
          && levelDb[i] > peakDb - AUDIBLE_DB / 2) {
        return i;
      }
    }
    return -1;
  }

  /** The frame up to which a dying note was left to itself. */
  int heldEndFrame() {
    return (damped < 0 ? end : damped) * blockFrames;
  }

  /** Whether the note would have gone on for as long as it is played. */
  boolean sustains() {
    return bodyEnd >= SHORTEST_BODY_BLOCKS
        && slopeDbPerSecond > STEADY_DB_PER_SECOND
        && lossDb < LARGEST_LOSS_DB;
  }

  /** How much the level changes while the note is held. */
  double slopeDbPerSecond() {
    return slopeDbPerSecond;
  }

  /** How far it fell from its attack to the end of its body. */
  double lossDb() {
    return lossDb;
  }

  double peakDb() {
    return peakDb;
  }

  double floorDb() {
    return floorDb;
  }

  /** The frame after the last one that is heard. */
  int endFrame() {
    return end * blockFrames;
  }

  /** The frame at which a sustained note begins to fade for good. */
  int bodyEndFrame() {
    return bodyEnd * blockFrames;
  }

  /** Whether the sound was still there when the recording stopped. */
  boolean isCut() {
    return damped >= 0 || end >= levelDb.length - 2 && levelDb[end - 1] > peakDb - AUDIBLE_DB / 2;
  }

  /**
   * How fast the note fades after its key was lifted, where it is 3 to 40 dB below it, in dB a
   * second; NaN if the recording does not show it.
   */
  double releaseDbPerSecond() {
    if (!sustains() && damped < 0) {
      return Double.NaN;
    }
    int lifted = sustains() ? bodyEnd : damped;
    double from = levelDb[Math.max(0, lifted - 1)];
    int start = lifted;
    while (start < end && levelDb[start] > from - 3) {
      start++;
    }
    int stop = start;
    while (stop < levelDb.length && levelDb[stop] > Math.max(from - 40, floorDb + 6)) {
      stop++;
    }
    boolean shown = stop < levelDb.length && from - levelDb[stop] > 20;
    if (!shown) {
      return Double.NaN;
    }
    if (stop - start < 4) {
      return 400;
    }
    return Math.max(20, Math.min(400, -slope(levelDb, start, stop) * BLOCKS_PER_SECOND));
  }
}
