package ligature.ui.model;

import java.util.List;
import java.util.function.Supplier;
import ligature.ui.control.KnobValue;

/** A knob whose figures and way are those of a quantity. Threads: {@code [ui-thread]}. */
abstract class QuantityKnob implements KnobValue {

  private final Supplier<Quantity> quantity;

  QuantityKnob(Quantity quantity) {
    this(() -> quantity);
  }

  /**
   * @param quantity asked each time: what it measures may change
   */
  QuantityKnob(Supplier<Quantity> quantity) {
    this.quantity = quantity;
  }

  final Quantity quantity() {
    return quantity.get();
  }

  @Override
  public String title() {
    return quantity().title();
  }

  @Override
  public final float min() {
    return quantity().min();
  }

  @Override
  public final float max() {
    return quantity().max();
  }

  @Override
  public final String text(float value) {
    return quantity().text(value);
  }

  @Override
  public final float parse(String text) {
    return quantity().parse(text, quantity().text(value()));
  }

  @Override
  public final float position(float value) {
    return quantity().position(value);
  }

  @Override
  public final float valueAt(float position) {
    return quantity().valueAt(position);
  }

  @Override
  public final boolean isWhole() {
    return quantity().whole();
  }

  @Override
  public final List<String> choices() {
    return quantity().choices();
  }
}
