package ligature.ui.model;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import ligature.modulation.ModulationMatrix;
import ligature.parameter.Curve;

/** A number of the modulation, as a knob turns it. Threads: {@code [ui-thread]}. */
final class ModulationKnob extends QuantityKnob {

  private final Modulation modulation;
  private final String owner;
  private final float initial;
  private final Function<ModulationMatrix, Float> get;
  private final BiFunction<ModulationMatrix, Float, ModulationMatrix> set;

  /**
   * @param owner whose number it is, for the history: "LFO 2"
   * @param get reads it; it may meet a matrix without the owner, and then gives null
   * @param set gives the matrix with another value in range
   */
  ModulationKnob(
      Modulation modulation,
      String owner,
      Quantity quantity,
      float initial,
      Function<ModulationMatrix, Float> get,
      BiFunction<ModulationMatrix, Float, ModulationMatrix> set) {
    this(modulation, owner, () -> quantity, initial, get, set);
  }

  ModulationKnob(
      Modulation modulation,
      String owner,
      Supplier<Quantity> quantity,
      float initial,
      Function<ModulationMatrix, Float> get,
      BiFunction<ModulationMatrix, Float, ModulationMatrix> set) {
    super(quantity);
    this.modulation = modulation;
    this.owner = owner;
    this.initial = initial;
    this.get = get;
    this.set = set;
  }

  /** A number in a range without names. */
  static Quantity number(String title, String unit, float min, float max, Curve curve) {
    return new Quantity(title, unit, min, max, false, curve, List.of());
  }

  /** One of some names. */
  static Quantity choice(String title, List<String> names) {
    return new Quantity(title, "", 0, names.size() - 1, true, Curve.LINEAR, names);
  }

  @Override
  public float value() {
    Float now = get.apply(modulation.matrix());
    return now == null ? initial : now;
  }

  @Override
  public void turn(float value) {
    if (get.apply(modulation.matrix()) != null) {
      modulation.turn(
          owner + ": " + title(), set.apply(modulation.matrix(), quantity().clamp(value)));
    }
  }

  @Override
  public void grab() {
    modulation.grab();
  }

  @Override
  public void letGo() {
    modulation.letGo();
  }

  @Override
  public float initial() {
    return initial;
  }
}
