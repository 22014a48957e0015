package ligature.preset;

import java.util.Arrays;
import java.util.List;
import ligature.latent.PadPoint;
import ligature.latent.Reading;
import ligature.latent.Timbre;
import ligature.parameter.Parameter;

/**
 * What a note of one part is made of: the part's own timbres, or those of a kit's key. Immutable;
 * any thread, no allocation.
 */
public final class Layer {

  private final int part;
  private final Timbre[] corners;
  private final List<PadPoint> points;
  private final float[] own;
  private final KitPad pad;
  private final float levelDb;
  private final float pan;

  private Layer(int number, Part part, KitPad pad) {
    this.part = number;
    this.pad = pad;
    boolean hasOwn = pad != null && !pad.timbres().isEmpty();
    List<Timbre> timbres = hasOwn ? pad.timbres() : part.corners();
    timbres.forEach(Timbre::spread); // here, so that the model thread finds it measured
    corners = timbres.toArray(Timbre[]::new);
    points = hasOwn ? List.of() : part.pad().points();
    levelDb = part.levelDb() + (pad == null ? 0 : pad.levelDb());
    pan = part.pan() + (pad == null ? 0 : pad.pan());
    own = own(part, isOneShot());
  }

  private static float[] own(Part part, boolean oneShot) {
    if (part.own().isEmpty() && !oneShot) {
      return null;
    }
    float[] values = new float[Parameter.count()];
    Arrays.fill(values, Float.NaN);
    part.own().forEach((parameter, value) -> values[parameter.ordinal()] = value);
    if (oneShot) {
      values[Parameter.LOOP.ordinal()] = Reading.Loop.ONCE.ordinal(); // or it had no end
    }
    return values;
  }

  /** The layers of a part by key; null where it plays nothing. */
  static Layer[] byKey(int number, Part part) {
    Layer[] layers = new Layer[128];
    if (part.isKit()) {
      part.kit().forEach(pad -> layers[pad.key()] = new Layer(number, part, pad));
    } else {
      Arrays.fill(layers, new Layer(number, part, null));
    }
    for (int key = 0; key < layers.length; key++) {
      layers[key] = part.keys().contains(key) ? layers[key] : null;
    }
    return layers;
  }

  /** The number of its part, from 0. */
  public int part() {
    return part;
  }

  /** How many timbres it has: 2 or 4 at corners, or as many as points. */
  public int cornerCount() {
    return corners.length;
  }

  /** Where its timbres lie on the pad; empty: at the corners. */
  public List<PadPoint> points() {
    return points;
  }

  /** One of its timbres, in [0, cornerCount). */
  public Timbre corner(int index) {
    return corners[index];
  }

  /** The part's own value of a parameter; NaN where it has the instrument's. */
  public float own(Parameter parameter) {
    return own == null ? Float.NaN : own[parameter.ordinal()];
  }

  /** Whether it is a kit's: each key for itself, whatever the voice mode. */
  public boolean isHit() {
    return pad != null;
  }

  /** Whether its notes play to their ends, however soon their keys are lifted. */
  public boolean isOneShot() {
    return pad != null && pad.oneShot();
  }

  /** The group in which a hit ends all others; 0 for none. */
  public int choke() {
    return pad == null ? 0 : pad.choke();
  }

  /** The key whose pitch a note of {@code key} has. */
  public int pitchKey(int key) {
    return pad == null || pad.pitch() == KitPad.OWN_PITCH ? key : pad.pitch();
  }

  /** Against the instrument. */
  public float levelDb() {
    return levelDb;
  }

  /** Against the instrument, -1 to 1 and beyond. */
  public float pan() {
    return pan;
  }
}
