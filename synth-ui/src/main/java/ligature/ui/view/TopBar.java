package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.Dimension;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.Icon;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.SwingConstants;
import ligature.ui.control.Glyph;
import ligature.ui.model.History;
import ligature.ui.model.Presets;

/** The line at the top: the product's sign, undo, the preset, panic and the menu. */
final class TopBar extends JPanel {

  private static final int PRESET_WIDTH = 260;
  private static final int NARROW = 880;
  private static final String NAME = "Ligature";
  private static final String CHANGED = "  \u2022";

  /** What the buttons do that are not about presets or history. */
  record Actions(Runnable presets, Runnable save, Runnable panic, Runnable settings) {}

  private final Presets presets;
  private final History history;
  private final JLabel name;
  private final JButton preset = new JButton(Glyph.DOWN.icon());
  private final JButton previous =
      button(Glyph.PREVIOUS, "previousPreset", "Previous preset (page up)");
  private final JButton next = button(Glyph.NEXT, "nextPreset", "Next preset (page down)");
  private final JButton undo = button(Glyph.UNDO, "undo", "Undo");
  private final JButton redo = button(Glyph.REDO, "redo", "Redo");
  private final JButton save = button(Glyph.SAVE, "save", "Save the preset (ctrl S)");

  /**
   * @param views chooses the view
   */
  TopBar(
      Presets presets,
      History history,
      JComponent views,
      Icon sign,
      Actions actions,
      JPopupMenu menu) {
    this.presets = presets;
    this.history = history;
    setOpaque(false);
    setLayout(new BoxLayout(this, BoxLayout.X_AXIS));
    name = new JLabel("", sign, JLabel.LEADING);
    name.setIconTextGap(UIScale.scale(9));
    name.putClientProperty(FlatClientProperties.STYLE_CLASS, "h3");
    previous.addActionListener(e -> presets.step(-1));
    next.addActionListener(e -> presets.step(1));
    undo.addActionListener(e -> history.undo());
    redo.addActionListener(e -> history.redo());
    save.addActionListener(e -> actions.save().run());
    JButton stop = button(Glyph.PANIC, "panic", "Silence everything (escape)");
    stop.setText("Panic");
    stop.addActionListener(e -> actions.panic().run());
    JButton settings = button(Glyph.SETTINGS, "settings", "Settings (ctrl comma)");
    settings.addActionListener(e -> actions.settings().run());
    JButton more = button(Glyph.MENU, "menu", "Import, render, map, look and size");
    more.addActionListener(
        e -> menu.show(more, more.getWidth() - menu.getPreferredSize().width, more.getHeight()));
    preparePreset(actions.presets());

    views.setMaximumSize(views.getPreferredSize());
    // Springs of one size on both sides hold the presets in the middle, where there is room.
    JPanel west =
        side(
            name,
            Box.createHorizontalStrut(UIScale.scale(14)),
            views,
            Box.createHorizontalGlue(),
            gap(),
            undo,
            gap(),
            redo,
            gap());
    Dimension least = west.getPreferredSize();
    name.setText(NAME);
    JPanel east = side(gap(), save, Box.createHorizontalGlue(), stop, gap(), settings, gap(), more);
    Dimension widest =
        new Dimension(
            Math.max(west.getPreferredSize().width, east.getPreferredSize().width),
            Math.max(west.getPreferredSize().height, east.getPreferredSize().height));
    west.setMinimumSize(least);
    east.setMinimumSize(east.getPreferredSize());
    west.setPreferredSize(widest);
    east.setPreferredSize(widest);
    add(west);
    add(previous);
    add(gap());
    add(preset);
    add(gap());
    add(next);
    add(east);
    presets.addListener(this::refresh);
    history.addListener(this::refresh);
    refresh();
  }

  private static Component gap() {
    return Box.createHorizontalStrut(UIScale.scale(6));
  }

  private static JPanel side(Component... parts) {
    JPanel panel = new JPanel();
    panel.setOpaque(false);
    panel.setLayout(new BoxLayout(panel, BoxLayout.X_AXIS));
    for (Component part : parts) {
      panel.add(part);
    }
    return panel;
  }

  private static JButton button(Glyph glyph, String name, String tip) {
    JButton button = new JButton(glyph.icon());
    button.setName(name);
    button.setToolTipText(tip);
    button.getAccessibleContext().setAccessibleName(tip);
    // A click must not take the focus from the pad; tab still reaches the button.
    button.setRequestFocusEnabled(false);
    return button;
  }

  private void preparePreset(Runnable open) {
    preset.setName("presets");
    preset.setToolTipText("All presets (ctrl P)");
    preset.setHorizontalTextPosition(SwingConstants.LEADING);
    preset.setIconTextGap(UIScale.scale(10));
    preset.setRequestFocusEnabled(false);
    preset.putClientProperty(FlatClientProperties.STYLE, "font: $semibold.font");
    int width = UIScale.scale(PRESET_WIDTH);
    int height = next.getPreferredSize().height;
    preset.setPreferredSize(new Dimension(width, height));
    preset.setMinimumSize(new Dimension(width, height));
    preset.setMaximumSize(new Dimension(width * 2, height));
    preset.addActionListener(e -> open.run());
  }

  /** A narrow window has the sign without the name. */
  @Override
  public void doLayout() {
    name.setText(getWidth() < UIScale.scale(NARROW) ? "" : NAME);
    super.doLayout();
  }

  private void refresh() {
    preset.setText(presets.title() + (presets.isChanged() ? CHANGED : ""));
    preset
        .getAccessibleContext()
        .setAccessibleName("Preset " + presets.title() + (presets.isChanged() ? ", changed" : ""));
    boolean some = !presets.entries().isEmpty();
    previous.setEnabled(some);
    next.setEnabled(some);
    save.setEnabled(presets.isChanged() || !presets.isOwn());
    step(undo, "Undo", "ctrl Z", history.undoTitle());
    step(redo, "Redo", "ctrl shift Z", history.redoTitle());
  }

  private static void step(JButton button, String verb, String key, String title) {
    button.setEnabled(title != null);
    String tip = (title == null ? verb : verb + ": " + title) + " (" + key + ")";
    button.setToolTipText(tip);
    button.getAccessibleContext().setAccessibleName(tip);
  }
}
