package ligature.engine;

/**
 * By when frames must be there: so many hops within so many nanoseconds, or a read of the device
 * finds too few. Looks as far ahead as the read for which at least two hops are still to be
 * rendered: while the first of them is rendered something can still be done for the second.
 *
 * <p>Threads: {@code [model-thread]}; no allocation.
 */
final class Due {

  private static final int LOOKS_AHEAD_HOPS = 2;

  /** Until a device has read twice, nobody knows when it will again. */
  static final long NEVER = Long.MAX_VALUE / 4;

  private int hops;
  private long nanos;

  /** Nothing is due. */
  void clear() {
    hops = LOOKS_AHEAD_HOPS;
    nanos = NEVER;
  }

  /**
   * @param readyFrames frames that were rendered and not yet read; negative by what is late already
   * @param periodFrames what the device reads at once
   * @param hopFrames of a hop, all three of them at the device's rate
   * @param periodNanos the time between two reads
   * @param sinceReadNanos how long ago the last read was
   */
  void set(
      long readyFrames,
      int periodFrames,
      double hopFrames,
      double periodNanos,
      long sinceReadNanos) {
    double neededFrames = readyFrames + (LOOKS_AHEAD_HOPS - 1) * hopFrames;
    long read = Math.max(1, (long) Math.floor(neededFrames / periodFrames) + 1);
    hops = (int) Math.ceil((read * periodFrames - readyFrames) / hopFrames - 1e-9);
    nanos = (long) (read * periodNanos) - sinceReadNanos;
  }

  /** The hops to be rendered, at least two. */
  int hops() {
    return hops;
  }

  /** The time that is left for them; negative if it has passed. */
  long nanos() {
    return nanos;
  }
}
