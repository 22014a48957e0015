package ligature.plugin;

/**
 * Hears what is done in the editor of a slot's plugin. Slots are those of the moment: a plugin may
 * have been moved since its editor was opened. Threads: those of the editor.
 */
public interface EditorListener {

  /** A parameter is to be turned. */
  void turned(int slot, String parameter, float value);

  /** A hand is on something, or has left it: what it turns meanwhile is one movement. */
  void held(boolean held);

  /**
   * The plugin holds something else beyond its parameters.
   *
   * @param state as in {@link InsertSetting}
   */
  void stateChanged(int slot, String state);

  /**
   * The editor is gone.
   *
   * @param problem in a line; empty if somebody closed it
   */
  void ended(int slot, String problem);
}
