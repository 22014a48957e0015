package ligature.ui.view;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.FlowLayout;
import java.util.ArrayList;
import java.util.List;
import javax.swing.BorderFactory;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.JScrollPane;
import ligature.parameter.Parameter;
import ligature.ui.control.Knob;
import ligature.ui.control.KnobLayout;
import ligature.ui.control.MenuButton;
import ligature.ui.model.ParameterGroups;
import ligature.ui.model.PartKnob;
import ligature.ui.model.Parts;

/**
 * The values that the second part has for itself, in a row; all others are the instrument's.
 * Threads: {@code [ui-thread]}.
 */
final class OwnValues extends JPanel {

  private final Parts parts;
  private final JPanel row = new JPanel(new FlowLayout(FlowLayout.LEADING, UIScale.scale(4), 0));
  private final MenuButton choice =
      new MenuButton("ownValue", "A value that this part has for itself", this::menu);
  private final List<Knob> knobs = new ArrayList<>();
  private List<Parameter> shown = List.of();

  OwnValues(Parts parts) {
    super(new BorderLayout(UIScale.scale(8), 0));
    this.parts = parts;
    setOpaque(false);
    row.setOpaque(false);
    choice.showChoice("Own values");
    JPanel left = new JPanel(new FlowLayout(FlowLayout.LEADING, 0, UIScale.scale(4)));
    left.setOpaque(false);
    left.add(choice);
    JScrollPane scroll = new JScrollPane(row);
    scroll.setName("ownValues");
    scroll.setBorder(BorderFactory.createEmptyBorder());
    scroll.setOpaque(false);
    scroll.getViewport().setOpaque(false);
    scroll.setVerticalScrollBarPolicy(JScrollPane.VERTICAL_SCROLLBAR_NEVER);
    add(left, BorderLayout.WEST);
    add(scroll, BorderLayout.CENTER);
    refresh();
  }

  /** What can be added, by groups, and what is there, to be taken away. */
  private JPopupMenu menu() {
    JPopupMenu menu =
        GroupMenu.of(parts.ownable(), ParameterGroups::title, Parameter::id, parts::addOwn);
    List<Parameter> own = parts.own();
    for (int i = 0; i < own.size(); i++) {
      Parameter parameter = own.get(i);
      menu.insert(
          GroupMenu.item(
              ParameterGroups.title(parameter) + " as the instrument",
              "no " + parameter.id(),
              () -> parts.removeOwn(parameter)),
          i);
    }
    return menu;
  }

  /** Shows what the part has now. */
  void refresh() {
    setVisible(parts.canOwn());
    List<Parameter> now = parts.canOwn() ? parts.own() : List.of();
    if (!now.equals(shown)) {
      shown = now;
      row.removeAll();
      knobs.clear();
      for (Parameter parameter : now) {
        Knob knob =
            new Knob(
                "own " + parameter.id(),
                "Part 2, " + ParameterGroups.title(parameter),
                PartKnob.own(parts, parameter),
                KnobLayout.WIDE);
        knobs.add(knob);
        row.add(knob);
      }
    }
    tick();
    revalidate();
    repaint();
  }

  /** About 30 Hz. */
  void tick() {
    knobs.forEach(Knob::tick);
  }
}
