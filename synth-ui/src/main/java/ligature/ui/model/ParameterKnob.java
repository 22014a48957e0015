package ligature.ui.model;

import ligature.parameter.Parameter;

/** A parameter of what plays, as a knob turns it. Threads: {@code [ui-thread]}. */
public class ParameterKnob extends QuantityKnob {

  private final Binding binding;
  private final String title;

  public ParameterKnob(Sound sound, Parameter parameter) {
    super(Quantity.of(parameter));
    binding = sound.binding(parameter);
    title = ParameterGroups.shortTitle(parameter);
  }

  /** A parameter's knob; that of a macro has the macro's name, and can be given another. */
  public static ParameterKnob of(Sound sound, Modulation modulation, Parameter parameter) {
    return Modulation.macroOf(parameter) > 0
        ? new MacroKnob(sound, modulation, parameter)
        : new ParameterKnob(sound, parameter);
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
