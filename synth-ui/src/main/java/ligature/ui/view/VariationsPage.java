package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.FlowLayout;
import java.awt.GridLayout;
import java.awt.event.HierarchyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.JToggleButton;
import javax.swing.SwingUtilities;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.preset.SoundGroup;
import ligature.preset.Variations;
import ligature.ui.control.KeyActions;
import ligature.ui.control.Knob;
import ligature.ui.control.KnobLayout;
import ligature.ui.control.MenuButton;
import ligature.ui.control.VariationCell;
import ligature.ui.model.Presets;
import ligature.ui.model.Variants;
import ligature.ui.theme.Palette;

/**
 * Nine variations of the sound to be heard and kept. While the page shows, a click or space plays
 * one; when it is left, what was loaded is heard again. Threads: {@code [ui-thread]}.
 */
final class VariationsPage extends JPanel {

  private static final int COLUMNS = 3;
  private static final int LETTERS = 14;

  private final Variants variants;
  private final Presets presets;
  private final Runnable leave;
  private final List<VariationCell> cells = new ArrayList<>();
  private final Map<SoundGroup, JToggleButton> locks = new EnumMap<>(SoundGroup.class);
  private final MenuButton other =
      new MenuButton("variationsWith", "A second preset to cross with", this::others);
  private final JButton again = new JButton("Again");
  private final JLabel seed = Styles.muted("");
  private final JLabel progress = Styles.muted("");
  private final Knob amount;

  /**
   * @param leave goes back to the page before
   */
  VariationsPage(Variants variants, Presets presets, Runnable leave) {
    super(new BorderLayout(0, UIScale.scale(8)));
    this.variants = variants;
    this.presets = presets;
    this.leave = leave;
    setName("variations");
    setOpaque(false);
    amount = new Knob("variationsAmount", "How much is changed", variants.amount(), KnobLayout.BAR);
    add(top(), BorderLayout.NORTH);
    add(grid(), BorderLayout.CENTER);
    JLabel help =
        Styles.muted(
            "Click or space plays one, Enter or a double click keeps it, Escape goes back.");
    JPanel bottom = new JPanel(new BorderLayout(UIScale.scale(10), 0));
    bottom.setOpaque(false);
    bottom.add(help, BorderLayout.WEST);
    bottom.add(progress, BorderLayout.EAST);
    add(bottom, BorderLayout.SOUTH);
    KeyActions.onKey(this, WHEN_ANCESTOR_OF_FOCUSED_COMPONENT, "ESCAPE", this::escape);
    variants.addListener(this::refresh);
    addHierarchyListener(
        e -> {
          if ((e.getChangeFlags() & HierarchyEvent.SHOWING_CHANGED) != 0) {
            shown(isShowing());
          }
        });
    refresh();
  }

  private JPanel top() {
    int gap = UIScale.scale(6);
    again.setName("variationsAgain");
    again.setToolTipText("Nine new variations of what is loaded now");
    Styles.small(again);
    again.addActionListener(e -> variants.again());
    seed.setName("variationsSeed");
    progress.setName("variationsProgress");
    JPanel first = row(gap);
    first.add(again);
    first.add(seed);
    first.add(Styles.muted("Amount"));
    first.add(amount);
    first.add(Styles.muted("With"));
    first.add(other);
    JPanel second = row(gap);
    second.add(Styles.muted("Locked"));
    for (SoundGroup group : SoundGroup.values()) {
      JToggleButton lock = new JToggleButton(title(group));
      lock.setName("lock " + group.id());
      lock.setToolTipText(title(group) + ": keep as it is");
      lock.setRequestFocusEnabled(false);
      lock.putClientProperty(FlatClientProperties.STYLE, "margin: 1,6,1,6");
      lock.putClientProperty(FlatClientProperties.STYLE_CLASS, "small");
      lock.addActionListener(e -> lock.setSelected(lock(group, lock.isSelected())));
      locks.put(group, lock);
      second.add(lock);
    }
    JPanel both = new JPanel(new BorderLayout(0, UIScale.scale(5)));
    both.setOpaque(false);
    both.add(first, BorderLayout.NORTH);
    both.add(second, BorderLayout.SOUTH);
    return both;
  }

  /** Begins at the edge. */
  private static JPanel row(int gap) {
    JPanel row = new JPanel(new FlowLayout(FlowLayout.LEADING, gap, 0));
    row.setOpaque(false);
    row.setBorder(BorderFactory.createEmptyBorder(0, -gap, 0, 0));
    return row;
  }

