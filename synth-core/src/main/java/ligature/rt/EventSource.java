package ligature.rt;

/**
 * Where the instrument takes its events from, in the order of their frames. Threads: {@code
 * [model-thread]}, wait-free.
 */
public interface EventSource {

  /** What {@link #nextFrame} says when there is no event. */
  long NONE = Long.MAX_VALUE;

  /** The frame of the next event, or {@link #NONE}. */
  long nextFrame();

  /** Takes the next event; only after {@link #nextFrame} gave a frame. */
  long take();

  /**
   * Whether events were lost since the last call.
   *
   * @return the keys that are truly held, or null if nothing was lost
   */
  default HeldKeys takeResynchronisation() {
    return null;
  }
}
