package ligature.neural.nam;

/**
 * A network that turns mono audio into mono audio, frame by frame, and remembers what it has heard.
 *
 * <p>Threads: one at a time; nothing allocates but constructors.
 */
interface Network {

  /** Remembers for ever, however little. */
  int ENDLESS = Integer.MAX_VALUE;

  /**
   * The next frames.
   *
   * @param in {@code [0, frames)}, full scale 1
   * @param out another array than {@code in}
   * @param frames at most as many as the network was built for
   */
  void process(float[] in, float[] out, int frames);

  /** For how many frames a frame is remembered; {@link #ENDLESS} if that has no end. */
  int receptiveFrames();

  /** Takes the memory of now as the one of silence. */
  void settle();

  /** Remembers nothing but silence. */
  void reset();

  /** Remembers what another network of the same file remembers. */
  void copyFrom(Network other);
}
