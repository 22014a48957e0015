package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.FlowLayout;
import java.awt.GridLayout;
import java.util.ArrayList;
import java.util.List;
import javax.swing.BorderFactory;
import javax.swing.ButtonGroup;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JToggleButton;
import ligature.parameter.Parameter;
import ligature.ui.control.Knob;
import ligature.ui.model.Inserts;
import ligature.ui.model.Modulation;
import ligature.ui.model.ParameterGroups;
import ligature.ui.model.ParameterKnob;
import ligature.ui.model.Sound;

/**
 * All that can be turned on a sound, on two pages: every parameter, by groups, with the insert
 * slots; and what moves them. Threads: {@code [ui-thread]}.
 */
final class DesignView extends JPanel {

  private static final String CONTROLS = "controls";
  private static final String MODULATION = "modulation";

  private final List<KnobCard> cards = new ArrayList<>();
  private final InsertStrip strip;
  private final ModulationPage modulationPage;
  private final CardLayout pages = new CardLayout();
  private final JPanel page = new JPanel(pages);
  private final JToggleButton controls =
      button("Controls", "pageControls", "Every parameter, and the effects");
  private final JToggleButton moves =
      button("Modulation", "pageModulation", "Envelopes, LFOs, and what they move");
  private Knob first;

  DesignView(Sound sound, Inserts inserts, Modulation modulation, LearnMenu learn) {
    super(new BorderLayout(0, UIScale.scale(8)));
    setName("design");
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
    JScrollPane scroll = new JScrollPane(new CardFlow(cards));
    scroll.setName("knobs");
    scroll.setBorder(BorderFactory.createEmptyBorder());
    scroll.setOpaque(false);
    scroll.getViewport().setOpaque(false);
    scroll.setHorizontalScrollBarPolicy(JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
    strip = new InsertStrip(inserts);
    JPanel all = new JPanel(new BorderLayout(0, UIScale.scale(9)));
    all.setOpaque(false);
    all.add(scroll, BorderLayout.CENTER);
    all.add(strip, BorderLayout.SOUTH);
    modulationPage = new ModulationPage(modulation, inserts);
    page.setOpaque(false);
    page.add(all, CONTROLS);
    page.add(modulationPage, MODULATION);
    add(choice(), BorderLayout.NORTH);
    add(page, BorderLayout.CENTER);
  }

  private JPanel choice() {
    ButtonGroup group = new ButtonGroup();
    group.add(controls);
    group.add(moves);
    controls.setSelected(true);
    controls.addActionListener(e -> pages.show(page, CONTROLS));
    moves.addActionListener(e -> pages.show(page, MODULATION));
    JPanel pair = new JPanel(new GridLayout(1, 2));
    pair.setOpaque(false);
    pair.add(controls);
    pair.add(moves);
    JPanel line = new JPanel(new FlowLayout(FlowLayout.LEADING, 0, 0));
    line.setOpaque(false);
    line.add(pair);
    return line;
  }

  private static JToggleButton button(String text, String name, String tip) {
    JToggleButton button = new JToggleButton(text);
    button.setName(name);
    button.setToolTipText(tip);
    button.setRequestFocusEnabled(false);
    button.putClientProperty(FlatClientProperties.STYLE, "margin: 1,8,1,8");
    button.putClientProperty(FlatClientProperties.STYLE_CLASS, "small");
    return button;
  }

  JComponent firstFocus() {
    return moves.isSelected() ? modulationPage.firstFocus() : first;
  }

  /** Shows the values that hold now. About 30 Hz. */
  void tick() {
    if (moves.isSelected()) {
      modulationPage.tick();
    } else {
      cards.forEach(KnobCard::tick);
      strip.tick();
    }
  }
}
