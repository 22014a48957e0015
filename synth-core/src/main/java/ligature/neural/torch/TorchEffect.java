package ligature.neural.torch;

import java.util.List;
import ligature.plugin.PluginParameter;

/**
 * A model as an effect in stereo, by whichever contract: chunks of a fixed length at a rate of its
 * own.
 *
 * <p>Threads: one at a time.
 */
interface TorchEffect extends AutoCloseable {

  /** What can be turned. */
  List<PluginParameter> parameters();

  /** Makes ready for audio of this rate outside. */
  void prepare(int rateHz);

  /** The rate of what {@link #run} gets, once prepared. */
  int innerRateHz();

  /** The frames of every {@link #run}, once prepared. */
  int chunkFrames();

  /** By how much what comes out lags behind what goes in, at the inner rate. */
  int latencyFrames();

  /**
   * Processes a chunk in place.
   *
   * @param values of all parameters
   */
  void run(float[] left, float[] right, float[] values);

  /** Whether it sounds by itself, from the keys: then its inner rate is that outside. */
  default boolean isSource() {
    return false;
  }

  /**
   * What is played in the next {@link #run}, of a source.
   *
   * @param played by the frames of the chunk; as long as it runs not changed by others
   * @param pad the weights of the pad's four corners
   */
  default void hear(ChunkNotes played, float[] pad) {}

  /** What a preset keeps of it beyond its parameters. */
  default byte[] state() {
    return new byte[0];
  }

  /** Forgets all sound; may take as long as loading. */
  void reset();

  @Override
  void close();
}
