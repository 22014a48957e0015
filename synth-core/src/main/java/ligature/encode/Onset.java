package ligature.encode;

/**
 * Finds where a note begins, to the millisecond.
 *
 * <p>First the place where the sound has clearly begun, then back to where it rose out of the noise
 * before it.
 */
final class Onset {

  private static final int BLOCKS_PER_SECOND = 1000;
  private static final double CLEAR_DB = 40;
  private static final double ABOVE_NOISE_DB = 12;
  private static final double FAINTEST_DB = 60;

  /** What lasts less is a click before the note, not the note. */
  private static final int LASTS_BLOCKS = 20;

  private static final int LONGEST_RISE_BLOCKS = 60;

  private Onset() {}

  /** The frame at which the note begins. */
  static int find(float[] x, int rateHz) {
    int width = Math.max(1, rateHz / BLOCKS_PER_SECOND);
    double[] peaks = new double[Math.max(1, x.length / width)];
    double loudest = -200;
    for (int b = 0; b < peaks.length; b++) {
      double peak = 1e-10;
      for (int i = b * width; i < Math.min(x.length, (b + 1) * width); i++) {
        peak = Math.max(peak, Math.abs(x[i]));
      }
      peaks[b] = 20 * Math.log10(peak);
      loudest = Math.max(loudest, peaks[b]);
    }
    double noise = Envelope.noiseFloor(peaks, loudest);
    double clear = Math.min(loudest - 6, Math.max(loudest - CLEAR_DB, noise + ABOVE_NOISE_DB));
    int block = 0;
    while (block < peaks.length - 1 && !(peaks[block] >= clear && lasts(peaks, block, clear))) {
      block++;
    }
    double faint = Math.max(loudest - FAINTEST_DB, noise + ABOVE_NOISE_DB / 2);
    int earliest = Math.max(0, block - LONGEST_RISE_BLOCKS);
    while (block > earliest && peaks[block - 1] > faint && peaks[block - 1] < peaks[block] + 6) {
      block--;
    }
    return block * width;
  }

  /** Whether most of what follows is loud too. */
  private static boolean lasts(double[] peaks, int block, double clear) {
    int loud = 0;
    int end = Math.min(peaks.length, block + LASTS_BLOCKS);
    for (int i = block; i < end; i++) {
      loud += peaks[i] >= clear - 6 ? 1 : 0;
    }
    return loud >= 0.6 * (end - block);
  }
}
