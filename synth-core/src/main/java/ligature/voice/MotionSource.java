package ligature.voice;

/** Something that moves sounding notes. Threads: {@code [model-thread]}, no allocation. */
@FunctionalInterface
public interface MotionSource {

  /**
   * Adds what this source does to a note in the coming hop.
   *
   * @param ordinal the number of the note since the start
   */
  void addTo(NoteMotion motion, int channel, int key, long ordinal);
}
