package ligature.midi;

import java.util.Locale;
import ligature.files.InputException;

/** Which zones of MIDI Polyphonic Expression there are when no controller has announced any. */
public enum MpeMode {
  /** None until a controller announces them, or plays as only one with MPE does. */
  AUTO(0, 0),
  /** None, whatever is announced. */
  OFF(0, 0),
  /** The lower zone: channel 1 is its manager, 2 to 16 are its members. */
  LOWER(15, 0),
  /** The upper zone: channel 16 is its manager, 15 to 1 are its members. */
  UPPER(0, 15),
  /** Both, seven members each. */
  BOTH(7, 7);

  /** The names, for people. */
  public static final String NAMES = "auto, off, lower, upper or both";

  private final int lowerMembers;
  private final int upperMembers;

  MpeMode(int lowerMembers, int upperMembers) {
    this.lowerMembers = lowerMembers;
    this.upperMembers = upperMembers;
  }

  /** The members of the zone that channel 1 manages, 0 to 15. */
  public int lowerMembers() {
    return lowerMembers;
  }

  /** The members of the zone that channel 16 manages, 0 to 15. */
  public int upperMembers() {
    return upperMembers;
  }

  /** The name in files and on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The mode of a name.
   *
   * @param thing what has the name, for the message
   * @throws InputException if there is none
   */
  public static MpeMode parse(String thing, String name) {
    for (MpeMode mode : values()) {
      if (mode.id().equals(name)) {
        return mode;
      }
    }
    throw new InputException(thing + " " + name + ": wanted " + NAMES);
  }
}
