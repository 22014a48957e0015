package ligature.ui.model;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Changes of something that is replaced as a whole, such as what the insert slots hold: each can be
 * undone, and those of one movement of the hand are one. Threads: {@code [ui-thread]}.
 *
 * @param <T> what is replaced; immutable
 */
final class Turns<T> {

  private static final long PAUSE_NANOS = 800_000_000;

  private final History history;
  private final Supplier<T> now;
  private final Consumer<T> apply;
  private final LongSupplier nanoTime;
  private final Runnable end = this::end;
  private T before; // of a movement that is not over, or null
  private String turning;
  private long lastTurn;
  private int hands;

  /**
   * @param now what holds
   * @param apply makes something else hold, without a trace in the history
   */
  Turns(History history, Supplier<T> now, Consumer<T> apply, LongSupplier nanoTime) {
    this.history = history;
    this.now = now;
    this.apply = apply;
    this.nanoTime = nanoTime;
  }

  /** Changes it: an edit of its own. */
  void edit(String title, T next) {
    history.endMovement();
    end();
    T from = now.get();
    apply.accept(next);
    remember(title, from, next);
  }

  /** Changes it as part of the movement that is going on, if that has the same title. */
  void turn(String title, T next) {
    if (now.get().equals(next)) {
      return;
    }
    long time = nanoTime.getAsLong();
    if (!title.equals(turning) || hands == 0 && time - lastTurn > PAUSE_NANOS) {
      end();
    }
    history.moving(end, title);
    lastTurn = time;
    turning = title;
    if (before == null) {
      before = now.get();
    }
    apply.accept(next);
  }

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

  /** What was turned until now is a change of its own. */
  private void end() {
    history.still(end);
    if (before != null) {
      T from = before;
      before = null;
      remember(turning, from, now.get());
    }
  }

  private void remember(String title, T from, T to) {
    if (!from.equals(to)) {
      history.add(new History.Edit(title, () -> apply.accept(from), () -> apply.accept(to)));
    }
  }
}
