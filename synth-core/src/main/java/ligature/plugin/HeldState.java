package ligature.plugin;

/**
 * What a plugin holds beyond its values, as settings say it. When its editor changes that, settings
 * that say what it held before may still be on their way. Threads: any.
 */
final class HeldState {

  private volatile String held;

  /** What it held before its editor changed that, while settings may still say so; else null. */
  private volatile String former;

  HeldState(String opened) {
    held = opened;
  }

  /** Whether a setting means what is held now. */
  boolean isMeantBy(InsertSetting setting) {
    return setting.state().equals(held) || setting.state().equals(former);
  }

  /** A setting was taken: from now on none is on its way that says what was held before. */
  void take(InsertSetting setting) {
    if (setting.state().equals(held)) {
      former = null;
    }
  }

  /** Its editor has changed it; false if it has not. [editor's thread] */
  boolean change(String state) {
    if (state.equals(held)) {
      return false;
    }
    former = held;
    held = state;
    return true;
  }
}
