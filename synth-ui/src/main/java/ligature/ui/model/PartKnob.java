package ligature.ui.model;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import ligature.parameter.Curve;
import ligature.parameter.Parameter;
import ligature.preset.KitPad;
import ligature.preset.Part;
import ligature.preset.Range;
import ligature.ui.control.KnobValue;

/** A number of the part that is edited, or of a pad of it. Threads: {@code [ui-thread]}. */
public final class PartKnob extends QuantityKnob {

  private static final float LEAST_DB = -60;
  private static final float MOST_DB = 12;

  /** Turns it, in its range. */
  private interface Turn {
    void to(float value);
  }

  private final Parts parts;
  private final float initial;
  private final Function<Parts, Float> get;
  private final Turn turn;

  private PartKnob(
      Parts parts, Quantity quantity, float initial, Function<Parts, Float> get, Turn turn) {
    super(quantity);
    this.parts = parts;
    this.initial = initial;
    this.get = get;
    this.turn = turn;
  }

  private static Quantity whole(String title, String unit, float min) {
    return new Quantity(title, unit, min, 127, true, Curve.LINEAR, List.of());
  }

  private static Quantity level() {
    return ModulationKnob.number("Level", "dB", LEAST_DB, MOST_DB, Curve.LINEAR);
  }

  private static Quantity pan() {
    return ModulationKnob.number("Pan", "", -1, 1, Curve.LINEAR);
  }

  /** The lowest key that the part plays; it pushes the highest. */
  public static KnobValue lowKey(Parts parts) {
    return new PartKnob(
        parts,
        whole("Lowest key", Quantity.KEY, 0),
        0,
        p -> (float) p.part().keys().low(),
        v -> parts.setKeys(parts.edited(), (int) v, Math.max((int) v, parts.part().keys().high())));
  }

  /** The highest key that the part plays; it pushes the lowest. */
  public static KnobValue highKey(Parts parts) {
    return new PartKnob(
        parts,
        whole("Highest key", Quantity.KEY, 0),
        127,
        p -> (float) p.part().keys().high(),
        v -> parts.setKeys(parts.edited(), Math.min((int) v, parts.part().keys().low()), (int) v));
  }

  /** The lowest velocity that the part plays; it pushes the highest. */
  public static KnobValue lowVelocity(Parts parts) {
    return new PartKnob(
        parts,
        whole("Lowest velocity", "", 0),
        0,
        p -> (float) p.part().velocities().low(),
        v -> {
          Range now = parts.part().velocities();
          parts.setVelocities(parts.edited(), (int) v, Math.max((int) v, now.high()));
        });
  }

  /** The highest velocity that the part plays; it pushes the lowest. */
  public static KnobValue highVelocity(Parts parts) {
    return new PartKnob(
        parts,
        whole("Highest velocity", "", 0),
        127,
        p -> (float) p.part().velocities().high(),
        v -> {
          Range now = parts.part().velocities();
          parts.setVelocities(parts.edited(), Math.min((int) v, now.low()), (int) v);
        });
  }

  /** The part's level against the instrument. */
  public static KnobValue level(Parts parts) {
    return ofPart(parts, level(), Part::levelDb, (p, v) -> p.at(v, p.pan()));
  }

  /** The part's place against the instrument. */
  public static KnobValue pan(Parts parts) {
    return ofPart(parts, pan(), Part::pan, (p, v) -> p.at(p.levelDb(), v));
  }

  private static KnobValue ofPart(
      Parts parts,
      Quantity quantity,
      Function<Part, Float> get,
      BiFunction<Part, Float, Part> set) {
    return new PartKnob(
        parts,
        quantity,
        0,
        p -> get.apply(p.part()),
        v ->
            parts.turn(
                quantity.title() + " of part " + (parts.edited() + 1),
                parts.edited(),
                part -> set.apply(part, v)));
  }

  /** A parameter's value in the part that is edited, where it has one of its own. */
  public static KnobValue own(Parts parts, Parameter parameter) {
    return new PartKnob(
        parts,
        Quantity.of(parameter),
        parameter.initial(),
        p -> p.part().own().getOrDefault(parameter, parameter.initial()),
        v -> {
          if (parts.own().contains(parameter)) {
            parts.turn(
                ParameterGroups.title(parameter) + " of part 2",
                parts.edited(),
                part -> part.with(parameter, v));
          }
        });
  }

  /** The key of a pad; it stays where it is if the key has a pad. */
  public static KnobValue padKey(Parts parts, int index) {
    return ofPad(
        parts,
        index,
        whole("Key", Quantity.KEY, 0),
        parts.pads().get(index).key(),
        k -> (float) k.key(),
        (k, v) -> k.on((int) (float) v));
  }

  /** The key whose pitch a pad has; "own" for that which is struck. */
  public static KnobValue padPitch(Parts parts, int index) {
    return ofPad(
        parts,
        index,
        whole("Pitch", Quantity.KEY, KitPad.OWN_PITCH),
        KitPad.OWN_PITCH,
        k -> (float) k.pitch(),
        (k, v) -> k.withPitch((int) (float) v));
  }

  /** A pad's level against its part. */
  public static KnobValue padLevel(Parts parts, int index) {
    return ofPad(parts, index, level(), 0, KitPad::levelDb, (k, v) -> k.at(v, k.pan()));
  }

  /** A pad's place against its part. */
  public static KnobValue padPan(Parts parts, int index) {
    return ofPad(parts, index, pan(), 0, KitPad::pan, (k, v) -> k.at(k.levelDb(), v));
  }

  /** The group in which a pad ends all others; 0 for none. */
  public static KnobValue padChoke(Parts parts, int index) {
    Quantity group =
        new Quantity("Choke group", "", 0, KitPad.MOST_CHOKE, true, Curve.LINEAR, List.of());
    return ofPad(
        parts, index, group, 0, k -> (float) k.choke(), (k, v) -> k.withChoke((int) (float) v));
  }

  private static KnobValue ofPad(
      Parts parts,
      int index,
      Quantity quantity,
      float initial,
      Function<KitPad, Float> get,
      BiFunction<KitPad, Float, KitPad> set) {
    return new PartKnob(
        parts,
        quantity,
        initial,
        p -> index < p.pads().size() ? get.apply(p.pads().get(index)) : initial,
        v -> {
          if (index < parts.pads().size()) {
            parts.turnPad(
                index, quantity.title() + " of pad " + (index + 1), pad -> set.apply(pad, v));
          }
        });
  }

  @Override
  public float value() {
    return get.apply(parts);
  }

  @Override
  public void turn(float value) {
    turn.to(quantity().clamp(value));
  }

  @Override
  public void grab() {
    parts.grab();
  }

  @Override
  public void letGo() {
    parts.letGo();
  }

  @Override
  public float initial() {
    return initial;
  }
}
