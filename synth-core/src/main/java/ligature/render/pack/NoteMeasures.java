package ligature.render.pack;

/**
 * What is measured on a rendered note.
 *
 * @param levelDb the mean level while the key is held
 * @param releaseSeconds how long it takes to fall by 60 dB once the key is lifted
 */
record NoteMeasures(double levelDb, double releaseSeconds) {

  private static final double WINDOW_SECONDS = 0.02;
  private static final double SHORTEST_RELEASE_SECONDS = 0.02;
  private static final double LONGEST_RELEASE_SECONDS = 20;

  static NoteMeasures of(float[] note, int heldFrames, int rateHz) {
    int held = Math.min(heldFrames, note.length);
    double level = SampleMath.levelDb(note, 0, held);
    return new NoteMeasures(level, release(note, held, rateHz));
  }

  /** From the slope over the first quarter of a second, or as far as the note is heard. */
  private static double release(float[] note, int from, int rateHz) {
    int window = (int) (WINDOW_SECONDS * rateHz);
    if (note.length < from + 2 * window) {
      return SHORTEST_RELEASE_SECONDS;
    }
    double first = SampleMath.levelDb(note, from, from + window);
    double last = first;
    int windows = 0;
    for (int w = 1; w <= 11 && from + (w + 1) * window <= note.length; w++) {
      double level = SampleMath.levelDb(note, from + w * window, from + (w + 1) * window);
      if (level < -95) {
        break;
      }
      last = level;
      windows = w;
    }
    if (windows == 0) {
      return SHORTEST_RELEASE_SECONDS;
    }
    double dbPerSecond = (first - last) / (windows * WINDOW_SECONDS);
    double seconds = dbPerSecond <= 0 ? LONGEST_RELEASE_SECONDS : 60 / dbPerSecond;
    return Math.max(SHORTEST_RELEASE_SECONDS, Math.min(LONGEST_RELEASE_SECONDS, seconds));
  }
}
