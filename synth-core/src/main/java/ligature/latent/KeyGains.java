package ligature.latent;

/**
 * A gain for each key of a timbre, which makes all keys equally loud: codes are blended linearly
 * between two zones, but what the decoder makes of them is not as loud as the line between the two.
 * Immutable; any thread.
 */
public final class KeyGains {

  /** All are 0 dB. */
  public static final KeyGains NONE = new KeyGains(0);

  private final int firstKey;
  private final float[] db;

  /**
   * @param firstKey 0 to 127; keys below it take its gain
   * @param db the gains from that key on, in dB; keys above the last take the last one's
   * @throws IllegalArgumentException if there are more than keys
   */
  public KeyGains(int firstKey, float... db) {
    if (firstKey < 0 || firstKey + db.length > 128) {
      throw new IllegalArgumentException(
          db.length + " gains from key " + firstKey + " on go beyond the keys 0 to 127");
    }
    this.firstKey = firstKey;
    this.db = db.clone();
  }

  /** The gain of a key, in dB. */
  float at(int key) {
    return db.length == 0 ? 0 : db[Math.max(0, Math.min(db.length - 1, key - firstKey))];
  }

  public int firstKey() {
    return firstKey;
  }

  /** How many keys have one of their own. */
  public int count() {
    return db.length;
  }

  /** The gains in dB, from {@link #firstKey} on. */
  public float[] db() {
    return db.clone();
  }
}
