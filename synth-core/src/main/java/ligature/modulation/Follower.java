package ligature.modulation;

/**
 * How a source follows the level of the instrument, before its inserts: 0 from 60 dB under full
 * scale down, 1 at full scale, in dB between. Immutable; any thread.
 *
 * @param attack seconds until it is near a level above, 0.001 to 5
 * @param release seconds until it is near a level below, 0.001 to 20
 * @param gainDb what is added to the level, -24 to 48
 */
public record Follower(float attack, float release, float gainDb) {

  /** What is so far below full scale, and all below it, is 0. */
  static final double RANGE_DB = 60;

  /** What a follower is if nothing else is said. */
  public static final Follower PLAIN = new Follower(0.01f, 0.2f, 12);

  /**
   * A follower.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Follower {
    boolean fits =
        attack >= 0.001f
            && attack <= 5
            && release >= 0.001f
            && release <= 20
            && gainDb >= -24
            && gainDb <= 48;
    if (!fits) {
      throw new IllegalArgumentException(
          "the follower's attack should be from 0.001 to 5 s, its release from 0.001 to 20 s, its"
              + " gain from -24 to 48 dB");
    }
  }

  /**
   * Where it is a hop later.
   *
   * @param value where it is, 0 to 1
   * @param peak of the hop, full scale 1
   */
  float next(float value, float peak, double hopSeconds) {
    double db = 20 * Math.log10(peak + 1e-9) + gainDb;
    float goal = (float) Math.max(0, Math.min(1, 1 + db / RANGE_DB));
    double seconds = goal > value ? attack : release;
    return value + (goal - value) * (float) -Math.expm1(-3 * hopSeconds / seconds); // near: 95 %
  }
}
