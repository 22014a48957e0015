package ligature.voice;

import java.util.Arrays;
import ligature.latent.Blend;

/**
 * How far each timbre of a note is there while others take the places of some: one that leaves is
 * let fade before the next comes in its place, so that the blend never jumps. Threads: {@code
 * [model-thread]}, no allocation after the constructor.
 */
final class Exchange {

  /** Less than this of a timbre is not missed. */
  private static final float GONE = 0.02f;

  private static final float THERE = 0.999f;

  private final float[] there = new float[Blend.MOST];
  private boolean whole;

  /** Begins a note: all are there. */
  void begin() {
    Arrays.fill(there, 1);
    whole = true;
  }

  /**
   * Lets one fade for a hop.
   *
   * @param weight that it has
   * @param share of its way to silence
   * @return whether it is no longer heard, and another may take its place
   */
  boolean leave(int place, float weight, float share) {
    whole = false;
    there[place] -= share * there[place];
    return weight == 0 || there[place] < GONE;
  }

  /** Another is in this place, and not yet heard. */
  void enter(int place) {
    there[place] = 0;
  }

  /** Lets one come for a hop. */
  void come(int place, float share) {
    if (there[place] < 1) {
      whole = false;
      there[place] += share * (1 - there[place]);
      there[place] = there[place] > THERE ? 1 : there[place];
    }
  }

  /** Before the places of a hop are gone through. */
  void next() {
    whole = true;
  }

  /** Lets those that are not quite there have less of a blend. */
  void weigh(Blend blend) {
    if (!whole) {
      blend.scale(there);
    }
  }
}
