package ligature.units;

/** Levels in dB and amplitudes as factors; full scale is 0 dB and 1. */
public final class Decibels {

  /** Where this program takes silence to begin: -120 dB, below the noise of 16 bits. */
  public static final double SILENCE_DB = -120;

  private static final double PER_NEPER = Math.log(10) / 20;

  private Decibels() {}

  public static double toFactor(double db) {
    return Math.exp(db * PER_NEPER);
  }

  /** The level of an amplitude, never below {@link #SILENCE_DB}. */
  public static double fromFactor(double factor) {
    double magnitude = Math.abs(factor);
    return magnitude <= 1e-6 ? SILENCE_DB : Math.log(magnitude) / PER_NEPER;
  }
}
