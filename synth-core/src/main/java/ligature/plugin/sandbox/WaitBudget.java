package ligature.plugin.sandbox;

/**
 * How long the model thread may wait for plugins: at most 2 ms at once and three quarters of the
 * time in the long run, all slots together. Of {@code [model-thread]}.
 */
final class WaitBudget {

  private static final long MOST_NANOS = 2_000_000;

  private long leftNanos = MOST_NANOS;
  private long atNanos = System.nanoTime();

  /** What may be spent now, in nanoseconds. */
  long available() {
    long now = System.nanoTime();
    leftNanos = Math.min(MOST_NANOS, leftNanos + (now - atNanos) * 3 / 4);
    atNanos = now;
    return Math.max(0, leftNanos);
  }

  /** Takes off what was waited since {@link #available}. */
  void spend() {
    long now = System.nanoTime();
    leftNanos -= now - atNanos;
    atNanos = now;
  }
}
