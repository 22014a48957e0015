package ligature.encode;

/**
 * What is known of a recorded note: the level of each harmonic over time, how far noise makes it
 * uncertain, and the pitch. Noise is measured half way between the harmonics. Immutable.
 */
final class HeardNote {

  /** Noise is taken for the same over so many harmonics and places on either side. */
  private static final int NOISE_HARMONICS = 2;

  private static final int NOISE_PLACES = 24;

  /** What 16 bits and the making of tables add, against the loudest harmonic. */
  private static final double FLOOR_POWER = 1e-9;

  private final HarmonicGrid grid;
  private final int before;
  private final double[][] power; // [place][harmonic]
  private final double[][] noise;
  private final double[] cents; // [place]

  /**
   * Listens to a note.
   *
   * @param x at the grid's rate, from about its onset
   * @param hz its pitch on the whole
   * @param keyHz the pitch that contours are against
   */
  HeardNote(float[] x, double hz, double keyHz, HarmonicGrid grid) {
    this.grid = grid;
    before = grid.mostShift() / PhaseTrack.HOP_FRAMES;
    int last = grid.middle(grid.windows() - 1) + grid.mostShift();
    int count = before + last / PhaseTrack.HOP_FRAMES + 2;
    float[] used = java.util.Arrays.copyOf(x, Math.min(x.length, last + 2 * grid.window()));
    PhaseTrack track = PhaseTrack.of(used, grid.rateHz(), hz);
    double[] window = Turned.hann(grid.window());
    Turned turned = new Turned(used, track.cycles(), 0.5, window);
    int harmonics = grid.harmonics();
    power = new double[count][harmonics];
    double[][] between = new double[count][harmonics + 1];
    double[] re = new double[count];
    double[] im = new double[count];
    for (int half = 1; half <= 2 * harmonics + 1; half++) {
      turned.next();
      turned.read(-before * PhaseTrack.HOP_FRAMES, PhaseTrack.HOP_FRAMES, re, im);
      double[][] to = half % 2 == 0 ? power : between;
      int column = half % 2 == 0 ? half / 2 - 1 : half / 2;
      for (int p = 0; p < count; p++) {
        to[p][column] = re[p] * re[p] + im[p] * im[p];
      }
    }
    noise = smoothed(between, harmonics);
    cents = new double[count];
    for (int p = 0; p < count; p++) {
      cents[p] = track.cents((double) (p - before) * PhaseTrack.HOP_FRAMES, grid.window(), keyHz);
    }
  }

  /** The noise at each harmonic, from that half way to its neighbours, around the same time. */
  private double[][] smoothed(double[][] between, int harmonics) {
    int count = between.length;
    double loudest = 0;
    for (double[] row : power) {
      for (double value : row) {
        loudest = Math.max(loudest, value);
      }
    }
    double[][] sums = new double[count + 1][harmonics + 1];
    for (int p = 0; p < count; p++) {
      for (int k = 0; k <= harmonics; k++) {
        sums[p + 1][k] = sums[p][k] + between[p][k];
      }
    }
    double[][] smooth = new double[count][harmonics];
    for (int p = 0; p < count; p++) {
      int from = Math.max(0, p - NOISE_PLACES);
      int to = Math.min(count, p + NOISE_PLACES + 1);
      for (int k = 0; k < harmonics; k++) {
        int low = Math.max(0, k - NOISE_HARMONICS + 1);
        int high = Math.min(harmonics, k + NOISE_HARMONICS);
        double sum = 0;
        for (int j = low; j <= high; j++) {
          // what is loud here and now is the spread of an attack and no less uncertain
          sum += Math.max((sums[to][j] - sums[from][j]) / (to - from), between[p][j]);
        }
        smooth[p][k] = sum / (high - low + 1) + FLOOR_POWER * loudest;
      }
    }
    return smooth;
  }

  private int place(int window, int shift) {
    return Math.max(
        0,
        Math.min(
            power.length - 1,
            before + Math.round((grid.middle(window) + shift) / (float) PhaseTrack.HOP_FRAMES)));
  }

  /**
   * The power of a harmonic.
   *
   * @param harmonic 0 is the fundamental
   * @param shift how many frames later than the recording's first the note begins
   */
  double power(int window, int harmonic, int shift) {
    return power[place(window, shift)][harmonic];
  }

  /** What noise adds to that power on average. */
  double noise(int window, int harmonic, int shift) {
    return noise[place(window, shift)][harmonic];
  }

  /** The pitch against the key. */
  double cents(int window, int shift) {
    return cents[place(window, shift)];
  }
}
