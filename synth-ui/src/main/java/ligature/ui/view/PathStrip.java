package ligature.ui.view;

import java.awt.BorderLayout;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JPanel;
import ligature.parameter.Parameter;
import ligature.ui.control.Knob;
import ligature.ui.control.KnobLayout;
import ligature.ui.control.KnobValue;
import ligature.ui.control.Plate;
import ligature.ui.model.Modulation;
import ligature.ui.model.PadPath;
import ligature.ui.model.PathKnobs;
import ligature.ui.model.Sound;

/**
 * All that can be turned on the path, in a row; the same height as the macros, whose place it
 * takes. Threads: {@code [ui-thread]}.
 */
final class PathStrip extends JPanel {

  private final List<Knob> knobs = new ArrayList<>();

  PathStrip(Sound sound, Modulation modulation, PadPath path, LearnMenu learn) {
    super(new BorderLayout());
    setName("pathStrip");
    setOpaque(false);
    EvenRow row = new EvenRow();
    add(row);
    for (KnobValue value : PathKnobs.of(sound, modulation, path)) {
      int number = knobs.size();
      Knob knob =
          new Knob("path " + value.title(), "Path, " + value.title(), value, KnobLayout.WIDE);
      if (number < PathKnobs.parameters().size()) {
        Parameter parameter = PathKnobs.parameters().get(number);
        learn.on(knob, parameter);
      }
      knobs.add(knob);
      row.add(new Plate(knob));
    }
  }

  /** Shows the values that hold now. About 30 Hz. */
  void tick() {
    knobs.forEach(Knob::tick);
  }
}
