package ligature.ui.control;

/**
 * What sounded in the last moments.
 *
 * <p>Threads: {@code [ui-thread]}; every method returns at once.
 */
public interface SoundFeed {

  /** Somebody begins to watch; nothing comes before. */
  void open();

  /** Somebody who had begun stops watching. */
  void close();

  int sampleRateHz();

  /** Copies the newest frames of one channel, full scale 1, the newest last. */
  void latestFrames(float[] out);

  /** Codes that came since the start. */
  long codesWritten();

  /**
   * Copies a code.
   *
   * @param out the code's numbers, and after them where it reads its timbre, in [0, 1]
   * @return the number of its note, negative if none sounded; {@link Long#MIN_VALUE} if the code is
   *     no longer there
   */
  long code(long index, float[] out);

  int codeSize();

  /**
   * Copies where the notes that sound now read their timbres, in [0, 1], one after the other.
   *
   * @return how many there are; those that do not fit are left out
   */
  int positions(float[] out);
}
