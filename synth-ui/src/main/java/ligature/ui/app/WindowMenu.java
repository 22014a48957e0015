package ligature.ui.app;

import com.formdev.flatlaf.FlatLaf;
import com.formdev.flatlaf.util.UIScale;
import java.awt.Window;
import java.awt.event.ActionEvent;
import javax.swing.AbstractAction;
import javax.swing.JCheckBoxMenuItem;
import javax.swing.JComponent;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import javax.swing.JRootPane;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import ligature.ui.theme.Theme;

/** Look and size of the window, in a menu and on keys. */
final class WindowMenu {

  private final JPopupMenu menu = new JPopupMenu();
  private final JRootPane root;

  WindowMenu(JRootPane root) {
    this.root = root;
    JCheckBoxMenuItem light = new JCheckBoxMenuItem("Light look");
    light.setName("lightLook");
    light.addActionListener(e -> switchTheme());
    KeyStroke lightKey = KeyStroke.getKeyStroke("ctrl L");
    light.setAccelerator(lightKey);
    bind(lightKey, this::switchTheme);
    menu.add(light);
    menu.addSeparator();
    item("Larger", "ctrl PLUS", () -> zoom(UIScale.zoomIn()));
    item("Smaller", "ctrl MINUS", () -> zoom(UIScale.zoomOut()));
    item("Normal size", "ctrl 0", () -> zoom(UIScale.zoomReset()));
    bind(KeyStroke.getKeyStroke("ctrl EQUALS"), () -> zoom(UIScale.zoomIn()));
    menu.addPropertyChangeListener(
        "visible", e -> light.setSelected(Theme.current() == Theme.LIGHT));
  }

  JPopupMenu menu() {
    return menu;
  }

  private void item(String text, String key, Runnable action) {
    JMenuItem item = new JMenuItem(text);
    KeyStroke stroke = KeyStroke.getKeyStroke(key);
    item.setAccelerator(stroke);
    item.addActionListener(e -> action.run());
    bind(stroke, action);
    menu.add(item);
  }

  private void bind(KeyStroke stroke, Runnable action) {
    root.getInputMap(JComponent.WHEN_IN_FOCUSED_WINDOW).put(stroke, stroke.toString());
    root.getActionMap()
        .put(
            stroke.toString(),
            new AbstractAction() {
              @Override
              public void actionPerformed(ActionEvent e) {
                action.run();
              }
            });
  }

  private void switchTheme() {
    Theme.current().other().apply();
    SwingUtilities.updateComponentTreeUI(menu);
  }

  private void zoom(boolean changed) {
    if (changed) {
      FlatLaf.updateUI();
      SwingUtilities.updateComponentTreeUI(menu);
      for (Window window : Window.getWindows()) {
        window.revalidate();
      }
    }
  }
}
