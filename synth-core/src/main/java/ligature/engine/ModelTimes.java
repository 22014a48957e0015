package ligature.engine;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long the last hops took, about three seconds of them. Threads: one writer, any reader;
 * wait-free.
 */
public final class ModelTimes {

  private static final int KEPT = 1024;

  private final AtomicLongArray nanos = new AtomicLongArray(KEPT);
  private volatile long count;

  /** [model-thread] */
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  void add(long hopNanos) {
    nanos.setPlain((int) (count % KEPT), hopNanos);
    count++;
  }

  /** The median and the 99th percentile in milliseconds; zeros before the first hop. */
  public double[] medianAndP99Millis() {
    int n = (int) Math.min(KEPT, count);
    if (n == 0) {
      return new double[2];
    }
    long[] sorted = new long[n];
    for (int i = 0; i < n; i++) {
      sorted[i] = nanos.get(i);
    }
    Arrays.sort(sorted);
    return new double[] {
      sorted[n / 2] * 1e-6, sorted[(int) Math.min(n - 1, Math.ceil(n * 0.99))] * 1e-6
    };
  }
}
