package ligature.units;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys, pitches and intervals in equal temperament. A key is a MIDI number; a pitch is in Hz. */
public final class Pitch {

  /** The key of the tuning reference, the A above middle C. */
  public static final int REFERENCE_KEY = 69;

  /** The pitch of the reference key, ISO 16. */
  public static final double REFERENCE_HZ = 440.0;

  /** A frequency ratio of 2. */
  public static final double OCTAVE_CENTS = 1200;

  private static final String[] NAMES = {
    "C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"
  };

  private static final Pattern NAME = Pattern.compile("([A-Ga-g])([#b]?)(-?\\d)");

  private Pitch() {}

  /** The pitch of a key, fractions of a key included. */
  public static double keyToHz(double key) {
    return REFERENCE_HZ * Math.exp((key - REFERENCE_KEY) * (Math.log(2) / 12));
  }

  /** The key whose pitch in equal temperament this is, with the fraction. */
  public static double hzToKey(double hz) {
    return REFERENCE_KEY + Math.log(hz / REFERENCE_HZ) * (12 / Math.log(2));
  }

  /** The frequency ratio of an interval: 1200 cents give 2. */
  public static double centsToRatio(double cents) {
    return Math.exp(cents * (Math.log(2) / 1200));
  }

  /** The interval of a frequency ratio: 2 gives 1200 cents. */
  public static double ratioToCents(double ratio) {
    return Math.log(ratio) * (1200 / Math.log(2));
  }

  /**
   * The key of a name as musicians write it, or of its number: "C4", "f#2", "Bb3", "60".
   *
   * @return -1 if it is none from 0 to 127
   */
  public static int keyOf(String text) {
    Matcher name = NAME.matcher(text.strip());
    int key;
    if (name.matches()) {
      int step = List.of(NAMES).indexOf(name.group(1).toUpperCase(Locale.ROOT));
      int bend = name.group(2).isEmpty() ? 0 : name.group(2).equals("#") ? 1 : -1;
      key = step + bend + 12 * (Integer.parseInt(name.group(3)) + 1);
    } else {
      key = text.strip().matches("\\d{1,3}") ? Integer.parseInt(text.strip()) : -1;
    }
    return key >= 0 && key <= 127 ? key : -1;
  }

  /** A key's name as musicians write it, middle C (60) being C4. */
  public static String keyName(int key) {
    return NAMES[Math.floorMod(key, 12)] + (Math.floorDiv(key, 12) - 1);
  }
}
