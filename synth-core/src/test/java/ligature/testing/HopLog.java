package ligature.testing;

import java.util.Arrays;

/**
 * What hops took, and when: those of the decoder that plays, or those of a twin that does work like
 * it. Threads: one writer; readers after it.
 */
public final class HopLog {

  /** Where something was slow, it was so within this before. */
  private static final long NEAR_NANOS = 50_000_000;

  /** So many hops in a row are slow, not one: what is rendered ahead bears one. */
  private static final int IN_A_ROW = 3;

  /** Of fewer hops of a size their median says nothing. */
  private static final int ENOUGH = 30;

  private static final int MOST_SIZE = 256;

  private final long[] ends;
  private final int[] nanos;
  private final short[] sizes;
  private volatile int count;

  /** A log that takes up to {@code hops} hops; those after it are left out. */
  public HopLog(int hops) {
    ends = new long[hops];
    nanos = new int[hops];
    sizes = new short[hops];
  }

  /**
   * Adds a hop; allocates nothing.
   *
   * @param size what its usual cost goes by: the voices, below 256
   */
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  public void add(long beginNanos, long endNanos, int size) {
    int n = count;
    if (n < ends.length) {
      ends[n] = endNanos;
      nanos[n] = (int) Math.min(Integer.MAX_VALUE, endNanos - beginNanos);
      sizes[n] = (short) size;
      count = n + 1;
    }
  }

  /** What a hop of a size takes: the median. */
  public double usualNanos(int size) {
    return usual()[size];
  }

  private double[] usual() {
    int[] found = new int[MOST_SIZE];
    int n = count;
    for (int i = 0; i < n; i++) {
      found[sizes[i]]++;
    }
    double[] usual = new double[MOST_SIZE];
    double known = 0;
    for (int size = 0; size < MOST_SIZE; size++) {
      if (found[size] >= ENOUGH) {
        known = median(size, found[size]);
      }
      usual[size] = known; // of a size that hardly came, that of the next smaller one
    }
    return usual;
  }

  private double median(int size, int found) {
    int[] of = new int[found];
    for (int i = 0, k = 0; k < found; i++) {
      if (sizes[i] == size) {
        of[k++] = nanos[i];
      }
    }
    Arrays.sort(of);
    return of[found / 2];
  }

  /**
   * By what factor three hops in a row took longer than usual, at most, in the time before each.
   */
  public double[] slowdowns(long... moments) {
    double[] usual = usual();
    double[] slowdowns = new double[moments.length];
    for (int m = 0; m < moments.length; m++) {
      for (int i = first(moments[m] - NEAR_NANOS); i + IN_A_ROW <= count; i++) {
        if (ends[i] - nanos[i] > moments[m]) {
          break;
        }
        double sum = 0;
        for (int k = i; k < i + IN_A_ROW; k++) {
          sum += nanos[k] / Math.max(1, usual[sizes[k]]);
        }
        slowdowns[m] = Math.max(slowdowns[m], sum / IN_A_ROW);
      }
    }
    return slowdowns;
  }

  /** The first hop that ends after a moment. */
  private int first(long moment) {
    int at = Arrays.binarySearch(ends, 0, count, moment);
    return at >= 0 ? at : -at - 1;
  }
}
