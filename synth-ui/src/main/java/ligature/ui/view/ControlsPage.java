package ligature.ui.view;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import ligature.parameter.Parameter;
import ligature.ui.control.Knob;
import ligature.ui.model.Inserts;
import ligature.ui.model.Modulation;
import ligature.ui.model.ParameterGroups;
import ligature.ui.model.ParameterKnob;
import ligature.ui.model.Sound;

/** Every parameter, by groups, with the insert slots below. Threads: {@code [ui-thread]}. */
final class ControlsPage extends JPanel {

  private final List<KnobCard> cards = new ArrayList<>();
  private final InsertStrip strip;
  private Knob first;

  ControlsPage(
      Sound sound, Inserts inserts, FileChoice files, Modulation modulation, LearnMenu learn) {
    super(new BorderLayout(0, UIScale.scale(9)));
    setOpaque(false);
    for (ParameterGroups.Group group : ParameterGroups.all()) {
      List<Knob> knobs = new ArrayList<>();
      for (Parameter parameter : group.parameters()) {
        Knob knob =
            new Knob(
                "knob " + parameter.id(),
                ParameterGroups.title(parameter),
                ParameterKnob.of(sound, modulation, parameter));
        learn.on(knob, parameter);
        knobs.add(knob);
        first = first == null ? knob : first;
      }
      cards.add(new KnobCard(group.title(), knobs));
    }
    JScrollPane scroll = Styles.scrolled(new CardFlow(cards));
    scroll.setName("knobs");
    strip = new InsertStrip(inserts, files, learn);
    add(scroll, BorderLayout.CENTER);
    add(strip, BorderLayout.SOUTH);
  }

  JComponent firstFocus() {
    return first;
  }

  /** Shows the values that hold now. About 30 Hz. */
  void tick() {
    cards.forEach(KnobCard::tick);
    strip.tick();
  }
}
