package ligature.preset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import ligature.latent.Timbre;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.ModulationRoute;
import ligature.parameter.InsertParameter;
import ligature.parameter.Parameter;
import ligature.plugin.InsertSetting;
import ligature.tuning.Tuning;

/**
 * A full sound: one part or two, the timbres at the pad's corners being those of the first, a value
 * for every parameter, what the insert slots hold, and perhaps a tuning of its own. Immutable; any
 * thread.
 */
public final class Patch {

  /** The most parts. */
  public static final int MOST_PARTS = 2;

  private final String name;
  private final List<Part> parts;
  private final Layer[][] layers;
  private final float[] values;
  private final Tuning tuning;
  private final List<InsertSetting> inserts;

  private final ModulationMatrix modulation;

  private Patch(
      String name,
      List<Part> parts,
      float[] values,
      Tuning tuning,
      List<InsertSetting> inserts,
      ModulationMatrix modulation) {
    this.name = Objects.requireNonNull(name);
    this.parts = parts;
    layers = new Layer[parts.size()][];
    for (int i = 0; i < layers.length; i++) {
      layers[i] = Layer.byKey(i, parts.get(i));
    }
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
    return of(name, PadTimbres.atCorners(corners));
  }

  /** A patch with the default parameters. */
  public static Patch of(String name, PadTimbres pad) {
    List<Part> parts = checked(List.of(Part.of(pad)));
    float[] values = new float[Parameter.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Parameter.of(i).initial();
    }
    return new Patch(name, parts, values, null, List.of(), ModulationMatrix.NONE);
  }

  private static List<Part> checked(List<Part> parts) {
    if (parts.isEmpty() || parts.size() > MOST_PARTS) {
      throw new IllegalArgumentException("there should be one part or two: " + parts.size());
    }
    if (!parts.get(0).own().isEmpty()) {
      throw new IllegalArgumentException("the first part's values are those of the patch");
    }
    List<Timbre> timbres = timbres(parts);
    String space = timbres.get(0).latentSpaceId();
    if (!timbres.stream().allMatch(t -> t.latentSpaceId().equals(space))) {
      throw new IllegalArgumentException(
          "timbres of different latent spaces cannot be blended: " + timbres);
    }
    return List.copyOf(parts);
  }

  private static List<Timbre> timbres(List<Part> parts) {
    return parts.stream()
        .flatMap(
            p ->
                Stream.concat(
                    p.corners().stream(), p.kit().stream().flatMap(k -> k.timbres().stream())))
        .distinct()
        .toList();
  }

  /** The same sound with another value, brought into the parameter's range. */
  public Patch with(Parameter parameter, float value) {
    float[] changed = values.clone();
    changed[parameter.ordinal()] = parameter.clamp(value);
    return new Patch(name, parts, changed, tuning, inserts, modulation);
  }

  /** The same sound with other timbres, at the corners of its pad. */
  public Patch withCorners(List<Timbre> timbres) {
    return with(PadTimbres.atCorners(timbres));
  }

  /** The same sound with other timbres on its pad. */
  public Patch with(PadTimbres pad) {
    List<Part> changed = new ArrayList<>(parts);
    changed.set(0, parts.get(0).with(pad));
    return withParts(changed);
  }

  /**
   * The same sound in one part or two; the corners of the first are those of the pad.
   *
   * @throws IllegalArgumentException if their timbres are not all of one latent space, or the first
   *     has values of its own
   */
  public Patch withParts(List<Part> next) {
    return new Patch(name, checked(next), values, tuning, inserts, modulation);
  }

  /** The same sound with each timbre replaced, in all parts and on all pads. */
  public Patch withTimbres(UnaryOperator<Timbre> replacement) {
    List<Part> changed = new ArrayList<>();
    for (Part part : parts) {
      List<KitPad> kit =
          part.kit().stream()
              .map(pad -> pad.withTimbres(pad.timbres().stream().map(replacement).toList()))
              .toList();
      changed.add(part.withTimbres(part.corners().stream().map(replacement).toList()).withKit(kit));
    }
    return withParts(changed);
  }

