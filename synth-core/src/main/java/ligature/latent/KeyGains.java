package ligature.latent;

/**
 * What each key of a timbre takes beside its zones: a gain, which makes all keys equally loud, and
 * where on the zones it plays, which makes their brightness even. Codes are blended linearly
 * between two zones, but what the decoder makes of them does not lie on the line between the two.
 * Immutable; any thread.
 */
public final class KeyGains {

  /** All are 0 dB, and every key plays where it lies. */
  public static final KeyGains NONE = new KeyGains(0);

  private final int firstKey;
  private final float[] db;
  private final float[] places;

  /**
   * Gains alone: every key plays where it lies.
   *
   * @param firstKey 0 to 127; keys below it take its gain
   * @param db the gains from that key on, in dB; keys above the last take the last one's
   * @throws IllegalArgumentException if there are more than keys
   */
  public KeyGains(int firstKey, float... db) {
    this(firstKey, db, new float[0]);
  }

  /**
   * @param firstKey 0 to 127; keys below it take its gain
   * @param db the gains from that key on, in dB; keys above the last take the last one's
   * @param places as many keys, 0 to 127 and parts of them, between whose zones those keys play, at
   *     their own pitch; or none
   * @throws IllegalArgumentException if there are more than keys, or places for some only
   */
  public KeyGains(int firstKey, float[] db, float[] places) {
    if (firstKey < 0 || firstKey + db.length > 128) {
      throw new IllegalArgumentException(
          db.length + " gains from key " + firstKey + " on go beyond the keys 0 to 127");
    }
    if (places.length != 0 && places.length != db.length) {
      throw new IllegalArgumentException(
          places.length + " places for the " + db.length + " keys that have gains");
    }
    this.firstKey = firstKey;
    this.db = db.clone();
    this.places = places.clone();
  }

  /** The gain of a key, in dB. */
  float at(int key) {
    return db.length == 0 ? 0 : db[Math.max(0, Math.min(db.length - 1, key - firstKey))];
  }

  /** Between the zones of which keys a key plays; itself, unless it is one that has a place. */
  float place(int key) {
    int i = key - firstKey;
    return i < 0 || i >= places.length ? key : places[i];
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

  /** The places in keys, from {@link #firstKey} on; none if every key plays where it lies. */
  public float[] places() {
    return places.clone();
  }
}
