package ligature.midi;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import ligature.parameter.Parameter;
import ligature.parameter.ParameterValues;
import ligature.rt.Published;

/**
 * Turns parameters by learned controllers, and listens for a controller to learn. They take hold
 * softly, as {@link ParameterValues} has it: when they reach the parameter's value or pass it.
 *
 * <p>Threads: {@link #accept} on {@code [model-thread]}, wait-free, no allocation; the rest on any
 * one other.
 */
public final class LearnedControllers {

  private static final int NONE = -1;
  private static final long NOTHING_HEARD = -1;

  private final Published<LearnMap> published = new Published<>(LearnMap.EMPTY);
  private final AtomicInteger armed = new AtomicInteger(NONE);
  private final AtomicLong heard = new AtomicLong(NOTHING_HEARD);
  private LearnMap map = LearnMap.EMPTY;

  /** Hands over a map; every controller in it has to pick up its parameter anew. */
  public void publish(LearnMap next) {
    published.publish(next);
  }

  /** The next controller that moves will turn this parameter; null: it is learned no longer. */
  public void arm(Parameter parameter) {
    heard.set(NOTHING_HEARD);
    armed.set(parameter == null ? NONE : parameter.ordinal());
  }

  /** The parameter that waits for a controller; null for none. */
  public Parameter armed() {
    int ordinal = armed.get();
    return ordinal == NONE ? null : Parameter.of(ordinal);
  }

  /** What was learned since the last call; null for nothing. */
  public LearnMap.Binding takeHeard() {
    long word = heard.getAndSet(NOTHING_HEARD);
    return word == NOTHING_HEARD
        ? null
        : new LearnMap.Binding(
            LearnMap.ANY_CHANNEL, (int) (word & 0x7F), Parameter.of((int) (word >> 8)));
  }

  /**
   * A controller moved.
   *
   * @param value in [0, 1]
   * @return whether it was a learned one; its usual meaning is then none of its business
   */
  public boolean accept(int channel, int controller, float value, ParameterValues values) {
    int waiting = armed.get();
    if (waiting != NONE && LearnMap.isLearnable(controller) && armed.compareAndSet(waiting, NONE)) {
      heard.set((long) waiting << 8 | controller);
      return true;
    }
    takeMap(values);
    boolean learned = false;
    for (int i = 0; i < map.bindings().size(); i++) {
      LearnMap.Binding binding = map.bindings().get(i);
      if (binding.answersTo(channel, controller)) {
        learned = true;
        values.turn((channel & 15) * 128 + controller, binding.parameter(), value);
      }
    }
    return learned;
  }

  private void takeMap(ParameterValues values) {
    LearnMap now = published.current();
    if (now == map) {
      return;
    }
    map = now;
    for (int i = 0; i < map.bindings().size(); i++) {
      Parameter parameter = map.bindings().get(i).parameter();
      values.set(parameter, values.target(parameter)); // nobody holds it: the value has to be met
    }
  }
}
