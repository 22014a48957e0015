package ligature.ui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import ligature.modulation.MorphPath;
import ligature.modulation.MorphPath.Mode;
import ligature.parameter.Curve;
import ligature.parameter.Parameter;
import ligature.ui.control.KnobValue;

/** All that can be turned on the sound's path, as knobs. Threads: {@code [ui-thread]}. */
public final class PathKnobs {

  private static final String OWNER = "Path";
  private static final float SHORTEST = 0.1f;
  private static final float LONGEST = 240;
  private static final float MOST_KEYS = 4;

  private final Modulation modulation;
  private final PadPath path;

  private PathKnobs(Modulation modulation, PadPath path) {
    this.modulation = modulation;
    this.path = path;
  }

  /**
   * The knobs by name, in their order: first the parameters, which can be learned and moved, then
   * what is fixed in the path.
   */
  public static List<KnobValue> of(Sound sound, Modulation modulation, PadPath path) {
    List<KnobValue> all = new ArrayList<>();
    for (Parameter parameter : parameters()) {
      all.add(ParameterKnob.of(sound, modulation, parameter));
    }
    all.addAll(new PathKnobs(modulation, path).settings());
    return all;
  }

  /** The parameters among them, the first ones. */
  public static List<Parameter> parameters() {
    return List.of(Parameter.PATH, Parameter.PATH_SPEED, Parameter.PATH_PHASE);
  }

  private List<KnobValue> settings() {
    return List.of(
        choice(
            "Mode",
            List.of("once", "loop", "to and fro"),
            Mode.LOOP.ordinal(),
            p -> (float) p.mode().ordinal(),
            (p, v) -> p.withMode(Mode.values()[Math.round(v)], p.back())),
        time(
            "Length",
            SHORTEST,
            Curve.RATIOS,
            p -> (float) p.length(),
            (p, v) -> p.withPoints(PathPoints.stretched(p.points(), v / p.length()))),
        time("Back", 0, Curve.CUBIC, p -> (float) p.back(), (p, v) -> p.withMode(p.mode(), v)),
        choice("Unit", List.of("s", "beats"), 0, p -> p.inBeats() ? 1f : 0f, this::inUnit),
        choice(
            "Curve",
            List.of("lines", "smooth"),
            0,
            p -> p.smooth() ? 1f : 0f,
            (p, v) -> p.withSmooth(v > 0.5f)),
        choice(
            "Notes",
            List.of("shared", "each"),
            0,
            p -> p.byNote() ? 1f : 0f,
            (p, v) -> p.withByNote(v > 0.5f)),
        knob(
            ModulationKnob.number("By key", "", -MOST_KEYS, MOST_KEYS, Curve.LINEAR),
            0,
            MorphPath::keys,
            (p, v) -> p.withOffsets(v, p.spread())),
        knob(
            ModulationKnob.number("Spread", "", 0, 1, Curve.LINEAR),
            0,
            MorphPath::spread,
            (p, v) -> p.withOffsets(p.keys(), v)));
  }

  /** The same way in the same time, in another unit: at the tempo of now nothing changes. */
  private MorphPath inUnit(MorphPath now, float choice) {
    boolean beats = choice > 0.5f;
    if (beats == now.inBeats()) {
      return now;
    }
    double perSecond = path.beatsPerMinute() / 60;
    double factor = beats ? perSecond : 1 / perSecond;
    double back = Math.min(MorphPath.LONGEST, factor * now.back());
    return now.withPoints(PathPoints.stretched(now.points(), factor))
        .withMode(now.mode(), back)
        .inBeats(beats);
  }

  private KnobValue choice(
      String title,
      List<String> names,
      float initial,
      Function<MorphPath, Float> get,
      BiFunction<MorphPath, Float, MorphPath> set) {
    return knob(ModulationKnob.choice(title, names), initial, get, set);
  }

  private KnobValue knob(
      Quantity quantity,
      float initial,
      Function<MorphPath, Float> get,
      BiFunction<MorphPath, Float, MorphPath> set) {
    return knob(() -> quantity, initial, get, set);
  }

  private KnobValue knob(
      Supplier<Quantity> quantity,
      float initial,
      Function<MorphPath, Float> get,
      BiFunction<MorphPath, Float, MorphPath> set) {
    return new ModulationKnob(
        modulation,
        OWNER,
        quantity,
        initial,
        m -> m.path().isEmpty() ? null : get.apply(m.path()),
        (m, v) -> m.withPath(set.apply(m.path(), v)));
  }

  /** A time in the path's own unit; beats are bare numbers, for lack of room. */
  private KnobValue time(
      String title,
      float least,
      Curve curve,
      Function<MorphPath, Float> get,
      BiFunction<MorphPath, Float, MorphPath> set) {
    Map<Boolean, Quantity> byBeats =
        Map.of(
            false, ModulationKnob.number(title, "s", least, LONGEST, curve),
            true, ModulationKnob.number(title, "", least, LONGEST, curve));
    return knob(
        () -> byBeats.get(modulation.matrix().path().inBeats()), least > 0 ? 4 : 0, get, set);
  }
}
