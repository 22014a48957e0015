package ligature.model.djl;

import java.util.Arrays;

/**
 * The sizes of the batches in which voices are decoded, for a number of slots, and what a batch of
 * each took when it was warmed up. Threads: one at a time.
 */
final class BatchSizes {

  /**
   * From 2 on steps of about 1.5 at most, so that little is decoded for nothing, and multiples of 7
   * among them, the rows that XNNPACK multiplies at once with AVX-512.
   */
  private static final int[] SIZES = {
    1, 2, 3, 4, 5, 7, 10, 14, 16, 21, 28, 35, 49, 64, 84, 126, 168, 256
  };

  private final int slots;
  private final long[] warmNanos;

  /**
   * @param slots rows of the largest size, should it be beyond all others
   * @param voices the most voices of a batch
   */
  BatchSizes(int slots, int voices) {
    this.slots = slots;
    int last = Arrays.binarySearch(SIZES, voices);
    warmNanos = new long[(last >= 0 ? last : -last - 1) + 1];
  }

  /** How many sizes there are. */
  int count() {
    return warmNanos.length;
  }

  /** The rows of the size at {@code index}. */
  int rows(int index) {
    return index < SIZES.length ? SIZES[index] : slots;
  }

  /** The index of the smallest size for so many voices, at most as many as were said. */
  int indexFor(int voices) {
    int index = 0;
    while (rows(index) < voices) {
      index++;
    }
    return index;
  }

  void setWarmNanos(int index, long nanos) {
    warmNanos[index] = nanos;
  }

  /** What so many voices took; 0 before the warm-up, and for more than there may be. */
  long warmNanos(int voices) {
    boolean known = voices >= 1 && count() > 0 && voices <= rows(count() - 1);
    return known ? warmNanos[indexFor(voices)] : 0;
  }
}
