package ligature.voice;

/**
 * The zones of MIDI Polyphonic Expression: a manager channel at one end and member channels beside
 * it. Threads: {@code [model-thread]}.
 */
final class MpeZones {

  private static final int LOWER_MANAGER = 0;
  private static final int UPPER_MANAGER = 15;
  private static final int MOST_SHARED = 14;

  private int lower;
  private int upper;

  /**
   * Gives a zone its members; where both zones want a channel the newer one gets it.
   *
   * @param manager 0 or 15
   */
  void configure(int manager, int members) {
    if (manager == LOWER_MANAGER) {
      lower = members;
      upper = Math.max(0, Math.min(upper, MOST_SHARED - members));
    } else if (manager == UPPER_MANAGER) {
      upper = members;
      lower = Math.max(0, Math.min(lower, MOST_SHARED - members));
    }
  }

  boolean has(int manager, int members) {
    return (manager == LOWER_MANAGER ? lower : upper) == members;
  }

  /** The manager of a member channel, -1 for every other channel. */
  int managerOf(int channel) {
    if (channel >= 1 && channel <= lower) {
      return LOWER_MANAGER;
    }
    return channel <= MOST_SHARED && channel >= UPPER_MANAGER - upper ? UPPER_MANAGER : -1;
  }

  /** The channel that stands for the instrument to which a channel belongs. */
  int keyboardOf(int channel) {
    int manager = managerOf(channel);
    return manager < 0 ? channel : manager;
  }
}
