package ligature.voice;

/**
 * A note from the press of its key to its end: what the key and the pedals do to it, and when it is
 * over.
 *
 * <p>Offsets are frames within the coming hop. Threads: {@code [model-thread]}, no allocation after
 * the constructor.
 */
final class NoteLife {

  /** Where in its life a note is. */
  enum State {
    /** It is over, or has not begun. */
    IDLE,
    /** The key is down. */
    HELD,
    /** The key is up, a pedal holds the note or slows its fading. */
    PEDALLED,
    /** The note fades at its timbre's own rate. */
    RELEASED,
    /** The note is being cut: stolen, or silenced. */
    CUT
  }

  /** A note that dies by itself is over when it stayed below -100 dB for 0.2 s. */
  private static final float QUIET_PEAK = 1e-5f;

  private static final int QUIET_HOPS = 75;

  private static final int NOBODY = -1;

  private final NoteSound sound;
  private State state = State.IDLE;
  private boolean oneShot;
  private float releaseSpeed;
  private int caughtBy = NOBODY;
  private int quietHops;

  /**
   * @param sound what fades, and says when it has
   */
  NoteLife(NoteSound sound) {
    this.sound = sound;
  }

  /** The key is pressed. */
  void begin() {
    state = State.HELD;
    releaseSpeed = 1;
    caughtBy = NOBODY;
    quietHops = 0;
  }

  /** Says whether the note plays to its end, whatever its key does. */
  void setOneShot(boolean isOneShot) {
    oneShot = isOneShot;
  }

  /**
   * Lifts the key; a pedal may hold the note.
   *
   * @param speed how fast the note fades against its timbre's own rate
   */
  void keyUp(int offset, boolean pedalDown, float speed) {
    if (state == State.HELD) {
      releaseSpeed = speed;
      if (pedalDown || isHeldOn()) {
        state = State.PEDALLED;
        sound.releaseFrom(offset);
      } else {
        release(offset);
      }
    }
  }

  /** Lets the note fade, from the level that it has there. */
  void release(int offset) {
    if (state == State.HELD || state == State.PEDALLED) {
      state = State.RELEASED;
      sound.releaseFrom(offset);
    }
  }

  /** The sostenuto pedal of a channel catches the note, if its key is down. */
  void catchBy(int pedalChannel) {
    if (state == State.HELD && !isCaught()) {
      caughtBy = pedalChannel;
    }
  }

  /** The sostenuto pedal that caught the note lets go of it. */
  void letGo() {
    caughtBy = NOBODY;
  }

  /** The channel whose sostenuto pedal holds the note; -1 if none does. */
  int caughtBy() {
    return caughtBy;
  }

  boolean isCaught() {
    return caughtBy != NOBODY;
  }

  /** Whether a lifted key alone does not let the note fade: it is caught, or plays to its end. */
  private boolean isHeldOn() {
    return isCaught() || oneShot && !sound.isStill();
  }

  /** Whether it is for the sustain pedal alone that the note does not fade yet. */
  boolean isPedalledOnly() {
    return state == State.PEDALLED && !isHeldOn();
  }

  /** Whether the key is down. */
  boolean isHeld() {
    return state == State.HELD;
  }

  /** Whether the note goes on as if its key were down. */
  boolean isDown() {
    return state == State.HELD || state == State.PEDALLED && oneShot;
  }

  /** Whether its key is up for good, and no pedal holds it. */
  boolean isReleased() {
    return state == State.RELEASED;
  }

  /** Whether it fades for good: released, or cut. */
  boolean isFading() {
    return state == State.RELEASED || state == State.CUT;
  }

  /**
   * How fast it fades against its timbre's own rate: 0 for one that is held on.
   *
   * @param damping how fast a pedalled note fades against a released one, 0 to 1
   */
  float fading(float damping) {
    float pedalDamping = state == State.PEDALLED ? (isHeldOn() ? 0 : damping) : 1;
    return releaseSpeed * pedalDamping;
  }

  /** Cuts the note. One that was never heard ends at once. */
  void cut(int offset) {
    if (state == State.IDLE || state == State.CUT) {
      return;
    }
    if (sound.hops() == 0) {
      state = State.IDLE;
      return;
    }
    state = State.CUT;
    sound.cutFrom(offset);
  }

  /** Ends the note now; for frames that nobody will hear. */
  void kill() {
    state = State.IDLE;
  }

  /**
   * Ends the note if the hop that was heard last was its last one.
   *
   * @param loudest frame of that hop, before level and place
   * @param heard false if it was silenced: that is not its own silence
   */
  void endIfOver(float loudest, boolean heard) {
    if (oneShot && sound.isEndless() && sound.isRead()) {
      release(0);
    }
    boolean maySilence = state == State.RELEASED || !sound.isEndless();
    boolean quiet = maySilence && heard && loudest < QUIET_PEAK && sound.hops() > 2 * QUIET_HOPS;
    quietHops = quiet ? quietHops + 1 : 0;
    boolean fades = state == State.RELEASED || state == State.PEDALLED;
    boolean wasCut = state == State.CUT && sound.isCutOver();
    if (fades && sound.isFaded() || wasCut || quietHops > QUIET_HOPS) {
      state = State.IDLE;
    }
  }

  boolean isActive() {
    return state != State.IDLE;
  }

  /** Whether it counts against the polyphony: a note that is cut is on its way out. */
  boolean isPlaying() {
    return state != State.IDLE && state != State.CUT;
  }
}
