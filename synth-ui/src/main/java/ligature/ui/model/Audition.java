package ligature.ui.model;

import ligature.latent.Timbre;

/**
 * Lets timbres be heard before one is chosen, on the key that is held. Threads: {@code
 * [ui-thread]}.
 */
public final class Audition {

  private final Sound sound;
  private final PlayedKeys keys;

  public Audition(Sound sound, PlayedKeys keys) {
    this.sound = sound;
    this.keys = keys;
  }

  /** Strikes the held key again with this timbre; with no key held, the next key will sound it. */
  public void hear(Timbre timbre) {
    sound.audition(timbre);
    keys.strikeAgain();
  }

  /** Goes back to the sound that is loaded. */
  public void end() {
    sound.endAudition();
    keys.returnKey();
  }
}
