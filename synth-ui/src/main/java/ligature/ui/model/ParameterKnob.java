package ligature.ui.model;

import java.util.List;
import ligature.parameter.Parameter;
import ligature.ui.control.KnobValue;

/** A parameter of what plays, as a knob turns it. Threads: {@code [ui-thread]}. */
public final class ParameterKnob implements KnobValue {

  private final Binding binding;
  private final Quantity quantity;
  private final String title;

  public ParameterKnob(Sound sound, Parameter parameter) {
    binding = sound.binding(parameter);
    quantity = Quantity.of(parameter);
    title = ParameterGroups.shortTitle(parameter);
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String text(float value) {
    return quantity.text(value);
  }

  @Override
  public float parse(String text) {
    return quantity.parse(text, quantity.text(value()));
  }

  @Override
  public float position(float value) {
    return quantity.position(value);
  }

  @Override
  public float valueAt(float position) {
    return quantity.valueAt(position);
  }

  @Override
  public boolean isWhole() {
    return quantity.whole();
  }

  @Override
  public List<String> choices() {
    return quantity.choices();
  }

  @Override
  public float value() {
    return binding.value();
  }

  @Override
  public void turn(float value) {
    binding.turn(value);
  }

  @Override
  public void grab() {
    binding.grab();
  }

  @Override
  public void letGo() {
    binding.letGo();
  }

  @Override
  public float min() {
    return binding.min();
  }

  @Override
  public float max() {
    return binding.max();
  }

  @Override
  public float initial() {
    return binding.initial();
  }
}
