package ligature.ui.view;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import ligature.parameter.Parameter;
import ligature.ui.control.Knob;
import ligature.ui.model.Inserts;
import ligature.ui.model.ParameterGroups;
import ligature.ui.model.ParameterKnob;
import ligature.ui.model.Sound;

/**
 * All that can be turned on a sound: every parameter, by groups, and the insert slots. Threads:
 * {@code [ui-thread]}.
 */
final class DesignView extends JPanel {

  private final List<KnobCard> cards = new ArrayList<>();
  private final InsertStrip strip;
  private Knob first;

  DesignView(Sound sound, Inserts inserts, LearnMenu learn) {
    super(new BorderLayout(0, UIScale.scale(9)));
    setName("design");
    setOpaque(false);
    for (ParameterGroups.Group group : ParameterGroups.all()) {
      List<Knob> knobs = new ArrayList<>();
      for (Parameter parameter : group.parameters()) {
        Knob knob =
            new Knob(
                "knob " + parameter.id(),
                ParameterGroups.title(parameter),
                new ParameterKnob(sound, parameter));
        learn.on(knob, Map.of(parameter, "\u201c" + ParameterGroups.title(parameter) + "\u201d"));
        knobs.add(knob);
        first = first == null ? knob : first;
      }
      cards.add(new KnobCard(group.title(), knobs));
    }
    JScrollPane scroll = new JScrollPane(new CardFlow(cards));
    scroll.setName("knobs");
    scroll.setBorder(BorderFactory.createEmptyBorder());
    scroll.setOpaque(false);
    scroll.getViewport().setOpaque(false);
    scroll.setHorizontalScrollBarPolicy(JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
    strip = new InsertStrip(inserts);
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