  private boolean lock(SoundGroup group, boolean stays) {
    return variants.lock(group, stays) == stays;
  }

  private static String title(SoundGroup group) {
    return capital(group.id());
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private JPanel grid() {
    JPanel grid = new JPanel(new GridLayout(0, COLUMNS, UIScale.scale(8), UIScale.scale(8)));
    grid.setOpaque(false);
    for (int i = 0; i < Variations.COUNT; i++) {
      VariationCell cell = new VariationCell(i + 1);
      int child = i;
      cell.addMouseListener(
          new MouseAdapter() {
            @Override
            public void mousePressed(MouseEvent e) {
              pressed(e, child);
            }

            @Override
            public void mouseReleased(MouseEvent e) {
              variants.release();
            }
          });
      KeyActions.onKey(cell, WHEN_FOCUSED, "SPACE", () -> variants.press(child));
      KeyActions.onKey(cell, WHEN_FOCUSED, "released SPACE", variants::release);
      KeyActions.onKey(cell, WHEN_FOCUSED, "ENTER", () -> variants.keep(child));
      KeyActions.onKey(cell, WHEN_FOCUSED, "LEFT", () -> focus(child - 1));
      KeyActions.onKey(cell, WHEN_FOCUSED, "RIGHT", () -> focus(child + 1));
      KeyActions.onKey(cell, WHEN_FOCUSED, "UP", () -> focus(child - COLUMNS));
      KeyActions.onKey(cell, WHEN_FOCUSED, "DOWN", () -> focus(child + COLUMNS));
      cells.add(cell);
      grid.add(cell);
    }
    return grid;
  }

  private void pressed(MouseEvent e, int child) {
    if (SwingUtilities.isLeftMouseButton(e)) {
      cells.get(child).requestFocusInWindow();
      if (e.getClickCount() == 2) {
        variants.keep(child);
      } else {
        variants.press(child);
      }
    }
  }

  private void focus(int child) {
    if (child >= 0 && child < cells.size()) {
      cells.get(child).requestFocusInWindow();
    }
  }

  /** All presets by their first letters, and none. */
  private JPopupMenu others() {
    JPopupMenu menu =
        GroupMenu.of(
            Pages.of(presets.entries(), LETTERS, p -> p.title()),
            p -> p.title(),
            p -> p.name(),
            variants::setOther);
    menu.insert(
        GroupMenu.item("None: by chance alone", "nobody", () -> variants.setOther(null)), 0);
    return menu;
  }

  private void escape() {
    if (!variants.bringBack()) {
      leave.run();
    }
  }

  private void shown(boolean now) {
    if (now) {
      variants.open();
    } else {
      variants.close();
    }
  }

  private void refresh() {
    seed.setText("Seed " + variants.seed() + "   ");
    other.showChoice(variants.other() == null ? "by chance" : variants.other().title());
    locks.forEach((group, lock) -> lock.setSelected(variants.locks().contains(group)));
    List<Patch> children = variants.children();
    progress.setText(
        variants.isRunning() ? children.size() + " of " + cells.size() + " are there" : "");
    for (int i = 0; i < cells.size(); i++) {
      VariationCell cell = cells.get(i);
      if (i < children.size()) {
        Patch child = children.get(i);
        cell.show(
            state(i),
            voices(child),
            child.value(Parameter.MORPH_X),
            child.value(Parameter.MORPH_Y),
            changed(i));
      } else {
        cell.show(VariationCell.State.EMPTY, List.of(), 0, 0, "");
      }
    }
    revalidate();
  }

  private VariationCell.State state(int child) {
    return child == variants.playing()
        ? VariationCell.State.HEARD
        : child == variants.kept() ? VariationCell.State.KEPT : VariationCell.State.THERE;
  }

  private String changed(int child) {
    String groups =
        variants.changed(child).stream().map(SoundGroup::id).collect(Collectors.joining(", "));
    return groups.isEmpty() ? "Only the level" : capital(groups);
  }

  private static List<VariationCell.Voice> voices(Patch patch) {
    return patch.corners().stream()
        .map(t -> new VariationCell.Voice(t.title(), Palette.family(t.family())))
        .toList();
  }

  JComponent firstFocus() {
    return cells.get(0);
  }

  /** About 30 Hz. */
  void tick() {
    variants.tick();
    amount.tick();
  }
}
