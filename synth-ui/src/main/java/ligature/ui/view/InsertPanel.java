package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.GridLayout;
import java.util.ArrayList;
import java.util.List;
import javax.swing.AbstractButton;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JToggleButton;
import ligature.parameter.InsertParameter;
import ligature.plugin.InsertSetting;
import ligature.plugin.PluginParameter;
import ligature.ui.control.Glyph;
import ligature.ui.control.Knob;
import ligature.ui.model.InsertKnob;
import ligature.ui.model.Inserts;
import ligature.ui.model.ModelSources;
import ligature.ui.model.PluginStore;

/**
 * What can be done with one insert slot: use or bypass it, move it, take it out, and turn what its
 * plugin offers. Threads: {@code [ui-thread]}.
 */
final class InsertPanel extends JPanel {

  private static final int SIDE = 128;

  private final Inserts inserts;
  private final int slot;
  private final String id;
  private final JToggleButton use = new JToggleButton("On");
  private final JButton left = new JButton(Glyph.PREVIOUS.icon());
  private final JButton right = new JButton(Glyph.NEXT.icon());
  private final KnobCard card;

  /**
   * @param select shows another slot
   */
  InsertPanel(
      Inserts inserts,
      FileChoice files,
      LearnMenu learn,
      int slot,
      java.util.function.IntConsumer select) {
    super(new BorderLayout(UIScale.scale(8), 0));
    this.inserts = inserts;
    this.slot = slot;
    id = inserts.slots().get(slot).id();
    setOpaque(false);
    setName("insertPanel");
    JLabel title = new JLabel(inserts.title(id));
    title.setName("insertTitle");
    title.putClientProperty(FlatClientProperties.STYLE, "font: $semibold.font");
    JButton remove = new JButton(Glyph.CLEAR.icon());
    prepare(use, "insertUse", "Use this effect, or bypass it");
    prepare(left, "insertLeft", "Move it one slot to the front");
    prepare(right, "insertRight", "Move it one slot to the back");
    prepare(remove, "insertRemove", "Empty this slot");
    use.addActionListener(e -> inserts.setBypass(slot, !use.isSelected()));
    left.addActionListener(e -> move(-1, select));
    right.addActionListener(e -> move(1, select));
    remove.addActionListener(e -> inserts.remove(slot));
    JPanel buttons = new JPanel(new GridLayout(1, 3, UIScale.scale(4), 0));
    buttons.setOpaque(false);
    buttons.add(left);
    buttons.add(right);
    buttons.add(remove);
    List<String> recordings = ModelSources.corners(id);
    if (!recordings.isEmpty()) {
      add(new SourceCorners(inserts.sources(), files, slot, recordings), BorderLayout.EAST);
    }
    PluginStore.Panel panel = inserts.panel(id);
    add(side(title, switches(panel), buttons), BorderLayout.WEST);
    card = panel == null ? null : new KnobCard("", knobs(panel, learn));
    add(card == null ? note() : scroll(card), BorderLayout.CENTER);
    refresh();
  }

  /** What uses the plugin, and what opens its own editor where it has one. */
  private JComponent switches(PluginStore.Panel panel) {
    if (panel == null || panel.editor() == null) {
      return use;
    }
    JButton edit = new JButton("Editor");
    boolean works = panel.editor().isEmpty();
    prepare(edit, "insertEdit", works ? "Open the plugin's own editor" : panel.editor());
    edit.setEnabled(works);
    edit.addActionListener(e -> inserts.edit(slot));
    JPanel both = new JPanel(new GridLayout(1, 2, UIScale.scale(4), 0));
    both.setOpaque(false);
    both.add(use);
    both.add(edit);
    return both;
  }

  private static JPanel side(JComponent... parts) {
    JPanel side = new JPanel();
    side.setOpaque(false);
    side.setLayout(new BoxLayout(side, BoxLayout.Y_AXIS));
    for (JComponent part : parts) {
      part.setAlignmentX(LEFT_ALIGNMENT);
      part.setMaximumSize(new Dimension(UIScale.scale(SIDE), part.getPreferredSize().height));
      if (side.getComponentCount() > 0) {
        side.add(Box.createVerticalStrut(UIScale.scale(5)));
      }
      side.add(part);
    }
    side.setPreferredSize(new Dimension(UIScale.scale(SIDE), 1));
    return side;
  }

  private void move(int by, java.util.function.IntConsumer select) {
    select.accept(Math.max(0, Math.min(inserts.slots().size() - 1, slot + by)));
    inserts.move(slot, slot + by);
  }

  private static void prepare(AbstractButton button, String name, String tip) {
    button.setName(name);
    button.setToolTipText(tip);
    button.getAccessibleContext().setAccessibleName(tip);
    button.setRequestFocusEnabled(false);
    button.putClientProperty(FlatClientProperties.STYLE, "margin: 2,4,2,4");
  }

  private List<Knob> knobs(PluginStore.Panel panel, LearnMenu learn) {
    List<Knob> knobs = new ArrayList<>();
    String of = inserts.title(id) + ", ";
    InsertKnob wet = InsertKnob.wet(inserts, slot, panel.initialWet());
    knobs.add(knob(InsertParameter.WET, of + "wet", wet, learn));
    for (PluginParameter parameter : panel.parameters()) {
      InsertKnob turned = InsertKnob.of(inserts, slot, parameter);
      knobs.add(knob(parameter.id(), of + parameter.name(), turned, learn));
    }
    return knobs;
  }

  private Knob knob(String parameterId, String title, InsertKnob turned, LearnMenu learn) {
    Knob knob = new Knob("insert " + parameterId, title, turned);
    learn.on(knob, () -> inserts.target(slot, parameterId), title);
    return knob;
  }

  private Component note() {
    String failure = inserts.failure(id);
    JLabel note = new JLabel(failure == null ? "Looking into it \u2026" : failure);
    note.setName("insertNote");
    note.setMinimumSize(new Dimension());
    note.setToolTipText(failure);
    return note;
  }

  private static JScrollPane scroll(KnobCard card) {
    return Styles.scrolled(new CardFlow(List.of(card)));
  }

  /** What the panel was made for: another one is needed when this changes. */
  static String key(Inserts inserts, int slot) {
    List<InsertSetting> slots = inserts.slots();
    if (slot < 0 || slot >= slots.size()) {
      return "";
    }
    String id = slots.get(slot).id();
    return slot
        + " "
        + id
        + " "
        + inserts.title(id)
        + " "
        + (inserts.panel(id) != null)
        + " "
        + inserts.failure(id);
  }

  /** Shows what holds now. */
  void refresh() {
    List<InsertSetting> slots = inserts.slots();
    if (slot < slots.size()) {
      use.setSelected(!slots.get(slot).bypass());
      use.setText(use.isSelected() ? "On" : "Bypassed");
      left.setEnabled(slot > 0);
      right.setEnabled(slot < slots.size() - 1);
      if (card != null) {
        card.tick();
      }
    }
  }

  @Override
  public Dimension getPreferredSize() {
    int height = UIScale.scale(88);
    int row = card == null ? 0 : card.sizeFor(Integer.MAX_VALUE / 4).height;
    return new Dimension(UIScale.scale(600), Math.max(height, row));
  }
}
