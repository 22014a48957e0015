package ligature.ui.view;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.FlowLayout;
import java.awt.GridLayout;
import java.util.EnumMap;
import java.util.Map;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JToggleButton;

/**
 * All that can be turned on a sound, on pages: every parameter with the insert slots, what moves
 * them, its parts, and variations of it. Threads: {@code [ui-thread]}.
 */
final class DesignView extends JPanel {

  private enum Page {
    CONTROLS("Controls", "Every parameter, and the effects"),
    MODULATION("Modulation", "Envelopes, LFOs, and what they move"),
    PARTS("Parts", "Which keys play what: a second part, ranges, kits"),
    VARIATIONS("Variations", "Nine sounds that are like this one");

    final String title;
    final String tip;

    Page(String title, String tip) {
      this.title = title;
      this.tip = tip;
    }
  }

  private final ControlsPage controls;
  private final ModulationPage modulation;
  private final PartsPage parts;
  private final VariationsPage variations;
  private final CardLayout pages = new CardLayout();
  private final JPanel page = new JPanel(pages);
  private final Map<Page, JToggleButton> buttons = new EnumMap<>(Page.class);
  private Page chosen = Page.CONTROLS;

  DesignView(WindowModels models, FileChoice files, LearnMenu learn) {
    super(new BorderLayout(0, UIScale.scale(8)));
    setName("design");
    setOpaque(false);
    controls =
        new ControlsPage(models.sound(), models.inserts(), files, models.modulation(), learn);
    modulation = new ModulationPage(models.modulation(), models.inserts());
    parts = new PartsPage(models.parts());
    variations =
        new VariationsPage(models.variants(), models.presets(), () -> choose(Page.CONTROLS));
    page.setOpaque(false);
    page.add(controls, Page.CONTROLS.name());
    page.add(modulation, Page.MODULATION.name());
    page.add(parts, Page.PARTS.name());
    page.add(variations, Page.VARIATIONS.name());
    add(choice(), BorderLayout.NORTH);
    add(page, BorderLayout.CENTER);
  }

  private JPanel choice() {
    OneOf group = new OneOf();
    JPanel row = new JPanel(new GridLayout(1, Page.values().length));
    row.setOpaque(false);
    for (Page each : Page.values()) {
      JToggleButton button = new JToggleButton(each.title);
      button.setName("page" + each.title);
      button.setToolTipText(each.tip);
      button.setRequestFocusEnabled(false);
      Styles.small(button);
      button.addActionListener(e -> choose(each));
      group.add(button);
      buttons.put(each, button);
      row.add(button);
    }
    buttons.get(chosen).setSelected(true);
    JPanel line = new JPanel(new FlowLayout(FlowLayout.LEADING, 0, 0));
    line.setOpaque(false);
    line.add(row);
    return line;
  }

  private void choose(Page next) {
    chosen = next;
    buttons.get(next).setSelected(true);
    pages.show(page, next.name());
    firstFocus().requestFocusInWindow();
  }

  JComponent firstFocus() {
    return switch (chosen) {
      case CONTROLS -> controls.firstFocus();
      case MODULATION -> modulation.firstFocus();
      case PARTS -> parts.firstFocus();
      case VARIATIONS -> variations.firstFocus();
    };
  }

  /** Shows the values that hold now. About 30 Hz. */
  void tick() {
    switch (chosen) {
      case CONTROLS -> controls.tick();
      case MODULATION -> modulation.tick();
      case PARTS -> parts.tick();
      case VARIATIONS -> variations.tick();
    }
  }
}
