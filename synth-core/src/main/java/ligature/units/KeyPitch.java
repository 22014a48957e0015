package ligature.units;

/**
 * Which pitch a key has. Asked when a note begins, on {@code [model-thread]}: it must not allocate,
 * lock or wait.
 */
@FunctionalInterface
public interface KeyPitch {

  /** Twelve equal steps an octave, A4 at 440 Hz. */
  KeyPitch EQUAL = (channel, key) -> Pitch.keyToHz(key);

  /**
   * The pitch of a key.
   *
   * @param channel 0 to 15
   * @param key 0 to 127
   * @return in Hz, or 0 if the key has none and does not sound
   */
  double hz(int channel, int key);
}
