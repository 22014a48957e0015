package ligature.ui.control;

/**
 * The keys that a keyboard on screen plays and shows.
 *
 * <p>Threads: {@code [ui-thread]}; every method returns at once.
 */
public interface KeyBed {

  /**
   * Presses a key. Each press is lifted once.
   *
   * @param key 0 to 127
   * @param velocity in (0, 1]
   */
  void press(int key, float velocity);

  /** Lifts a key that was pressed here. */
  void lift(int key);

  /** Holds the notes of lifted keys, or lets them go. */
  void sustain(boolean down);

  /** Whether a key is held, by whomever. */
  boolean isDown(int key);
}
