package ligature.plugin;

/** A plugin that may have a native editor: a window of its maker's in which it can be turned. */
public interface Editable {

  /**
   * Its editor, null if it has none; can be asked of a plugin that was never prepared. [io-thread]
   */
  NativeEditor editor();

  /** Where its editor meets it; once it is prepared, until it is closed. [any thread] */
  EditorExchange exchange();

  /**
   * Lets it meet its editor there; before the first {@link Plugin#process}. What stands for a
   * plugin elsewhere cannot be told.
   */
  void meetAt(EditorExchange place);
}
