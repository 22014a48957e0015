package ligature.plugin;

import java.util.List;
import java.util.Map;

/**
 * An effect or an instrument in stereo: something that an insert slot can run.
 *
 * <p>Life: {@link #restore} if there is a state, {@link #prepare} once, then any number of {@link
 * #set}, {@link #play}, {@link #process} and {@link #reset}, then {@link #close}. docs/plugins.md
 * shows how to write one.
 *
 * <p>Threads: {@link #set}, {@link #play}, {@link #blend}, {@link #process}, {@link #reset}, {@link
 * #isAway}, {@link #latencyFrames}, {@link #wantsRenewal}, {@link #renew} and {@link #tailFrames}
 * on {@code [model-thread]}, where nothing may allocate, lock or wait; {@link #state} on {@code
 * [io-thread]}, also while the plugin runs; all others on {@code [io-thread]} while it does not.
 * What {@link #process} throws, or a sample that is no number, takes the plugin out of the sound
 * for good; the instrument plays on.
 */
public interface Plugin extends AutoCloseable {

  /** The tail of a plugin that cannot say: the chain listens until it has been silent for 2 s. */
  long UNKNOWN_TAIL = -1;

  /** The tail of what sounds without input. */
  long ENDLESS_TAIL = Long.MAX_VALUE;

  /** What can be turned, in an order that never changes. */
  List<PluginParameter> parameters();

  /**
   * Makes ready and allocates everything.
   *
   * @param rateHz of all audio from now on
   * @param maxFrames the most frames of one {@link #process}
   */
  void prepare(int rateHz, int maxFrames);

  /**
   * Turns a parameter; heard from the next {@link #process} on. The chain moves values that are not
   * stepped towards their targets once a hop; a plugin that would be heard stepping smooths within.
   *
   * @param index into {@link #parameters}
   * @param value in the parameter's range
   */
  void set(int index, float value);

  /**
   * Replaces {@code left[0, frames)} and {@code right[0, frames)} by the processed signal alone:
   * the slot mixes the dry signal in.
   */
  void process(float[] left, float[] right, int frames);

  /**
   * Turns a parameter and moves it beside that: both together are heard. A format that keeps the
   * two apart is told so; others are set to their sum.
   *
   * @param value as for {@link #set}
   * @param offset what moves it, in the parameter's unit; the sum may leave the range, the plugin
   *     then stays at its end
   */
  default void modulate(int index, float value, float offset) {
    set(index, parameters().get(index).clamp(value + offset));
  }

  /** Whether {@link #play} means anything to it; constant once prepared. */
  default boolean takesNotes() {
    return false;
  }

  /**
   * Something is played in the next {@link #process}. A slot calls this before it, in the order of
   * the frames.
   *
   * @param frame of the next block, from 0
   * @param number key or controller, as {@code event} says
   * @param value as {@code event} says
   */
  default void play(int frame, NoteEvent event, int channel, int number, float value) {}

  /**
   * Whether it sounds by itself, beside the voices, and hears {@link #blend}: while it is away its
   * own part of the slot is silent, where an effect lets the dry signal through. Constant.
   */
  default boolean isSource() {
    return false;
  }

  /**
   * Where the pad is in the next {@link #process}, of a source: the weights of its four corners,
   * not negative, which sum to 1.
   */
  default void blend(float a, float b, float c, float d) {}

  /**
   * By how much the output lags behind the input. It may change while the plugin runs: the slot
   * then fades to its dry signal and back. What the plugin gives in the block of the change is not
   * heard any more; one that knows before asks by {@link #wantsRenewal}.
   */
  default int latencyFrames() {
    return 0;
  }

  /**
   * Whether it wants to begin anew, to be late by another time for instance. It goes on as it is
   * until {@link #renew}, while the slot fades it out.
   */
  default boolean wantsRenewal() {
    return false;
  }

  /**
   * Begins anew, as it wanted: nobody hears it now. While that takes its time {@link #isAway} says
   * so; offline it is done at once.
   */
  default void renew() {}

  /**
   * How long it sounds on, beyond its latency, after the input fell silent, until it is 120 dB
   * down; {@link #UNKNOWN_TAIL} or {@link #ENDLESS_TAIL}.
   */
  default long tailFrames() {
    return UNKNOWN_TAIL;
  }

  /** How much of its output a new slot mixes in, [0, 1]: 1 for what replaces the signal. */
  default float initialWet() {
    return 1;
  }

  /**
   * Whether the last {@link #process} changed nothing because the plugin was late or is being
   * brought back; the slot fades to its dry signal meanwhile.
   */
  default boolean isAway() {
    return false;
  }

  /** Forgets all sound, as if just prepared; parameters stay. */
  void reset();

  /**
   * Says whether audio is rendered faster or slower than real time: then what is done beside the
   * audio is waited for, so that every render is the same.
   */
  default void setOffline(boolean offline) {}

  /** Sounds that come with it: values by parameter id, by the sound's name. */
  default Map<String, Map<String, Float>> presets() {
    return Map.of();
  }

  /** What it holds beyond its parameters' values; empty for nothing. */
  default byte[] state() {
    return new byte[0];
  }

  /**
   * Takes a state that {@link #state} gave, perhaps of another version of the plugin.
   *
   * @throws ligature.files.InputException if it makes no sense to this plugin
   */
  default void restore(byte[] state) {}

  @Override
  default void close() {}
}
