package ligature.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import ligature.model.HopBatch;

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
  private static final int COLOURED = MOST_SIZE / 2;

  // outside the heap: a collector that compacts lets the thread that uses an array copy it first,
  // and the model thread, which writes here, has no time for that
  private final LongBuffer ends;
  private final IntBuffer nanos;
  private final ShortBuffer sizes;
  private volatile int count;
  private double[] usual;
  private int usualOf;

  /** A log that takes up to {@code hops} hops; those after it are left out. */
  public HopLog(int hops) {
    ends = bytes(hops, Long.BYTES).asLongBuffer();
    nanos = bytes(hops, Integer.BYTES).asIntBuffer();
    sizes = bytes(hops, Short.BYTES).asShortBuffer();
  }

  private static ByteBuffer bytes(int count, int each) {
    return ByteBuffer.allocateDirect(count * each).order(ByteOrder.nativeOrder());
  }

  /** Adds a hop of the decoder, whose usual cost goes by its voices and whether any is coloured. */
  public void add(long beginNanos, long endNanos, HopBatch batch) {
    add(beginNanos, endNanos, batch.voices + (batch.isColoured() ? COLOURED : 0));
  }

  /**
   * Adds a hop; allocates nothing.
   *
   * @param size what its usual cost goes by: the voices, below 256
   */
  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  public void add(long beginNanos, long endNanos, int size) {
    int n = count;
    if (n < ends.capacity()) {
      ends.put(n, endNanos);
      nanos.put(n, (int) Math.min(Integer.MAX_VALUE, endNanos - beginNanos));
      sizes.put(n, (short) size);
      count = n + 1;
    }
  }

  /** What a hop of a size takes: the median. */
  public double usualNanos(int size) {
    return usual()[size];
  }

  private double[] usual() {
    int n = count;
    if (usual == null || n > usualOf + usualOf / 8) { // a few more hardly move a median
      usual = medians(n);
      usualOf = n;
    }
    return usual;
  }

  /** [size] */
  private double[] medians(int n) {
    int[] found = new int[MOST_SIZE];
    for (int i = 0; i < n; i++) {
      found[sizes.get(i)]++;
    }
    double[] medians = new double[MOST_SIZE];
    double known = 0;
    for (int size = 0; size < MOST_SIZE; size++) {
      if (found[size] >= ENOUGH) {
        known = median(size, found[size]);
      }
      medians[size] = known; // of a size that hardly came, that of the next smaller one
    }
    return medians;
  }

  private double median(int size, int found) {
    int[] of = new int[found];
    for (int i = 0, k = 0; k < found; i++) {
      if (sizes.get(i) == size) {
        of[k++] = nanos.get(i);
      }
    }
    Arrays.sort(of);
    return of[found / 2];
  }

  /** A time, by what factor hops took longer than usual in it, and what they took on average. */
  public record Slow(long beginNanos, long endNanos, double factor, double meanNanos) {}

  /** Each three hops in a row of the time just before a moment. */
  public List<Slow> before(long moment) {
    List<Slow> found = new ArrayList<>();
    for (int i = first(moment - NEAR_NANOS); i + IN_A_ROW <= count; i++) {
      if (begin(i) > moment) {
        break;
      }
      found.add(slow(i, i + IN_A_ROW - 1));
    }
    return found;
  }

  /** The hop just before a moment that was slowest; of a factor of 0 if there was none. */
  public Slow slowest(long moment) {
    return slowest(moment - NEAR_NANOS, moment);
  }

  /** The slowest of the hops that a time has a part of; of a factor of 0 if there are none. */
  public Slow slowest(long fromNanos, long toNanos) {
    Slow slowest = new Slow(fromNanos, toNanos, 0, 0);
    for (int i = first(fromNanos); i < count && begin(i) <= toNanos; i++) {
      Slow one = slow(i, i);
      slowest = one.factor() > slowest.factor() ? one : slowest;
    }
    return slowest;
  }

  /** Each hop for which this holds. */
  public List<Slow> each(Predicate<Slow> condition) {
    return IntStream.range(0, count).mapToObj(i -> slow(i, i)).filter(condition).toList();
  }

  /** Those that began in a time; none, by a factor of 0, if none did. */
  public Slow within(long beginNanos, long endNanos) {
    int from = first(beginNanos);
    int to = from;
    while (to < count && begin(to) <= endNanos) {
      to++;
    }
    return to == from ? new Slow(beginNanos, endNanos, 0, 0) : slow(from, to - 1);
  }

  /**
   * The hops just before a moment in words: for each its voices, when it began, in ms before the
   * moment, how long it took, and in brackets how long such a hop takes usually.
   */
  public String tell(long moment) {
    StringJoiner told = new StringJoiner(", ");
    for (int i = first(moment - NEAR_NANOS); i < count && begin(i) <= moment; i++) {
      told.add(
          "%d%s at -%.1f: %.2f (%.2f)"
              .formatted(
                  sizes.get(i) % COLOURED,
                  sizes.get(i) < COLOURED ? "" : "c",
                  (moment - begin(i)) * 1e-6,
                  nanos.get(i) * 1e-6,
                  usualNanos(sizes.get(i)) * 1e-6));
    }
    return told.toString();
  }

  private Slow slow(int from, int last) {
    double[] usual = usual();
    double factors = 0;
    double sum = 0;
    for (int k = from; k <= last; k++) {
      factors += nanos.get(k) / Math.max(1, usual[sizes.get(k)]);
      sum += nanos.get(k);
    }
    int hops = last - from + 1;
    return new Slow(begin(from), ends.get(last), factors / hops, sum / hops);
  }

  private long begin(int hop) {
    return ends.get(hop) - nanos.get(hop);
  }

  /** The first hop that ends after a moment. */
  private int first(long moment) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends.get(middle) < moment) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
