package ligature.midi;

/** Controller numbers of the MIDI 1.0 specification that the instrument answers to. */
public final class Controllers {

  /** Moves the morph along x: the wheel under every player's left hand. */
  public static final int MODULATION = 1;

  /** Breath: more noise in the sound. */
  public static final int BREATH = 2;

  /** The level of a channel, as a mixer sets it. */
  public static final int VOLUME = 7;

  public static final int PAN = 10;

  /** The level of a channel, as a player swells it. */
  public static final int EXPRESSION = 11;

  /** General Purpose Controller 1: x of the pad. */
  public static final int PAD_X = 16;

  /** General Purpose Controller 2: y of the pad. */
  public static final int PAD_Y = 17;

  /** Holds notes after their keys are lifted; in between it dampens them slowly. */
  public static final int SUSTAIN = 64;

  /** Holds the notes whose keys are down when it is pressed. */
  public static final int SOSTENUTO = 66;

  /** Softens the notes that begin while it is down. */
  public static final int SOFT = 67;

  /** Brightness; with MPE the slide along a key: y of the pad. */
  public static final int SLIDE = 74;

  static final int DATA_MSB = 6;
  static final int DATA_LSB = 38;
  static final int DATA_INCREMENT = 96;
  static final int DATA_DECREMENT = 97;
  static final int NRPN_LSB = 98;
  static final int NRPN_MSB = 99;
  static final int RPN_LSB = 100;
  static final int RPN_MSB = 101;
  static final int ALL_SOUND_OFF = 120;
  static final int RESET_ALL = 121;
  static final int ALL_NOTES_OFF = 123;
  static final int POLY_MODE_ON = 127;

  private Controllers() {}
}
