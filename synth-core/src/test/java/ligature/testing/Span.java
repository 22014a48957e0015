package ligature.testing;

/** A time in which something lasted, in nanoseconds of {@link System#nanoTime}. */
public record Span(long beginNanos, long endNanos) {

  /** What was only noticed, not measured. */
  public static Span at(long nano) {
    return new Span(nano, nano);
  }

  public long nanos() {
    return endNanos - beginNanos;
  }

  /** How far a moment lies outside; 0 within. */
  public long distanceNanos(long nano) {
    return Math.max(0, Math.max(beginNanos - nano, nano - endNanos));
  }
}
