package ligature.ui.control;

import java.awt.Rectangle;
import java.awt.geom.Rectangle2D;

/**
 * Where each key of a piano row lies, for a strip of some size that begins at a white key.
 * Immutable.
 *
 * @param lowest the leftmost key, white
 * @param whites the number of white keys
 */
record KeyLayout(int width, int height, int lowest, int whites) {

  private static final int[] WHITE_OF_PITCH_CLASS = {0, 0, 1, 1, 2, 3, 3, 4, 4, 5, 5, 6};
  private static final int[] PITCH_CLASS_OF_WHITE = {0, 2, 4, 5, 7, 9, 11};
  private static final double BLACK_WIDTH = 0.58;
  private static final double BLACK_HEIGHT = 0.62;
  private static final int WHITES_IN_OCTAVE = 7;
  private static final int KEYS = 128;

  static boolean isBlack(int key) {
    int pitchClass = Math.floorMod(key, 12);
    return PITCH_CLASS_OF_WHITE[WHITE_OF_PITCH_CLASS[pitchClass]] != pitchClass;
  }

  /** The white keys below this one, or below the white key to its left if it is black. */
  static int whiteIndex(int key) {
    return key / 12 * WHITES_IN_OCTAVE + WHITE_OF_PITCH_CLASS[key % 12];
  }

  static int keyOfWhite(int index) {
    return index / WHITES_IN_OCTAVE * 12 + PITCH_CLASS_OF_WHITE[index % WHITES_IN_OCTAVE];
  }

  /** The rightmost key. */
  int highest() {
    return Math.min(KEYS - 1, keyOfWhite(whiteIndex(lowest) + whites - 1));
  }

  double whiteWidth() {
    return (double) width / whites;
  }

  /** The place of a key in pixels of the strip. */
  Rectangle2D.Double bounds(int key) {
    double left = (whiteIndex(key) - whiteIndex(lowest)) * whiteWidth();
    return isBlack(key)
        ? new Rectangle2D.Double(
            left + whiteWidth() * (1 - BLACK_WIDTH / 2),
            0,
            whiteWidth() * BLACK_WIDTH,
            height * BLACK_HEIGHT)
        : new Rectangle2D.Double(left, 0, whiteWidth(), height);
  }

  /** A key's place in whole pixels, for repainting. */
  Rectangle area(int key) {
    return bounds(key).getBounds();
  }

  /** The key at a point, or -1. */
  int keyAt(double x, double y) {
    if (x < 0 || x >= width || y < 0 || y >= height) {
      return -1;
    }
    int white = keyOfWhite(whiteIndex(lowest) + (int) (x / whiteWidth()));
    for (int key = white - 1; key <= white + 1; key++) {
      if (key >= lowest && key <= highest() && isBlack(key) && bounds(key).contains(x, y)) {
        return key;
      }
    }
    return white <= highest() ? white : -1;
  }

  /**
   * How hard a key is played by a press at this height: softly at its far end, hard at its near
   * end; in (0, 1].
   */
  float velocityAt(int key, double y) {
    double along = Math.max(0, Math.min(1, y / bounds(key).height));
    return (float) (0.2 + 0.8 * along);
  }
}
