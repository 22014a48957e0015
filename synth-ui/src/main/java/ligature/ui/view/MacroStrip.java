package ligature.ui.view;

import java.awt.BorderLayout;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JPanel;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.ModulationSource;
import ligature.parameter.Parameter;
import ligature.ui.control.Knob;
import ligature.ui.control.KnobLayout;
import ligature.ui.control.Plate;
import ligature.ui.model.Modulation;
import ligature.ui.model.ParameterKnob;
import ligature.ui.model.Sound;

/**
 * The eight macros of the sound in a row: what each does is up to the sound, and its tip says it.
 * Threads: {@code [ui-thread]}.
 */
final class MacroStrip extends JPanel {

  private final Modulation modulation;
  private final List<Knob> knobs = new ArrayList<>();

  MacroStrip(Sound sound, Modulation modulation, LearnMenu learn) {
    super(new BorderLayout());
    this.modulation = modulation;
    setName("macros");
    setOpaque(false);
    EvenRow row = new EvenRow();
    add(row);
    for (int i = 0; i < ModulationMatrix.MACROS; i++) {
      Parameter macro = Parameter.of(Parameter.MACRO_1.ordinal() + i);
      Knob knob =
          new Knob(
              "play " + macro.id(),
              "Macro " + (i + 1),
              ParameterKnob.of(sound, modulation, macro),
              KnobLayout.WIDE);
      learn.on(knob, macro);
      knobs.add(knob);
      row.add(new Plate(knob));
    }
    modulation.addListener(this::refresh);
    refresh();
  }

  private void refresh() {
    for (int i = 0; i < knobs.size(); i++) {
      ModulationSource macro = new ModulationSource(ModulationSource.Kind.MACRO, i + 1);
      String title = modulation.title(macro);
      String moved = modulation.movedBy(macro);
      Knob knob = knobs.get(i);
      knob.setFaint(moved.isEmpty());
      knob.setToolTipText(
          title
              + (moved.isEmpty()
                  ? " moves nothing yet: give it a route on Design, Modulation"
                  : " moves " + moved)
              + "; double click the name to change it (F2)");
      knob.getAccessibleContext().setAccessibleName(title);
    }
  }

  /** Shows the values that hold now. About 30 Hz. */
  void tick() {
    knobs.forEach(Knob::tick);
  }
}