  /** The same sound under another name. */
  public Patch named(String newName) {
    return new Patch(newName, parts, values, tuning, inserts, modulation);
  }

  /** The same sound in another tuning; null for none of its own. */
  public Patch tuned(Tuning newTuning) {
    return new Patch(name, parts, values, newTuning, inserts, modulation);
  }

  /** The same sound with other plugins behind it, in the order of the slots. */
  public Patch withInserts(List<InsertSetting> newInserts) {
    return new Patch(name, parts, values, tuning, newInserts, modulation);
  }

  /** The same sound with a plugin before all others; routes go along with what they move. */
  public Patch withFirstInsert(InsertSetting first) {
    List<InsertSetting> next = new ArrayList<>(inserts);
    next.add(0, first);
    List<ModulationRoute> routes = modulation.routes().stream().map(Patch::aSlotFurther).toList();
    return withInserts(next).withModulation(modulation.withRoutes(routes));
  }

  private static ModulationRoute aSlotFurther(ModulationRoute route) {
    return route.target() instanceof InsertParameter target
        ? route.onto(new InsertParameter(target.slot() + 1, target.name()))
        : route;
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

  /** Whether it is another sound with other values of its inserts, at most. */
  public boolean isTurnedFrom(Patch other) {
    return turnedInserts().equals(other.turnedInserts())
        && withInserts(List.of()).equals(other.withInserts(List.of()));
  }

  private List<InsertSetting> turnedInserts() {
    return inserts.stream()
        .map(s -> new InsertSetting(s.id(), Map.of(), 0, s.bypass(), s.state()))
        .toList();
  }

  /** The same sound with other movements. */
  public Patch withModulation(ModulationMatrix next) {
    return new Patch(name, parts, values, tuning, inserts, Objects.requireNonNull(next));
  }

  public String name() {
    return name;
  }

  /** The timbres on the pad, which are the first part's, and where they lie. */
  public PadTimbres pad() {
    return parts.get(0).pad();
  }

  /** How many timbres lie on the pad. */
  public int cornerCount() {
    return pad().size();
  }

  /** A timbre on the pad, in [0, cornerCount). */
  public Timbre corner(int index) {
    return pad().timbres().get(index);
  }

  public List<Timbre> corners() {
    return pad().timbres();
  }

  /** One or two. */
  public List<Part> parts() {
    return parts;
  }

  /** One or two; no allocation. */
  public int partCount() {
    return layers.length;
  }

  /**
   * What a part plays on a key; no allocation.
   *
   * @param part its number, from 0
   * @param velocity (0, 1]
   * @return null for nothing
   */
  public Layer layer(int part, int key, float velocity) {
    int struck = Math.max(1, Math.min(127, Math.round(velocity * 127)));
    return parts.get(part).velocities().contains(struck) ? layers[part][key & 127] : null;
  }

  /** What all keys of a part play; null in a kit. No allocation. */
  public Layer layer(int part) {
    return parts.get(part).isKit() ? null : layers[part][parts.get(part).keys().low()];
  }

  /**
   * The key nearest to one that plays something at a velocity: in a kit or a split not every one
   * does. Itself where none does.
   *
   * @param velocity (0, 1]
   */
  public int nearestKey(int key, float velocity) {
    for (int away = 0; away < 128; away++) {
      for (int near : new int[] {key - away, key + away}) {
        for (int p = 0; p < partCount() && near >= 0 && near < 128; p++) {
          if (layer(p, near, velocity) != null) {
            return near;
          }
        }
      }
    }
    return key;
  }

  /** All timbres of all parts, each once. */
  public List<Timbre> timbres() {
    return timbres(parts);
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
        && parts.equals(p.parts)
        && Arrays.equals(values, p.values)
        && Objects.equals(tuning, p.tuning)
        && inserts.equals(p.inserts)
        && modulation.equals(p.modulation);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, parts, Arrays.hashCode(values), tuning, inserts, modulation);
  }
}
