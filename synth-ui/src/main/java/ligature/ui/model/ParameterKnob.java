package ligature.ui.model;

import ligature.parameter.Parameter;

/**
 * A parameter of what plays, as a knob turns it; that of a macro has the name that the sound gives
 * it, and can be given another. Threads: {@code [ui-thread]}.
 */
public final class ParameterKnob extends QuantityKnob {

  private final Binding binding;
  private final String title;
  private final Modulation modulation;
  private final int macro; // its number, or 0

  private ParameterKnob(Sound sound, Modulation modulation, Parameter parameter) {
    super(Quantity.of(parameter));
    this.modulation = modulation;
    binding = sound.binding(parameter);
    macro = Modulation.macroOf(parameter);
    title = macro > 0 ? "Macro " + macro : ParameterGroups.shortTitle(parameter);
  }

  public static ParameterKnob of(Sound sound, Modulation modulation, Parameter parameter) {
    return new ParameterKnob(sound, modulation, parameter);
  }

  @Override
  public String title() {
    String name = macro > 0 ? modulation.matrix().macros().get(macro - 1) : "";
    return name.isEmpty() ? title : name;
  }

  @Override
  public boolean isNameable() {
    return macro > 0;
  }

  @Override
  public void rename(String name) {
    if (macro > 0) {
      modulation.nameMacro(macro, name.strip().equals(title) ? "" : name);
    }
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
  public float initial() {
    return binding.initial();
  }
}
