package ligature.engine;

/**
 * Takes voices away before a model that is too slow for the machine runs the ring dry, and gives
 * them back when there is time again.
 *
 * <p>It acts when most of the last hops took nearly all of their time; one long hop is the
 * machine's doing, and fewer voices would not help. Between the load at which it takes and the load
 * at which it gives lies a gap, and what was given in vain is given later the next time: so it does
 * not swing to and fro. It reads no clock: what it does follows from what it is told.
 *
 * <p>Threads: {@code [model-thread]}; no allocation.
 */
public final class Governor {

  /** A hop that takes more of its time than this is late: the rest is the thread's own overhead. */
  private static final double LATE = 0.9;

  /** So many of the last eight hops must be late: before that a stall has passed. */
  private static final int LATE_HOPS = 6;

  private static final int LOOKS_BACK_HOPS = 8;

  /** What the load shall be after voices were taken. */
  private static final double AIM = 0.75;

  /** Below this load a voice is given back. */
  private static final double CALM = 0.7;

  /** Taken voices fade and are decoded for so long still; then the last eight hops are new. */
  private static final int SETTLING_HOPS = 4 + LOOKS_BACK_HOPS;

  private static final double GIVE_SECONDS = 2;
  private static final double MOST_GIVE_SECONDS = 60;

  /** A voice that was given and taken again within this was given in vain. */
  private static final double VAIN_SECONDS = 5;

  private final double budgetNanos;
  private final double hopsPerSecond;
  private final int polyphony;
  private double meanNanos;
  private int lateBits;
  private int settling;
  private int limit;
  private long calmHops;
  private long giveHops;
  private long hopsSinceGiven = Long.MAX_VALUE / 2;
  private int steps;

  /**
   * @param hopSeconds how long a hop lasts
   * @param polyphony the most voices
   */
  public Governor(double hopSeconds, int polyphony) {
    budgetNanos = hopSeconds * 1e9;
    hopsPerSecond = 1 / hopSeconds;
    this.polyphony = polyphony;
    limit = polyphony;
    giveHops = (long) (GIVE_SECONDS * hopsPerSecond);
  }

  /**
   * Looks at a hop.
   *
   * @param nanos how long it took
   * @param playing the voices that play
   * @return how many may play from now on
   */
  public int afterHop(long nanos, int playing) {
    meanNanos += (nanos - meanNanos) / LOOKS_BACK_HOPS;
    boolean late = playing > 0 && nanos > LATE * budgetNanos;
    lateBits = (lateBits << 1 | (late ? 1 : 0)) & (1 << LOOKS_BACK_HOPS) - 1;
    hopsSinceGiven++;
    if (settling > 0) {
      settling--;
    } else if (Integer.bitCount(lateBits) >= LATE_HOPS) {
      take(playing);
    } else if (limit < polyphony) {
      give(playing);
    }
    return limit;
  }

  private void take(int playing) {
    int aim = (int) (playing * Math.min(1, AIM * budgetNanos / meanNanos));
    limit = Math.max(1, Math.min(Math.min(limit, playing) - 1, aim));
    steps++;
    lateBits = 0;
    settling = SETTLING_HOPS;
    calmHops = 0;
    if (hopsSinceGiven < VAIN_SECONDS * hopsPerSecond) {
      giveHops = (long) Math.min(2.0 * giveHops, MOST_GIVE_SECONDS * hopsPerSecond);
    }
  }

  private void give(int playing) {
    // one more must find room: where all that may play do, the load with one more can be told
    double expected = playing >= limit ? meanNanos * (playing + 1) / playing : meanNanos;
    calmHops = expected < CALM * budgetNanos ? calmHops + 1 : 0;
    if (calmHops >= giveHops) {
      limit++;
      calmHops = 0;
      hopsSinceGiven = 0;
      if (limit == polyphony) {
        giveHops = (long) Math.max(GIVE_SECONDS * hopsPerSecond, giveHops / 2.0);
      }
    }
  }

  /** How often it took voices. */
  public int steps() {
    return steps;
  }
}
