package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.GridLayout;
import java.awt.Point;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.SwingUtilities;
import ligature.plugin.InsertChain;
import ligature.plugin.InsertSetting;
import ligature.ui.control.SlotChip;
import ligature.ui.model.Inserts;

/**
 * The insert slots in a row, and below them the controls of the one that is chosen. A click on an
 * empty slot offers what can go there; a slot that is dragged changes its place. Threads: {@code
 * [ui-thread]}.
 */
final class InsertStrip extends JPanel {

  private final Inserts inserts;
  private final FileChoice files;
  private final LearnMenu learn;
  private final List<SlotChip> chips = new ArrayList<>();
  private InsertPanel panel;
  private String panelKey = "";
  private int chosen = -1;
  private int slots;

  InsertStrip(Inserts inserts, FileChoice files, LearnMenu learn) {
    super(new BorderLayout(0, UIScale.scale(7)));
    this.inserts = inserts;
    this.files = files;
    this.learn = learn;
    setOpaque(false);
    JPanel row = new JPanel(new GridLayout(1, InsertChain.SLOTS, UIScale.scale(6), 0));
    row.setOpaque(false);
    for (int i = 0; i < InsertChain.SLOTS; i++) {
      SlotChip chip = new SlotChip(i + 1);
      int slot = i;
      chip.addActionListener(e -> clicked(slot));
      MouseAdapter carry = new Carry(slot);
      chip.addMouseListener(carry);
      chips.add(chip);
      row.add(chip);
    }
    JLabel heading = new JLabel("Effects");
    heading.putClientProperty(FlatClientProperties.STYLE, "font: $semibold.font -2");
    JPanel head = new JPanel(new BorderLayout(UIScale.scale(12), 0));
    head.setOpaque(false);
    head.add(heading, BorderLayout.WEST);
    head.add(row, BorderLayout.CENTER);
    add(head, BorderLayout.NORTH);
    inserts.addListener(this::refresh);
    slots = inserts.slots().size();
    chosen = slots > 0 ? 0 : -1;
    refresh();
  }

  private void clicked(int slot) {
    if (slot < inserts.slots().size()) {
      chosen = chosen == slot ? -1 : slot;
    } else {
      JPopupMenu menu = menu();
      menu.show(chips.get(slot), 0, -menu.getPreferredSize().height);
    }
    refresh();
  }

  private JPopupMenu menu() {
    return new PluginMenu(
        inserts.plugins(),
        () -> {
          chosen = 0;
          SourceCorners.choose(inserts.sources(), files, this);
        },
        plugin -> {
          chosen = inserts.slots().size();
          inserts.add(plugin.id());
        });
  }

  /** Shows what the slots hold. */
  private void refresh() {
    List<InsertSetting> now = inserts.slots();
    if (now.size() != slots) {
      slots = now.size();
      chosen = Math.min(chosen, slots - 1);
    }
    List<String> problems = inserts.problems();
    for (int i = 0; i < chips.size(); i++) {
      SlotChip chip = chips.get(i);
      if (i < now.size()) {
        String id = now.get(i).id();
        boolean failed =
            inserts.failure(id) != null || problems.stream().anyMatch(p -> p.contains(id));
        chip.setFilled(inserts.title(id), now.get(i).bypass(), failed);
      } else {
        chip.setEmpty();
      }
      chip.setSelected(i == chosen);
    }
    showPanel();
  }

  private void showPanel() {
    String key = InsertPanel.key(inserts, chosen);
    if (key.equals(panelKey)) {
      if (panel != null) {
        panel.refresh();
      }
      return;
    }
    panelKey = key;
    if (panel != null) {
      remove(panel);
      panel = null;
    }
    if (!key.isEmpty()) {
      panel = new InsertPanel(inserts, files, learn, chosen, slot -> chosen = slot);
      add(panel, BorderLayout.CENTER);
    }
    revalidate();
    repaint();
  }

  /** Goes on: values may have been changed by others. About 30 Hz. */
  void tick() {
    if (panel != null && InsertPanel.key(inserts, chosen).equals(panelKey)) {
      panel.refresh();
    }
  }

  private final class Carry extends MouseAdapter {

    private final int slot;

    Carry(int slot) {
      this.slot = slot;
    }

    @Override
    public void mouseReleased(MouseEvent e) {
      Point at =
          SwingUtilities.convertPoint(e.getComponent(), e.getPoint(), chips.get(0).getParent());
      for (int to = 0; to < chips.size(); to++) {
        boolean there = chips.get(to).getBounds().contains(at);
        if (there && to != slot && slot < inserts.slots().size()) {
          chosen = Math.min(to, inserts.slots().size() - 1);
          inserts.move(slot, to);
        }
      }
    }
  }
}
