package ligature.encode;

import ligature.units.Pitch;

/**
 * Where harmonics are looked at: which of them, and in windows how long and how far apart.
 *
 * @param rateHz frames a second
 * @param window the frames of a window, a power of two of at least four cycles: what is between two
 *     harmonics then does not reach into them
 * @param bin the fundamental of what is decoded to be looked at, in cycles a window, a whole number
 * @param harmonics how many
 * @param windows how many
 * @param hop frames from one to the next
 */
record HarmonicGrid(int rateHz, int window, int bin, int harmonics, int windows, int hop) {

  private static final int SHORTEST_WINDOW = 2048;
  private static final double WINDOW_CYCLES = 4;
  private static final double HIGHEST_HZ = 15_000;
  private static final int MOST_HARMONICS = 72;
  private static final double MOST_SHIFT_SECONDS = 0.2;

  /**
   * The grid for a key.
   *
   * @param codeFrames there are two windows a code
   */
  static HarmonicGrid of(int key, int rateHz, int codeFrames, int steps) {
    double hz = Pitch.keyToHz(key);
    int window = SHORTEST_WINDOW;
    while (window < WINDOW_CYCLES * rateHz / hz) {
      window *= 2;
    }
    int bin = (int) Math.round(hz * window / rateHz);
    int harmonics = Math.max(1, Math.min(MOST_HARMONICS, (int) (HIGHEST_HZ / hz)));
    int hop = codeFrames / 2;
    int windows = Math.max(1, (steps * codeFrames - window / 2) / hop);
    return new HarmonicGrid(rateHz, window, bin, harmonics, windows, hop);
  }

  /** The frame in the middle of a window. */
  int middle(int index) {
    return index * hop + hop / 2;
  }

  /** The pitch at which harmonics lie in the middle of the bins of a transform. */
  double decodedHz() {
    return (double) bin * rateHz / window;
  }

  /** How far a note's onset may be from where it is taken to be, in frames. */
  int mostShift() {
    int most = (int) (MOST_SHIFT_SECONDS * rateHz);
    return most - most % PhaseTrack.HOP_FRAMES;
  }

  /** How many onsets are tried. */
  int shifts() {
    return mostShift() / PhaseTrack.HOP_FRAMES + 3;
  }

  /** One of them, from the earliest on: how many frames later than the recording it begins. */
  int shift(int index) {
    return index * PhaseTrack.HOP_FRAMES - mostShift();
  }

  int size() {
    return windows * harmonics;
  }
}
