package ligature.ui.model;

import ligature.parameter.Parameter;

/** A parameter of what plays, as a knob turns it. Threads: {@code [ui-thread]}. */
public final class ParameterKnob extends QuantityKnob {

  private final Binding binding;
  private final String title;

  public ParameterKnob(Sound sound, Parameter parameter) {
    super(Quantity.of(parameter));
    binding = sound.binding(parameter);
    title = ParameterGroups.shortTitle(parameter);
  }

  @Override
  public String title() {
    return title;
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
