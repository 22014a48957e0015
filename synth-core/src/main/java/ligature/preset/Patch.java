package ligature.preset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import ligature.latent.Blend;
import ligature.latent.Timbre;
import ligature.modulation.ModulationMatrix;
import ligature.parameter.InsertParameter;
import ligature.parameter.Parameter;
import ligature.plugin.InsertSetting;
import ligature.tuning.Tuning;

/**
 * A full sound: the timbres at the pad's corners, a value for every parameter, what the insert
 * slots hold, and perhaps a tuning of its own. Immutable; any thread.
 */
public final class Patch {

  private final String name;
  private final Timbre[] corners;
  private final float[] values;
  private final Tuning tuning;
  private final List<InsertSetting> inserts;

  private final ModulationMatrix modulation;

  private Patch(
      String name,
      Timbre[] corners,
      float[] values,
      Tuning tuning,
      List<InsertSetting> inserts,
      ModulationMatrix modulation) {
    this.name = Objects.requireNonNull(name);
    this.corners = corners;
    this.values = values;
    this.tuning = tuning;
    this.inserts = List.copyOf(inserts);
    this.modulation = modulation;
  }

  /**
   * A patch with the default parameters.
   *
   * @param corners two timbres (A, B: y is then ignored) or four (A, B, C, D), all of one latent
   *     space
   */
  public static Patch of(String name, List<Timbre> corners) {
    if (corners.size() != 2 && corners.size() != Blend.CORNERS) {
      throw new IllegalArgumentException("a patch has two or four corners: " + corners.size());
    }
    String space = corners.get(0).latentSpaceId();
    corners.forEach(Timbre::spread); // here, so that the model thread finds it measured
    if (!corners.stream().allMatch(t -> t.latentSpaceId().equals(space))) {
      throw new IllegalArgumentException(
          "timbres of different latent spaces cannot be blended: " + corners);
    }
    float[] values = new float[Parameter.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Parameter.of(i).initial();
    }
    return new Patch(
        name, corners.toArray(Timbre[]::new), values, null, List.of(), ModulationMatrix.NONE);
  }

  /** The same sound with another value, brought into the parameter's range. */
  public Patch with(Parameter parameter, float value) {
    float[] changed = values.clone();
    changed[parameter.ordinal()] = parameter.clamp(value);
    return new Patch(name, corners, changed, tuning, inserts, modulation);
  }

  /** The same sound with other timbres at its corners. */
  public Patch withCorners(List<Timbre> timbres) {
    return new Patch(name, of(name, timbres).corners, values, tuning, inserts, modulation);
  }

  /** The same sound under another name. */
  public Patch named(String newName) {
    return new Patch(newName, corners, values, tuning, inserts, modulation);
  }

  /** The same sound in another tuning; null for none of its own. */
  public Patch tuned(Tuning newTuning) {
    return new Patch(name, corners, values, newTuning, inserts, modulation);
  }

  /** The same sound with other plugins behind it, in the order of the slots. */
  public Patch withInserts(List<InsertSetting> newInserts) {
    return new Patch(name, corners, values, tuning, newInserts, modulation);
  }

  /** The same sound with another value of an insert; if that slot is empty, it is the same. */
  public Patch withInsert(InsertParameter parameter, float value) {
    if (parameter.slot() >= inserts.size()) {
      return this;
    }
    List<InsertSetting> next = new ArrayList<>(inserts);
    next.set(parameter.slot(), next.get(parameter.slot()).turned(parameter.name(), value));
    return withInserts(next);
  }

  /** The same sound with other movements. */
  public Patch withModulation(ModulationMatrix next) {
    return new Patch(name, corners, values, tuning, inserts, Objects.requireNonNull(next));
  }

  public String name() {
    return name;
  }

  /** 2 or 4. */
  public int cornerCount() {
    return corners.length;
  }

  /** The timbre at a corner, in [0, cornerCount). */
  public Timbre corner(int index) {
    return corners[index];
  }

  public List<Timbre> corners() {
    return List.of(corners);
  }

  public float value(Parameter parameter) {
    return values[parameter.ordinal()];
  }

  /** The tuning that belongs to this sound; null if it is played in whatever tuning there is. */
  public Tuning tuning() {
    return tuning;
  }

  /** What the insert slots hold, from the first on. */
  public List<InsertSetting> inserts() {
    return inserts;
  }

  /** What moves the parameters. */
  public ModulationMatrix modulation() {
    return modulation;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Patch p
        && name.equals(p.name)
        && Arrays.equals(corners, p.corners)
        && Arrays.equals(values, p.values)
        && Objects.equals(tuning, p.tuning)
        && inserts.equals(p.inserts)
        && modulation.equals(p.modulation);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        name, Arrays.hashCode(corners), Arrays.hashCode(values), tuning, inserts, modulation);
  }
}
