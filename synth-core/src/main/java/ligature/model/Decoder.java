package ligature.model;

/**
 * The neural decoder: from codes and pitches to audio, a hop at a time, all sounding voices as one
 * batch.
 *
 * <p>Its state lives in slots, one a voice. What a slot decodes depends on nothing but what that
 * slot was given since it was fresh: not on the other voices, not on how the hops were grouped into
 * calls (within 1e-4 of full scale).
 *
 * <p>Threads: one at a time, {@code [model-thread]} live. {@link #decode} does not allocate on the
 * Java heap beyond what the library's binding needs (about a kilobyte a call).
 */
public interface Decoder extends AutoCloseable {

  int sampleRateHz();

  /** The frames of one hop, the decoder's step. */
  int hopFrames();

  /** The numbers of one code. */
  int codeSize();

  /** The hops from one code to the next. */
  int codeHops();

  /** The latent space that this decoder speaks: codes of another one mean nothing to it. */
  String latentSpaceId();

  /** What computes: "cpu", "cuda:0". */
  String device();

  /**
   * Allocates state for {@code slots} voices.
   *
   * @param slots how many slots there are: slot numbers are in [0, slots)
   * @param voices the most voices of one {@link #decode}, not more than slots
   */
  void prepare(int slots, int voices);

  /**
   * Decodes every batch size until it takes no longer than it ever will. Live play calls it after
   * {@link #prepare}, since the first {@link #decode} of a size may take several times as long as
   * the others and allocate; who renders offline does not pay for sizes that never come.
   */
  default void warmUp() {
    // most have nothing to warm up
  }

  /**
   * What {@link #decode} of so many voices took in {@link #warmUp}, in nanoseconds; 0 where that is
   * not known. What it takes while others keep the machine busy is more, by about the same factor
   * for all numbers of voices.
   */
  default long warmNanos(int voices) {
    return 0;
  }

  /** Decodes one hop of {@code batch.voices} voices into {@code batch.audio}. */
  void decode(HopBatch batch);

  /**
   * What the last {@link #decode} spent in the call of the network itself, in nanoseconds, without
   * filling what goes in and reading what comes out; 0 where that is not known. For benchmarks.
   */
  default long networkNanos() {
    return 0;
  }

  /**
   * What a call takes that has the network compute nothing: the library's binding. The median of
   * many, made now, in nanoseconds; 0 where that is not known. For benchmarks.
   */
  default long emptyCallNanos() {
    return 0;
  }

  /** Decodes whole notes in one call, without touching any slot. */
  void decodeNotes(NoteBatch batch);

  @Override
  void close();
}
