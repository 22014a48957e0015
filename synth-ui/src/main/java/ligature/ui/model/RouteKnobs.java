package ligature.ui.model;

import java.util.function.BiFunction;
import java.util.function.Function;
import ligature.modulation.ModulationRoute;
import ligature.parameter.Curve;
import ligature.ui.control.KnobValue;

/** The numbers of a route of the modulation. Threads: {@code [ui-thread]}. */
public final class RouteKnobs {

  private RouteKnobs() {}

  /** How far its source moves its target, in per cent of the target's range. */
  public static KnobValue amount(Modulation modulation, int index) {
    return knob(
        modulation,
        index,
        ModulationKnob.number("Amount", "%", -100, 100, Curve.LINEAR),
        r -> 100 * r.amount(),
        (r, v) -> new ModulationRoute(r.source(), r.target(), v / 100, r.curve(), r.via()));
  }

  /** How its source's way is bent, -1 to 1. */
  public static KnobValue curve(Modulation modulation, int index) {
    return knob(
        modulation,
        index,
        ModulationKnob.number("Curve", "", -1, 1, Curve.LINEAR),
        ModulationRoute::curve,
        (r, v) -> new ModulationRoute(r.source(), r.target(), r.amount(), v, r.via()));
  }

  private static KnobValue knob(
      Modulation modulation,
      int index,
      Quantity quantity,
      Function<ModulationRoute, Float> get,
      BiFunction<ModulationRoute, Float, ModulationRoute> set) {
    return new ModulationKnob(
        modulation,
        "Route " + (index + 1),
        quantity,
        0,
        m -> index < m.routes().size() ? get.apply(m.routes().get(index)) : null,
        (m, v) -> modulation.with(index, set.apply(m.routes().get(index), v)));
  }
}
