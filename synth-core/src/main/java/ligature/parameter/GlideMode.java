package ligature.parameter;

/** When a note begins at the pitch of the one before it. */
public enum GlideMode {
  OFF,
  ALWAYS,
  /** Only where a key was still down. */
  LEGATO
}
