package ligature.audio;

/**
 * The transport that the programs on an audio server share.
 *
 * @param rolling whether it moves
 * @param frame where it is, in frames of the device
 * @param bpm beats a minute, 0 where nobody says
 */
public record Transport(boolean rolling, long frame, double bpm) {

  /** No transport: stopped at its beginning. */
  public static final Transport NONE = new Transport(false, 0, 0);
}
