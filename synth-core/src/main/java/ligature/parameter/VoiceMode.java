package ligature.parameter;

/** How many notes sound at once, and what a key does while another is down. */
public enum VoiceMode {
  /** Every key has its own note. */
  POLY,
  /** One note; every key strikes it anew. */
  MONO,
  /** One note; while a key is down, the next one moves it without a new attack. */
  LEGATO
}
