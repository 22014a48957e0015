package ligature.units;

/** Time on a stream: frames at a rate. */
public final class Frames {

  private Frames() {}

  public static long fromSeconds(double seconds, int rateHz) {
    return Math.round(seconds * rateHz);
  }

  public static double toSeconds(long frames, int rateHz) {
    return (double) frames / rateHz;
  }

  /** The smallest multiple of {@code hop} that is not below {@code frames}. */
  public static long roundUp(long frames, int hop) {
    return Math.floorDiv(frames + hop - 1, hop) * hop;
  }
}
