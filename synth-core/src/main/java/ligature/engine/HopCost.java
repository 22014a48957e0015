package ligature.engine;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * What a hop costs by the number of its voices: a part that is always there, a part for each voice,
 * and the decoder's, which goes in steps, as it decodes batches of certain sizes, and has a large
 * fixed part of its own.
 *
 * <p>The decoder's cost by voices was measured when it was warmed up. How much more it costs now,
 * and what the two other parts are, say the medians of the last hops: one long hop changes nothing.
 * So hops with few voices tell what many would cost. Threads: {@code [model-thread]}; no allocation
 * after the constructor.
 */
final class HopCost {

  /** What is known for certain: the median of so many hops. */
  private static final int HOPS = 8;

  /**
   * Of a decoder that was not measured: its fixed part is as much as so many voices. That of the
   * network that ships is twelve; too few make the governor careful.
   */
  private static final int UNKNOWN_FIXED_VOICES = 6;

  private final IntToLongFunction warmNanos;
  private final Last factor = new Last();
  private final Last eachNanos = new Last();
  private final Last fixedNanos = new Last();

  /**
   * @param warmNanos what decoding so many voices took at the decoder's warm-up; 0 where unknown
   */
  HopCost(IntToLongFunction warmNanos) {
    this.warmNanos = warmNanos;
  }

  /**
   * Takes what a hop took, in nanoseconds. One without voices says nothing of what they cost: they
   * are trusted to cost nothing until they are there.
   *
   * @param decoded the voices that were decoded
   * @param decoder what the decoder took of it
   * @param beside what all voices took beside the decoder
   * @param total all of the hop
   */
  void add(int decoded, long decoder, long beside, long total) {
    factor.add(decoded == 0 ? 0 : decoder / decoderUnits(decoded));
    eachNanos.add(decoded == 0 ? 0 : (double) beside / decoded);
    fixedNanos.add(Math.max(0, total - decoder - beside));
  }

  private double decoderUnits(int voices) {
    if (voices == 0) {
      return 0;
    }
    long warm = warmNanos.applyAsLong(voices);
    return warm > 0 ? warm : UNKNOWN_FIXED_VOICES + voices;
  }

  /** What a hop with so many voices takes, in nanoseconds, by the last eight hops. */
  double nanos(int voices) {
    return nanos(voices, false);
  }

  /** The same by the last three hops. */
  double soonNanos(int voices) {
    return nanos(voices, true);
  }

  private double nanos(int voices, boolean soon) {
    return factor.is(soon) * decoderUnits(voices)
        + eachNanos.is(soon) * voices
        + fixedNanos.is(soon);
  }

  /**
   * The most voices that a hop of {@code nanos} nanoseconds has room for, by the last eight hops.
   *
   * @return in [1, most]
   */
  int fits(double nanos, int most) {
    return fits(nanos, most, false);
  }

  /** The same by the last three hops. */
  int fitsSoon(double nanos, int most) {
    return fits(nanos, most, true);
  }

  private int fits(double nanos, int most, boolean soon) {
    int voices = most;
    while (voices > 1 && nanos(voices, soon) > nanos) {
      voices--;
    }
    return voices;
  }

  /** The last values of a figure. */
  private static final class Last {

    private final double[] values = new double[HOPS];
    private final double[] sorted = new double[HOPS];
    private int next;
    private double median;
    private double soon;

    /** By the last three, or by all that are kept. */
    double is(boolean ofThree) {
      return ofThree ? soon : median;
    }

    void add(double value) {
      values[next] = value;
      double before = values[(next + HOPS - 1) % HOPS];
      double beforeThat = values[(next + HOPS - 2) % HOPS];
      soon = // the median of three
          Math.max(Math.min(value, before), Math.min(Math.max(value, before), beforeThat));
      next = (next + 1) % HOPS;
      System.arraycopy(values, 0, sorted, 0, HOPS);
      Arrays.sort(sorted);
      median = (sorted[HOPS / 2 - 1] + sorted[HOPS / 2]) / 2;
    }
  }
}
