package ligature.modulation;

import java.util.Objects;
import ligature.parameter.Turnable;

/**
 * One source moves one parameter, of the instrument or of an insert. Immutable; any thread.
 *
 * @param amount how far a source of 1 moves the parameter, as a share of its range, -1 to 1; of an
 *     insert's parameter whose values are ratios, as a share of its range in octaves
 * @param curve how the source's way is bent: 0 straight, 1 slow at first, -1 fast at first; the
 *     ends stay
 * @param via a source that scales the amount, such as a wheel that brings in an LFO; null for none
 */
public record ModulationRoute(
    ModulationSource source, Turnable target, float amount, float curve, ModulationSource via) {

  /**
   * A route.
   *
   * @throws IllegalArgumentException if the amount or the curve is not in -1 to 1
   */
  public ModulationRoute {
    Objects.requireNonNull(source);
    Objects.requireNonNull(target);
    if (!(Math.abs(amount) <= 1 && Math.abs(curve) <= 1)) {
      throw new IllegalArgumentException(
          "amount and curve should be from -1 to 1: " + amount + ", " + curve);
    }
  }

  /** The same onto another target. */
  public ModulationRoute onto(Turnable other) {
    return new ModulationRoute(source, other, amount, curve, via);
  }

  /** A straight one. */
  public static ModulationRoute of(ModulationSource source, Turnable target, float amount) {
    return new ModulationRoute(source, target, amount, 0, null);
  }
}
