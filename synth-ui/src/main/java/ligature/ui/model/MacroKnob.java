package ligature.ui.model;

import ligature.parameter.Parameter;

/** A macro with the name that the sound gives it. Threads: {@code [ui-thread]}. */
final class MacroKnob extends ParameterKnob {

  private final Modulation modulation;
  private final int number;

  MacroKnob(Sound sound, Modulation modulation, Parameter macro) {
    super(sound, macro);
    this.modulation = modulation;
    number = Modulation.macroOf(macro);
  }

  @Override
  public String title() {
    String name = modulation.matrix().macros().get(number - 1);
    return name.isEmpty() ? "Macro " + number : name;
  }

  @Override
  public boolean isNameable() {
    return true;
  }

  @Override
  public void rename(String name) {
    String text = name.strip();
    modulation.nameMacro(number, text.equals("Macro " + number) ? "" : text);
  }
}
