package ligature.model;

/**
 * What a player may do to a decoder's own outputs, as numbers in a batch: see {@link #TILT} and so
 * on. At 0 each of them leaves the sound as it is, to the bit.
 */
public final class Colour {

  /** The numbers of a colour. */
  public static final int SIZE = 3;

  /** Index of the tilt, in dB an octave. */
  public static final int TILT = 0;

  /** Index of the balance from only even harmonics (-1) to only odd ones (1); the first stays. */
  public static final int ODD_EVEN = 1;

  /** Index of the inharmonicity B, partials at k sqrt((1 + B k^2) / (1 + B)); 0 to 0.01. */
  public static final int STRETCH = 2;

  private Colour() {}

  /** Whether the first {@code count} numbers leave the sound as it is. */
  static boolean isNone(float[] colours, int count) {
    for (int i = 0; i < count; i++) {
      if (colours[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
