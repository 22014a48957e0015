package ligature.engine;

import java.util.function.IntToLongFunction;

/**
 * Saves time where the machine is too slow for all voices, before the ring runs dry.
 *
 * <p>In a burst, some tens of milliseconds in which all that the machine does takes longer, voices
 * rest: those that are missed least are not decoded until it is over, and are back with their notes
 * then. It is done when by what the last hops took the next ones would come too late, not before:
 * what is rendered ahead bears most bursts. What lasts longer than a quarter of a second is no
 * burst: then voices are taken, so that new notes find room for what the machine can play, and are
 * given back when there is room for them again.
 *
 * <p>How many voices find room says {@link HopCost}, so whatever plays tells it. Between the load
 * at which voices are taken and that at which they are given lies a gap. What was given and had to
 * be taken again at once is given later the next time, and what the reckoning was wrong by is
 * remembered for a minute: so it does not swing to and fro. It reads no clock: what it does follows
 * from what it is told.
 *
 * <p>Threads: {@code [model-thread]}; no allocation.
 */
public final class Governor {

  /** More than this share of its time a hop must not take for long: the rest is for others. */
  private static final double LATE = 0.9;

  /** What the load shall be while voices rest: what is rendered ahead grows again. */
  private static final double REST = 0.9;

  /** The same where the ring has run dry, or is about to. */
  private static final double CATCH_UP = 0.5;

  /** What the load shall be after voices were taken. */
  private static final double AIM = 0.82;

  /** Voices come back and are given back where the load with them stays below this. */
  private static final double ROOM = 0.85;

  /** By this share of a hop the frames shall be there before they are read. */
  private static final double MARGIN = 0.2;

  /** By what the last eight hops took there must be room for so long before a rest is over. */
  private static final int CALM_HOPS = 2;

  /** Then most of the last eight hops are of the rest. */
  private static final int SHORTEST_REST_HOPS = 6;

  /** A slow machine for so long is no burst. */
  private static final double LASTING_SECONDS = 0.25;

  /** There must be room for so long before voices are given back. */
  private static final double GIVE_SECONDS = 0.5;

  private static final double MOST_GIVE_SECONDS = 2;

  /** Voices that were given and taken again within this were given in vain. */
  private static final double VAIN_SECONDS = 4;

  /** Taken voices fade and are decoded for so long still; then the last eight hops are new. */
  private static final int SETTLING_HOPS = 12;

  private static final double MOST_DOUBT_AT_ONCE = 1.25;
  private static final double MOST_DOUBT = 2;
  private static final double DOUBT_SECONDS = 60;

  private final HopCost cost;
  private final double budgetNanos;
  private final double hopsPerSecond;
  private final int polyphony;
  private int limit;
  private int awake = Integer.MAX_VALUE;
  private int restHops;
  private int calm;
  private int calmWanted = CALM_HOPS;
  private double slowHops;
  private int settling;
  private long roomHops;
  private long giveHops;
  private long hopsSinceGiven = Long.MAX_VALUE / 2;
  private double doubt = 1;
  private int slowVoices;
  private double slowNanos;
  private int steps;
  private long rests;

  /**
   * @param hopSeconds how long a hop lasts
   * @param polyphony the most voices
   * @param warmNanos as {@link ligature.model.Decoder#warmNanos}
   */
  public Governor(double hopSeconds, int polyphony, IntToLongFunction warmNanos) {
    cost = new HopCost(warmNanos);
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
   * Looks ahead before a hop.
   *
   * @param dueHops so many hops, this one among them,
   * @param dueNanos must be there within this time
   * @param active the voices that sound, those that rest or fade included
   * @return how many of them may be decoded, once the others have faded
   */
  public int beforeHop(int dueHops, long dueNanos, int active) {
    boolean fits = cost.nanos(active) <= ROOM * budgetNanos;
    double next = cost.soonNanos(Math.min(active, awake));
    boolean late = dueNanos < dueHops * next + MARGIN * budgetNanos;
    restHops = Math.min(restHops + 1, SHORTEST_REST_HOPS);
    calm = fits && restHops == SHORTEST_REST_HOPS ? Math.min(calm + 1, calmWanted) : 0;
    if (late && next > ROOM * budgetNanos && active > 1) {
      rest(active, dueNanos);
    } else if (calm >= calmWanted) {
      awake = Integer.MAX_VALUE;
    }
    return awake;
  }

  private void rest(int active, long dueNanos) {
    if (awake >= active) {
      rests++;
      // who must rest again right after a rest rests for longer
      calmWanted = slowHops > 0 ? Math.min(2 * calmWanted, (int) hops(LASTING_SECONDS)) : CALM_HOPS;
      slowVoices = active;
      slowNanos = cost.soonNanos(active);
    }
    double aim = dueNanos < budgetNanos ? CATCH_UP : REST;
    awake = cost.fitsSoon(aim * budgetNanos, Math.min(active, awake));
    restHops = 0;
    calm = 0;
  }

  /**
   * Looks at a hop.
   *
   * @param decoded the voices that were decoded
   * @param decoderNanos what the decoder took
   * @param voicesNanos what all voices took beside it
   * @param nanos all that the hop took
   * @param playing the voices that play, those that rest included
   * @return how many may play from now on
   */
  public int afterHop(int decoded, long decoderNanos, long voicesNanos, long nanos, int playing) {
    cost.add(decoded, decoderNanos, voicesNanos, nanos);
    hopsSinceGiven++;
    doubt += (1 - doubt) / (DOUBT_SECONDS * hopsPerSecond);
    boolean tooMuch = cost.nanos(playing) > LATE * budgetNanos;
    slowHops =
        playing > 1 && (awake < playing || tooMuch) ? slowHops + 1 : Math.max(0, slowHops - 0.25);
    if (settling > 0) {
      settling--;
      slowHops = 0;
      if (settling == 0) {
        learn();
      }
    } else if (slowHops >= hops(LASTING_SECONDS)) {
      take(playing);
    } else if (limit < polyphony) {
      give();
    }
    return limit;
  }

  private void take(int playing) {
    if (awake >= playing) {
      slowVoices = playing;
      slowNanos = cost.nanos(playing);
    }
    int aim = cost.fits(AIM * budgetNanos, playing);
    limit = Math.max(1, Math.min(Math.min(limit, playing) - 1, aim));
    steps++;
    slowHops = 0;
    settling = SETTLING_HOPS;
    roomHops = 0;
    boolean inVain = hopsSinceGiven < hops(VAIN_SECONDS);
    giveHops = inVain ? Math.min(2 * giveHops, hops(MOST_GIVE_SECONDS)) : hops(GIVE_SECONDS);
    if (!inVain) {
      slowVoices = 0;
    }
  }

  /** What was given and had to be taken again cost more than was reckoned, and may do so again. */
  private void learn() {
    double reckoned = cost.nanos(slowVoices);
    if (slowVoices > limit && reckoned > 0 && slowNanos > reckoned) {
      double more = Math.min(MOST_DOUBT_AT_ONCE, slowNanos / reckoned);
      doubt = Math.min(MOST_DOUBT, doubt * more);
    }
  }

  private void give() {
    int room = cost.fits(ROOM * budgetNanos / doubt, polyphony);
    roomHops = room > limit ? roomHops + 1 : Math.max(0, roomHops - 4);
    if (roomHops >= giveHops) {
      limit = room;
      roomHops = 0;
      hopsSinceGiven = 0;
    }
  }

  /** How often it took voices. */
  public int steps() {
    return steps;
  }

  /** How often voices rested because frames were about to be late. */
  public long rests() {
    return rests;
  }
}
