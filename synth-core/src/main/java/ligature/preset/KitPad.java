package ligature.preset;

import java.util.List;
import ligature.latent.Timbre;

/**
 * What one key of a kit plays. Immutable; any thread.
 *
 * @param key 0 to 127
 * @param timbres two or four, as corners of the pad; empty for those of its part
 * @param pitch the key whose pitch it has, 0 to 127; {@link #OWN_PITCH} for its own
 * @param oneShot whether it plays to its end, however soon the key is lifted
 * @param choke the group in which a hit ends all others, 1 to 16; 0 for none
 * @param levelDb against its part, -60 to 12
 * @param pan against its part, -1 to 1
 */
public record KitPad(
    int key,
    List<Timbre> timbres,
    int pitch,
    boolean oneShot,
    int choke,
    float levelDb,
    float pan) {

  /** In place of a key: the one that is struck. */
  public static final int OWN_PITCH = -1;

  public static final int MOST_CHOKE = 16;

  /**
   * A pad.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  public KitPad {
    timbres = List.copyOf(timbres);
    if (!Range.ALL.contains(key)) {
      throw new IllegalArgumentException("the key of a pad should be from 0 to 127: " + key);
    }
    if (pitch < OWN_PITCH || pitch > 127) {
      throw new IllegalArgumentException("the pitch of a pad should be a key, 0 to 127: " + pitch);
    }
    if (choke < 0 || choke > MOST_CHOKE) {
      throw new IllegalArgumentException(
          "the choke group of a pad should be from 1 to " + MOST_CHOKE + ": " + choke);
    }
    Part.checkPlace(levelDb, pan);
  }

  /** One that plays a single timbre to its end, at its own pitch, in the middle. */
  public static KitPad of(int key, Timbre timbre) {
    return new KitPad(key, List.of(timbre, timbre), OWN_PITCH, true, 0, 0, 0);
  }

  /** On another key. */
  public KitPad on(int newKey) {
    return new KitPad(newKey, timbres, pitch, oneShot, choke, levelDb, pan);
  }

  /** Of another timbre alone. */
  public KitPad playing(Timbre timbre) {
    return new KitPad(key, List.of(timbre, timbre), pitch, oneShot, choke, levelDb, pan);
  }

  /** At the pitch of another key. */
  public KitPad withPitch(int ofKey) {
    return new KitPad(key, timbres, ofKey, oneShot, choke, levelDb, pan);
  }

  /** Of other timbres. */
  KitPad withTimbres(List<Timbre> newTimbres) {
    return new KitPad(key, newTimbres, pitch, oneShot, choke, levelDb, pan);
  }

  /** In a choke group. */
  public KitPad withChoke(int group) {
    return new KitPad(key, timbres, pitch, oneShot, group, levelDb, pan);
  }

  /** To its end, or as long as its key is held. */
  public KitPad withOneShot(boolean toItsEnd) {
    return new KitPad(key, timbres, pitch, toItsEnd, choke, levelDb, pan);
  }

  /** Louder or softer, and elsewhere. */
  public KitPad at(float newLevelDb, float newPan) {
    return new KitPad(key, timbres, pitch, oneShot, choke, newLevelDb, newPan);
  }
}
