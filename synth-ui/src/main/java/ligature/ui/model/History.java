package ligature.ui.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What was done in the window, to be undone and done again. Threads: {@code [ui-thread]}. */
public final class History {

  private static final int MOST_EDITS = 200;

  /**
   * Something that was done.
   *
   * @param title for people: "Timbre at B"
   * @param undo brings back what was before
   * @param redo brings back what was after
   */
  public record Edit(String title, Runnable undo, Runnable redo) {}

  private final Deque<Edit> done = new ArrayDeque<>();
  private final Deque<Edit> undone = new ArrayDeque<>();
  private final List<Runnable> listeners = new ArrayList<>();
  private Runnable open; // ends the movement that is going on
  private String openTitle;

  /** Remembers what was just done; what was undone before it cannot be done again. */
  public void add(Edit edit) {
    endMovement();
    done.addLast(edit);
    if (done.size() > MOST_EDITS) {
      done.removeFirst();
    }
    undone.clear();
    listeners.forEach(Runnable::run);
  }

  /**
   * A movement of the hand goes on: one that is still open elsewhere becomes an edit before it. It
   * can be undone from now on.
   *
   * @param end makes an edit of it; always the same object for one control
   * @param title what that edit will be called
   */
  void moving(Runnable end, String title) {
    if (open != end) {
      endMovement();
      open = end;
      openTitle = null;
    }
    if (!title.equals(openTitle)) {
      openTitle = title;
      listeners.forEach(Runnable::run);
    }
  }

  /** A movement is over, whether an edit comes of it or not. */
  void still(Runnable end) {
    if (open == end) {
      open = null;
      listeners.forEach(Runnable::run);
    }
  }

  /** A movement that is still open becomes an edit, before something else is changed. */
  void endMovement() {
    Runnable end = open;
    open = null; // it adds an edit, which comes here again
    if (end != null) {
      end.run();
    }
  }

  /** Takes the last edit back; does nothing if there is none. */
  public void undo() {
    endMovement();
    if (!done.isEmpty()) {
      Edit edit = done.removeLast();
      undone.addLast(edit);
      edit.undo().run();
      listeners.forEach(Runnable::run);
    }
  }

  /** Does what was undone last once more; does nothing if there is nothing. */
  public void redo() {
    endMovement();
    if (!undone.isEmpty()) {
      Edit edit = undone.removeLast();
      done.addLast(edit);
      edit.redo().run();
      listeners.forEach(Runnable::run);
    }
  }

  /** What {@link #undo} takes back, or null. */
  public String undoTitle() {
    if (open != null) {
      return openTitle;
    }
    return done.isEmpty() ? null : done.peekLast().title();
  }

  /** What {@link #redo} does once more, or null. */
  public String redoTitle() {
    return open != null || undone.isEmpty() ? null : undone.peekLast().title();
  }

  /** Called when the titles may have changed. */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }
}
