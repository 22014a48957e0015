package ligature.ui.model;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import ligature.parameter.Parameter;

/**
 * Joins the turns of one movement of the hand into one edit: a drag from press to release, arrow
 * keys or wheel clicks that follow one another. Threads: {@code [ui-thread]}.
 */
final class Gesture {

  private static final long PAUSE_NANOS = 800_000_000;

  private final History history;
  private final BiConsumer<Parameter, Float> apply;
  private final LongSupplier nanoTime;
  private final Map<Parameter, Float> before = new EnumMap<>(Parameter.class);
  private final Map<Parameter, Float> after = new EnumMap<>(Parameter.class);
  private final Runnable end = this::end;
  private long lastTurn;
  private int hands;

  /**
   * @param apply sets a parameter without a trace in the history
   */
  Gesture(History history, BiConsumer<Parameter, Float> apply, LongSupplier nanoTime) {
    this.history = history;
    this.apply = apply;
    this.nanoTime = nanoTime;
  }

  /** A hand is on a control: until it lets go, all is one gesture. */
  void grab() {
    if (hands++ == 0) {
      end();
    }
  }

  void letGo() {
    hands = Math.max(0, hands - 1);
    if (hands == 0) {
      end();
    }
  }

  /** Takes a turn; one of another control, or after a pause, begins a new gesture. */
  void turned(Parameter parameter, float from, float to) {
    long now = nanoTime.getAsLong();
    boolean other =
        !before.isEmpty() && before.keySet().stream().noneMatch(p -> near(p, parameter));
    if (hands == 0 && (now - lastTurn > PAUSE_NANOS || other)) {
      end();
    }
    lastTurn = now;
    before.putIfAbsent(parameter, from);
    after.put(parameter, to);
    history.moving(end, title());
  }

  /** The pad is one control with two parameters. */
  private static boolean near(Parameter a, Parameter b) {
    return a == b || isPad(a) && isPad(b);
  }

  private static boolean isPad(Parameter parameter) {
    return parameter == Parameter.MORPH_X || parameter == Parameter.MORPH_Y;
  }

  /** What was turned becomes an edit, if it is elsewhere than before. */
  void end() {
    history.still(end);
    if (before.isEmpty()) {
      return;
    }
    String title = title();
    Map<Parameter, Float> from = new EnumMap<>(before);
    Map<Parameter, Float> to = new EnumMap<>(after);
    before.clear();
    after.clear();
    if (!from.equals(to)) {
      history.add(new History.Edit(title, () -> from.forEach(apply), () -> to.forEach(apply)));
    }
  }

  private String title() {
    Parameter first = before.keySet().iterator().next();
    return isPad(first) ? "Move on the pad" : ParameterGroups.title(first);
  }
}
