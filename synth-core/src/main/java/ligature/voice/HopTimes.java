package ligature.voice;

/**
 * What the last hop of the voices took, in parts that grow each in its own way: the decoder's by
 * the size of its batch, the voices' own with each of them. Threads: {@code [model-thread]}.
 */
public final class HopTimes {

  private int voices;
  private long decoderNanos;
  private long voicesNanos;

  /**
   * Takes the times of a hop.
   *
   * @param decoded the voices that were decoded
   * @param nanosToDecode what the decoder took
   * @param nanosBeside what the voices took before and behind it
   */
  public void set(int decoded, long nanosToDecode, long nanosBeside) {
    voices = decoded;
    decoderNanos = nanosToDecode;
    voicesNanos = nanosBeside;
  }

  /** The voices that were decoded. */
  public int voices() {
    return voices;
  }

  /** What the decoder took. */
  public long decoderNanos() {
    return decoderNanos;
  }

  /** What the voices took before and behind the decoder, all of them together. */
  public long voicesNanos() {
    return voicesNanos;
  }
}
