package ligature.latent;

/**
 * How a note's codes are read over time. One voice's own notepad, so its fields are public. Shares
 * are of the timbre, from its first code (0) to its last (1).
 */
public final class Reading {

  /** What happens where a note is held. The order is that of the parameter's choices. */
  public enum Loop {
    /** A timbre that sustains wanders in its steady part, one that decays is read to its end. */
    NATURAL,
    /** Any timbre is read to its last code and stays there; what decays goes on to. */
    ONCE,
    /** From the loop's end back to its start, cross-faded. */
    FORWARD,
    /** To and fro within the loop. */
    PING_PONG
  }

  private static final Loop[] LOOPS = Loop.values();

  /** Against the recorded time; negative reads backwards, 0 stands. */
  public float speed = 1;

  /** Where a note begins; if it is read backwards, how far before its end. */
  public float start;

  public Loop loop = Loop.NATURAL;
  public float loopStart;
  public float loopEnd = 1;

  /** Time stands where it is. */
  public boolean frozen;

  /** Time is wherever {@link #place} is. */
  public boolean scrubbed;

  public float place;

  /** The loop with an ordinal. */
  public static Loop loop(int ordinal) {
    return LOOPS[ordinal];
  }

  /** Whether nothing moves by itself. */
  public boolean isStill() {
    return frozen || scrubbed || speed == 0;
  }
}
