package ligature.midi;

/**
 * The two zones of MIDI Polyphonic Expression, each a manager channel at one end and member
 * channels beside it, and who has a channel that both want.
 *
 * <p>After the MPE specification: a zone that is set up later takes channels of the other, which
 * keeps what is left, and its manager only as long as it has a member; a zone that is ended gives
 * nothing to the other, which must be set up anew to be larger. Threads: one; no allocation.
 */
public final class MpeZones {

  /** Manages the lower zone, whose members are the channels above; from 0. */
  public static final int LOWER_MANAGER = 0;

  /** Manages the upper zone, whose members are the channels below. */
  public static final int UPPER_MANAGER = 15;

  /** Members of both zones together, where both have some. */
  private static final int MOST_SHARED = 14;

  private int lower;
  private int upper;

  /**
   * Gives a zone its members; where both zones want a channel the newer one gets it. A channel that
   * manages no zone changes nothing.
   *
   * @param members 0 to 15; 0 ends the zone
   */
  public void configure(int manager, int members) {
    if (manager == LOWER_MANAGER) {
      lower = members;
      upper = left(upper, members);
    } else if (manager == UPPER_MANAGER) {
      upper = members;
      lower = left(lower, members);
    }
  }

  private static int left(int members, int ofNewer) {
    return ofNewer == 0 ? members : Math.max(0, Math.min(members, MOST_SHARED - ofNewer));
  }

  /**
   * How many members the zone of a manager has, 0 to 15; 0 if there is no such zone.
   *
   * @param manager {@link #LOWER_MANAGER} or {@link #UPPER_MANAGER}
   */
  public int members(int manager) {
    return manager == LOWER_MANAGER ? lower : upper;
  }

  /** The manager of the zone that another zone may take channels from. */
  static int otherManager(int manager) {
    return manager == LOWER_MANAGER ? UPPER_MANAGER : LOWER_MANAGER;
  }

  /** The manager of a member channel, -1 for every other channel. */
  public int managerOf(int channel) {
    if (channel > LOWER_MANAGER && channel <= lower) {
      return LOWER_MANAGER;
    }
    return channel < UPPER_MANAGER && channel >= UPPER_MANAGER - upper ? UPPER_MANAGER : -1;
  }

  /** The channel that stands for the instrument to which a channel belongs. */
  public int keyboardOf(int channel) {
    int manager = managerOf(channel);
    return manager < 0 ? channel : manager;
  }
}
