package ligature.audio;

/** What a program that hosts us asks of the instrument. Threads: {@code [io-thread]}. */
public interface Hosted {

  /** From an event to its sound, in frames of the device; all that is late counts. */
  int latencyFrames();

  /** The sound as it is turned now: a preset as text. */
  String sound();

  /**
   * Loads a sound.
   *
   * @throws ligature.files.InputException if it is no preset, or names what is not there
   */
  void load(String sound);
}
