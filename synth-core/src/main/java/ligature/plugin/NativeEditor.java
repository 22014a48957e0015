package ligature.plugin;

/**
 * An editor that comes with a plugin. It runs in a process of its own and has a window of its own.
 *
 * <p>Threads: {@code [io-thread]}.
 */
public interface NativeEditor {

  /** Why it cannot be shown here, in a line; empty if it can. */
  String refusal();

  /**
   * Opens it; returns at once. What goes wrong is told to the host.
   *
   * @param title of its window
   * @param rateHz of the audio
   * @param place where the plugin meets it
   */
  Window open(String title, int rateHz, EditorExchange place, Host host);

  /** An editor that is open, or was. */
  interface Window extends AutoCloseable {

    /** Whether it is there, or will be soon. */
    boolean isOpen();

    /** Brings it before other windows. */
    void raise();

    /** Closes it soon. */
    @Override
    void close();
  }

  /** Whom an editor asks and tells. Threads: those of the editor. */
  interface Host {

    /** Where a parameter was set, by its place among the plugin's. */
    float value(int parameter);

    /** A hand in the editor turned a parameter. */
    void turned(int parameter, float value);

    /** A hand in the editor is on a parameter, or has left it. */
    void held(boolean held);

    /** The editor told the plugin something that may be part of its state. */
    void told();

    /** It is there, of so many pixels. */
    default void shown(int width, int height) {}

    /**
     * It is gone.
     *
     * @param problem in a line; empty if somebody closed it
     */
    void ended(String problem);
  }
}
