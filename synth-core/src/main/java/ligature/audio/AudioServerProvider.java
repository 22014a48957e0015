package ligature.audio;

/** Opens one kind of audio server; found by {@code ServiceLoader}. */
public interface AudioServerProvider {

  /** As {@code --audio} names it. */
  String name();

  /** Whether it is tried where no server is named. */
  default boolean isAutomatic() {
    return true;
  }

  /**
   * Connects.
   *
   * @throws ligature.files.InputException in one line, if there is none or it refuses
   */
  AudioServer open(AudioSettings settings);
}
