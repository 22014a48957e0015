package ligature.midi;

/** Where a parser puts what it understood. */
@FunctionalInterface
public interface EventSink {

  /** Takes an event that sounds at {@code frame}; no allocation, no waiting. */
  void accept(long frame, long event);
}
