package ligature.engine;

import java.util.Arrays;

/**
 * Takes voices away before a model that is too slow for the machine runs the ring dry, and gives
 * them back as soon as there is time again, whether keys are held or not.
 *
 * <p>It goes by the median of the last hops: one long hop is the machine's doing, and fewer voices
 * would not help. Between the load at which it takes and the load at which it gives lies a gap. How
 * many more voices find room it reckons from those that play; room that nobody plays in cannot be
 * measured and is given in trust, twice as much at a time. What was given in vain is given later
 * the next time: so it does not swing to and fro. It reads no clock: what it does follows from what
 * it is told.
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

  /** Voices are given back as long as the load with them would stay below this. */
  private static final double ROOM = 0.85;

  /** Taken voices fade and are decoded for so long still; then the last eight hops are new. */
  private static final int SETTLING_HOPS = 4 + LOOKS_BACK_HOPS;

  /** There must be room for so long before voices are given back. */
  private static final double GIVE_SECONDS = 0.5;

  private static final double MOST_GIVE_SECONDS = 30;

  /** After the first voices the next ones follow so quickly. */
  private static final double STEP_SECONDS = 0.25;

  /** Voices that were given and taken again within this were given in vain. */
  private static final double VAIN_SECONDS = 15;

  private final double budgetNanos;
  private final double hopsPerSecond;
  private final int polyphony;
  private final long[] lastNanos = new long[LOOKS_BACK_HOPS];
  private final long[] sorted = new long[LOOKS_BACK_HOPS];
  private int next;
  private int lateBits;
  private int settling;
  private int limit;
  private double takenAtNanos;
  private int takenAtVoices;
  private double mostVoiceNanos = Double.POSITIVE_INFINITY;
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
    giveHops = hops(GIVE_SECONDS);
  }

  private long hops(double seconds) {
    return (long) (seconds * hopsPerSecond);
  }

  /**
   * Looks at a hop.
   *
   * @param nanos how long it took
   * @param playing the voices that play
   * @return how many may play from now on
   */
  public int afterHop(long nanos, int playing) {
    lastNanos[next] = nanos;
    next = (next + 1) % LOOKS_BACK_HOPS;
    boolean late = playing > 1 && nanos > LATE * budgetNanos;
    lateBits = (lateBits << 1 | (late ? 1 : 0)) & (1 << LOOKS_BACK_HOPS) - 1;
    hopsSinceGiven++;
    if (settling > 0) {
      settling--;
      if (settling == 0) {
        learn(playing);
      }
    } else if (Integer.bitCount(lateBits) >= LATE_HOPS) {
      take(playing);
    } else if (limit < polyphony) {
      give(playing);
    }
    return limit;
  }

  private double medianNanos() {
    System.arraycopy(lastNanos, 0, sorted, 0, LOOKS_BACK_HOPS);
    Arrays.sort(sorted);
    return (sorted[LOOKS_BACK_HOPS / 2 - 1] + sorted[LOOKS_BACK_HOPS / 2]) / 2.0;
  }

  private void take(int playing) {
    takenAtNanos = medianNanos();
    takenAtVoices = playing;
    int aim = (int) (playing * Math.min(1, AIM * budgetNanos / takenAtNanos));
    limit = Math.max(1, Math.min(Math.min(limit, playing) - 1, aim));
    steps++;
    lateBits = 0;
    settling = SETTLING_HOPS;
    calmHops = 0;
    long longer = Math.min(2 * giveHops, hops(MOST_GIVE_SECONDS));
    giveHops = hopsSinceGiven < hops(VAIN_SECONDS) ? longer : hops(GIVE_SECONDS);
  }

  /** What a voice costs, from the time that those that were taken have saved. */
  private void learn(int playing) {
    double saved = takenAtNanos - medianNanos();
    if (saved > 0 && playing < takenAtVoices) {
      mostVoiceNanos = saved / (takenAtVoices - playing);
    }
  }

  private void give(int playing) {
    int roomFor = roomFor(playing);
    calmHops = roomFor > limit ? calmHops + 1 : 0;
    if (calmHops >= giveHops) {
      limit = Math.min(polyphony, roomFor);
      calmHops = giveHops - hops(STEP_SECONDS);
      hopsSinceGiven = 0;
    }
  }

  /** How many voices would find room, at least as many as may play now if there is any. */
  private int roomFor(int playing) {
    double median = medianNanos();
    double free = ROOM * budgetNanos - median;
    if (free <= 0) {
      return playing;
    }
    // part of the cost does not depend on the voices, so one more costs no more than its share
    double each = Math.max(1, Math.min(median / Math.max(1, playing), mostVoiceNanos));
    int fits = playing + (int) Math.min(polyphony, free / each);
    return playing < limit ? Math.max(fits, 2 * limit) : fits;
  }

  /** How often it took voices. */
  public int steps() {
    return steps;
  }
}
