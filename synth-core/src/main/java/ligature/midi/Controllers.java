package ligature.midi;

/** Controller numbers of the MIDI 1.0 specification that the instrument answers to. */
public final class Controllers {

  /** Moves the morph along x: the wheel under every player's left hand. */
  public static final int MODULATION = 1;

  /** General Purpose Controller 1: x of the pad. */
  public static final int PAD_X = 16;

  /** General Purpose Controller 2: y of the pad. */
  public static final int PAD_Y = 17;

  /** Holds notes after their keys are lifted, from 64 on. */
  public static final int SUSTAIN = 64;

  static final int ALL_SOUND_OFF = 120;
  static final int RESET_ALL = 121;
  static final int ALL_NOTES_OFF = 123;
  static final int POLY_MODE_ON = 127;

  private Controllers() {}
}
