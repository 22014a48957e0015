package ligature.latent;

/**
 * How much softer the middle between two timbres of a bank is than the mean of their levels, for
 * every two of them. What the decoder makes of blended codes has about the geometric mean of their
 * spectra, which is softer the less they have in common; so a blend is given back what it lacks.
 * Immutable; any thread.
 */
public final class PairLevels {

  /** Of timbres that nobody measured: nothing is given back. */
  public static final PairLevels NONE = new PairLevels(new int[0], 0, new float[0]);

  /** What is measured is 3 dB as a rule; more than this is a damaged file. */
  public static final float MOST_DB = 24;

  private final int[] keys;
  private final int timbres;
  private final float[] db;

  /**
   * @param keys where it was measured, rising
   * @param timbres how many there are
   * @param db [(key * timbres + a) * timbres + b]
   * @throws IllegalArgumentException if these do not fit together
   */
  public PairLevels(int[] keys, int timbres, float[] db) {
    if (db.length != (long) keys.length * timbres * timbres) {
      throw new IllegalArgumentException(
          db.length + " levels of pairs for " + keys.length + " keys and " + timbres + " timbres");
    }
    for (int k = 0; k < keys.length; k++) {
      if (keys[k] < 0 || keys[k] > 127 || k > 0 && keys[k] <= keys[k - 1]) {
        throw new IllegalArgumentException("keys of pairs must rise within 0 to 127");
      }
    }
    for (float each : db) {
      if (!(Math.abs(each) <= MOST_DB)) {
        throw new IllegalArgumentException(
            "a pair lacks " + each + " dB; wanted -" + MOST_DB + " to " + MOST_DB);
      }
    }
    this.keys = keys.clone();
    this.timbres = timbres;
    this.db = db.clone();
  }

  /** What half of {@code a} and half of {@code b} lack at a key, in dB; no allocation. */
  float at(int a, int b, int key) {
    if (keys.length == 0) {
      return 0;
    }
    int above = 0;
    while (above < keys.length - 1 && keys[above] < key) {
      above++;
    }
    int below = Math.max(0, above - 1);
    float high = db[(above * timbres + a) * timbres + b];
    if (below == above || key >= keys[above]) {
      return high;
    }
    float share = Math.max(0, (key - keys[below]) / (float) (keys[above] - keys[below]));
    float low = db[(below * timbres + a) * timbres + b];
    return low + share * (high - low);
  }
}
