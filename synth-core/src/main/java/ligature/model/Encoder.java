package ligature.model;

/** The neural encoder: from the audio of a note to codes. Offline only. Threads: one at a time. */
public interface Encoder extends AutoCloseable {

  int sampleRateHz();

  /** The numbers of one code. */
  int codeSize();

  /** The frames that one code stands for. */
  int codeFrames();

  /** The latent space of the codes that it makes. */
  String latentSpaceId();

  /** What computes: "cpu", "cuda:0". */
  String device();

  /**
   * Encodes a note.
   *
   * @param audio at full scale 1
   * @return [step * codeSize + i], a code for each whole {@link #codeFrames} frames
   */
  float[] encode(float[] audio);

  @Override
  void close();
}
