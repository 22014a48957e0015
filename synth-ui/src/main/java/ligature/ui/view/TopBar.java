package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.Dimension;
import java.util.ArrayList;
import java.util.List;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.DefaultComboBoxModel;
import javax.swing.DefaultListCellRenderer;
import javax.swing.Icon;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.SwingUtilities;
import javax.swing.event.PopupMenuEvent;
import javax.swing.event.PopupMenuListener;
import ligature.ui.control.Glyph;
import ligature.ui.model.Sound;

/** The line at the top: the product's sign, the presets, panic and the menu. */
final class TopBar extends JPanel {

  private static final int PRESET_WIDTH = 300;

  private final Sound sound;
  private final JComboBox<String> presets = new JComboBox<>();
  private List<String> listed = List.of();
  private boolean showing;

  /**
   * @param panic silences everything
   * @param focusBack gives the focus to what is played, after a choice
   */
  TopBar(Sound sound, Icon sign, Runnable panic, Runnable focusBack, JPopupMenu menu) {
    this.sound = sound;
    setOpaque(false);
    setLayout(new BoxLayout(this, BoxLayout.X_AXIS));
    JLabel name = new JLabel("Ligature", sign, JLabel.LEADING);
    name.setIconTextGap(UIScale.scale(9));
    name.putClientProperty(FlatClientProperties.STYLE_CLASS, "h3");
    JButton previous = button(Glyph.PREVIOUS.icon(), "previousPreset", "Previous preset (page up)");
    previous.addActionListener(e -> sound.stepPreset(-1));
    JButton next = button(Glyph.NEXT.icon(), "nextPreset", "Next preset (page down)");
    next.addActionListener(e -> sound.stepPreset(1));
    JButton stop = button(Glyph.PANIC.icon(), "panic", "Silence everything (escape)");
    stop.setText("Panic");
    stop.addActionListener(e -> panic.run());
    JButton more = button(Glyph.MENU.icon(), "menu", "Look and size");
    more.addActionListener(
        e -> menu.show(more, more.getWidth() - menu.getPreferredSize().width, more.getHeight()));
    preparePresets(focusBack);
    boolean some = !sound.presets().isEmpty();
    previous.setEnabled(some);
    next.setEnabled(some);

    // Springs of one size on both sides hold the presets in the middle.
    JPanel west = side(name, Box.createHorizontalGlue());
    JPanel east =
        side(Box.createHorizontalGlue(), stop, Box.createHorizontalStrut(UIScale.scale(6)), more);
    Dimension widest =
        new Dimension(
            Math.max(west.getPreferredSize().width, east.getPreferredSize().width),
            Math.max(west.getPreferredSize().height, east.getPreferredSize().height));
    west.setPreferredSize(widest);
    east.setPreferredSize(widest);
    add(west);
    add(previous);
    add(Box.createHorizontalStrut(UIScale.scale(6)));
    add(presets);
    add(Box.createHorizontalStrut(UIScale.scale(6)));
    add(next);
    add(east);
    sound.addListener(this::refresh);
    refresh();
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

  private static JButton button(Icon icon, String name, String tip) {
    JButton button = new JButton(icon);
    button.setName(name);
    button.setToolTipText(tip);
    button.getAccessibleContext().setAccessibleName(tip);
    // A click must not take the focus from the pad; tab still reaches the button.
    button.setRequestFocusEnabled(false);
    return button;
  }

  private void preparePresets(Runnable focusBack) {
    presets.setName("presets");
    presets.getAccessibleContext().setAccessibleName("Preset");
    presets.setMaximumRowCount(24);
    int width = UIScale.scale(PRESET_WIDTH);
    presets.setPreferredSize(new Dimension(width, presets.getPreferredSize().height));
    presets.setMinimumSize(new Dimension(width / 2, presets.getPreferredSize().height));
    presets.setMaximumSize(new Dimension(width * 2, presets.getPreferredSize().height));
    presets.setRenderer(
        new DefaultListCellRenderer() {
          @Override
          public Component getListCellRendererComponent(
              JList<?> list, Object value, int index, boolean selected, boolean focus) {
            boolean changed = index < 0 && sound.isChanged();
            String text = value == null ? "" : value.toString();
            return super.getListCellRendererComponent(
                list, changed ? text + "  (changed)" : text, index, selected, focus);
          }
        });
    presets.addPopupMenuListener(
        new PopupMenuListener() {
          @Override
          public void popupMenuWillBecomeVisible(PopupMenuEvent e) {}

          @Override
          public void popupMenuWillBecomeInvisible(PopupMenuEvent e) {
            SwingUtilities.invokeLater(focusBack);
          }

          @Override
          public void popupMenuCanceled(PopupMenuEvent e) {}
        });
    presets.addActionListener(
        e -> {
          if (!showing && presets.getSelectedItem() instanceof String name) {
            sound.choosePreset(name);
          }
        });
  }

  /** Shows the preset that is wanted, without asking for it again. */
  private void refresh() {
    showing = true;
    String name = sound.presetName();
    List<String> names = new ArrayList<>(sound.presets());
    if (!names.contains(name)) {
      names.add(0, name);
    }
    // A list that is open must not be replaced under the pointer.
    if (!names.equals(listed)) {
      listed = names;
      presets.setModel(new DefaultComboBoxModel<>(names.toArray(String[]::new)));
    }
    presets.setSelectedItem(name);
    presets.repaint();
    showing = false;
  }
}
