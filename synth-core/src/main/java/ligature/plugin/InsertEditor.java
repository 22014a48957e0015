package ligature.plugin;

import java.util.Base64;
import java.util.List;

/**
 * The open editor of an insert's plugin: brings its parameters to it, and what was done in it to a
 * listener.
 *
 * <p>Threads: those of the editor.
 */
final class InsertEditor implements NativeEditor.Host {

  /** A plugin that was told something has taken it by then. */
  private static final long SETTLE_MILLIS = 400;

  private final Insert insert;
  private final List<PluginParameter> parameters;
  private final EditorListener listener;
  private final Thread keeper = new Thread(this::keepState, "editor-state");
  private NativeEditor.Window window;
  private boolean told;
  private boolean ended;

  InsertEditor(Insert insert, EditorListener listener) {
    this.insert = insert;
    this.listener = listener;
    parameters = insert.plugin().parameters();
    keeper.setDaemon(true);
  }

  /**
   * Opens it; what keeps it from that is told to the listener.
   *
   * @param title of its window
   */
  void open(String title, int rateHz) {
    Editable plugin = insert.plugin() instanceof Editable e ? e : null;
    NativeEditor editor = plugin == null ? null : plugin.editor();
    if (editor == null || !editor.refusal().isEmpty()) {
      ended(
          insert.id()
              + ": "
              + (editor == null
                  ? "it has no editor that this program can show"
                  : editor.refusal()));
      return;
    }
    keeper.start();
    NativeEditor.Window opened = editor.open(title, rateHz, plugin.exchange(), this);
    synchronized (this) {
      window = opened;
    }
  }

  synchronized boolean isOpen() {
    return !ended && (window == null || window.isOpen());
  }

  synchronized void raise() {
    if (window != null) {
      window.raise();
    }
  }

  void close() {
    NativeEditor.Window open;
    synchronized (this) {
      open = window;
    }
    if (open != null) {
      open.close();
    }
  }

  @Override
  public float value(int parameter) {
    return insert.value(parameters.get(parameter).id());
  }

  @Override
  public void turned(int parameter, float value) {
    PluginParameter turned = parameters.get(parameter);
    listener.turned(insert.slot(), turned.id(), turned.clamp(value));
  }

  @Override
  public void held(boolean held) {
    listener.held(held);
  }

  @Override
  public synchronized void told() {
    told = true;
    notifyAll();
  }

  @Override
  public void ended(String problem) {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      notifyAll();
    }
    listener.ended(insert.slot(), problem);
  }

  /** Asks the plugin what it holds, some time after it was told something. */
  private void keepState() {
    try {
      while (awaitTold()) {
        Thread.sleep(SETTLE_MILLIS);
        String now = Base64.getEncoder().encodeToString(insert.plugin().state());
        if (insert.state().change(now)) {
          listener.stateChanged(insert.slot(), now);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether it was told something, as soon as it was; false once the editor is gone. */
  private synchronized boolean awaitTold() throws InterruptedException {
    while (!told && !ended) {
      wait();
    }
    boolean again = told;
    told = false;
    return again;
  }
}
