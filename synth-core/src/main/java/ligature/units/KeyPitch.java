package ligature.units;

/**
 * Which pitch a key has. Asked when a note begins, on {@code [model-thread]}: it must not allocate,
 * lock or wait.
 */
@FunctionalInterface
public interface KeyPitch {

  /** In place of a channel: a note of an MPE zone, whose channel says nothing about its pitch. */
  int NO_CHANNEL = -1;

  /** Twelve equal steps an octave, A4 at 440 Hz. */
  KeyPitch EQUAL = (channel, key) -> Pitch.keyToHz(key);

  /**
   * The pitch of a key.
   *
   * @param channel 0 to 15, or {@link #NO_CHANNEL}
   * @param key 0 to 127
   * @return in Hz, or 0 if the key has none and does not sound
   */
  double hz(int channel, int key);
}
