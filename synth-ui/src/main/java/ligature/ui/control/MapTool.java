package ligature.ui.control;

/** What a drag over the map of the timbres does. */
public enum MapTool {
  /** Carries a timbre. */
  POINT,
  /** Plays what lies around the hand. */
  PLAY,
  /** Draws a line to be followed. */
  PATH,
  /** Goes round timbres. */
  LASSO
}
