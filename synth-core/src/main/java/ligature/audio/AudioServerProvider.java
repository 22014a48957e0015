package ligature.audio;

/** Opens one kind of audio server; found by {@code ServiceLoader}. */
public interface AudioServerProvider {

  /** As {@code --audio} names it. */
  String name();

  /**
   * Connects.
   *
   * @throws ligature.files.InputException in one line, if there is none or it refuses
   */
  AudioServer open(AudioSettings settings);
}
