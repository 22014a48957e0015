package ligature.ui.model;

import java.util.function.Supplier;

/** A number of the window's own, which no history keeps. Threads: {@code [ui-thread]}. */
final class PlainKnob extends QuantityKnob {

  /** Takes a value in its range. */
  interface Sink {
    void accept(float value);
  }

  private final float initial;
  private final Supplier<Float> get;
  private final Sink set;

  PlainKnob(Quantity quantity, float initial, Supplier<Float> get, Sink set) {
    super(quantity);
    this.initial = initial;
    this.get = get;
    this.set = set;
  }

  @Override
  public float value() {
    return get.get();
  }

  @Override
  public void turn(float value) {
    set.accept(quantity().clamp(value));
  }

  @Override
  public void grab() {
    // nothing is remembered
  }

  @Override
  public void letGo() {
    // nothing is remembered
  }

  @Override
  public float initial() {
    return initial;
  }
}
