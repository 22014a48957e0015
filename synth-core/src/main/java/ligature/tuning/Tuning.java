package ligature.tuning;

import java.util.Arrays;
import java.util.Objects;
import ligature.files.InputException;
import ligature.units.KeyPitch;
import ligature.units.Pitch;

/**
 * A pitch for every key: a scale, laid on the keyboard by a map, at an A4 reference. Immutable; any
 * thread.
 *
 * <p>The reference moves everything: at 442 Hz all pitches are 442/440 of what scale and map say,
 * so it works for maps whose own reference is another key. It belongs to the room, and no preset
 * holds it; scale and map belong to the sound, and keep their texts so that one can.
 */
public final class Tuning implements KeyPitch {

  public static final double LOWEST_A4_HZ = 400;
  public static final double HIGHEST_A4_HZ = 480;

  /** Keys outside of this would sound as another pitch than theirs, so they do not sound. */
  private static final double LOWEST_HZ = 4;

  private static final double HIGHEST_HZ = 20_000;

  /** Twelve equal steps an octave, A4 at 440 Hz. */
  public static final Tuning EQUAL = new Tuning("equal", null, null, Pitch.REFERENCE_HZ);

  private final String name;
  private final String scl;
  private final String kbm;
  private final double a4Hz;
  private final double[] hz;

  private Tuning(String name, String scl, String kbm, double a4Hz) {
    this.name = name;
    this.scl = scl;
    this.kbm = kbm;
    this.a4Hz = a4Hz;
    hz = new double[128];
    double factor = a4Hz / Pitch.REFERENCE_HZ;
    if (scl == null && kbm == null) {
      for (int key = 0; key < hz.length; key++) {
        hz[key] = Pitch.keyToHz(key) * factor;
      }
      return;
    }
    Scale scale = scl == null ? Scale.EQUAL : ScaleFile.parse(name, scl);
    KeyMap map = kbm == null ? KeyMap.PLAIN : KeyMapFile.parse(name, kbm);
    double[] mapped = map.hz(scale);
    for (int key = 0; key < hz.length; key++) {
      double pitch = mapped[key] * factor;
      hz[key] = pitch >= LOWEST_HZ && pitch <= HIGHEST_HZ ? pitch : 0;
    }
  }

  /**
   * A scale on a keyboard.
   *
   * @param name for people, and for complaints about the texts
   * @param scl the text of a .scl file; null for twelve equal steps
   * @param kbm the text of a .kbm file; null for one degree a key from middle C, A4 at 440 Hz
   * @throws InputException in one line, if one of the texts is wrong or no key sounds
   */
  public static Tuning of(String name, String scl, String kbm) {
    Tuning tuning = new Tuning(name, scl, kbm, Pitch.REFERENCE_HZ);
    if (Arrays.stream(tuning.hz).noneMatch(h -> h > 0)) {
      throw new InputException(
          name + ": leaves no key between 4 Hz and 20 kHz; look at the map's reference pitch");
    }
    return tuning;
  }

  /**
   * The same scale and map at another A4.
   *
   * @throws InputException if it is not in 400 to 480 Hz
   */
  public Tuning at(double newA4Hz) {
    return newA4Hz == a4Hz ? this : new Tuning(name, scl, kbm, checkedA4("A4", newA4Hz));
  }

  /**
   * Checks a reference.
   *
   * @param what the option or message that gave it
   * @throws InputException if it is not in 400 to 480 Hz
   */
  public static double checkedA4(String what, double a4Hz) {
    if (!(a4Hz >= LOWEST_A4_HZ && a4Hz <= HIGHEST_A4_HZ)) {
      throw new InputException(what + " " + a4Hz + ": wanted 400 to 480 Hz");
    }
    return a4Hz;
  }

  @Override
  public double hz(int channel, int key) {
    return hz[key & 127];
  }

  /** For people. */
  public String name() {
    return name;
  }

  /** The text of the scale; null for twelve equal steps. */
  public String scl() {
    return scl;
  }

  /** The text of the map; null for one degree a key. */
  public String kbm() {
    return kbm;
  }

  public double a4Hz() {
    return a4Hz;
  }

  /** Whether this is the common tuning, at whatever A4. */
  public boolean isEqual() {
    return scl == null && kbm == null;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tuning t
        && name.equals(t.name)
        && a4Hz == t.a4Hz
        && Objects.equals(scl, t.scl)
        && Objects.equals(kbm, t.kbm);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, scl, kbm, a4Hz);
  }

  @Override
  public String toString() {
    return name + ", A4 at " + a4Hz + " Hz";
  }
}
