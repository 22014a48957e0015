package ligature.ui.app;

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
import ligature.settings.Settings;
import ligature.ui.model.Preferences;
import ligature.ui.theme.Theme;

/** Look and size of the window, in a menu and on keys. */
final class WindowMenu {

  private static final float STEP = 0.125f;

  private final JPopupMenu menu = new JPopupMenu();
  private final JRootPane root;
  private final Preferences preferences;

  WindowMenu(JRootPane root, Preferences preferences) {
    this.root = root;
    this.preferences = preferences;
    JCheckBoxMenuItem light = new JCheckBoxMenuItem("Light look");
    light.setName("lightLook");
    light.addActionListener(e -> switchTheme());
    KeyStroke lightKey = KeyStroke.getKeyStroke("ctrl L");
    light.setAccelerator(lightKey);
    bind(lightKey, this::switchTheme);
    menu.add(light);
    menu.addSeparator();
    item("Larger", "ctrl PLUS", () -> zoom(STEP));
    item("Smaller", "ctrl MINUS", () -> zoom(-STEP));
    item("Normal size", "ctrl 0", () -> preferences.change(s -> s.withLook(s.dark(), 1)));
    bind(KeyStroke.getKeyStroke("ctrl EQUALS"), () -> zoom(STEP));
    preferences.addListener(this::follow);
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
    preferences.change(s -> s.withLook(!s.dark(), s.scale()));
  }

  private void zoom(float by) {
    preferences.change(s -> s.withLook(s.dark(), Math.round((s.scale() + by) * 8) / 8f));
  }

  /** Gives every window the look of some settings. */
  static void apply(Settings settings) {
    UIScale.setZoomFactor(settings.scale());
    (settings.dark() ? Theme.DARK : Theme.LIGHT).apply();
  }

  private void follow() {
    Settings settings = preferences.settings();
    boolean sameTheme = (Theme.current() == Theme.DARK) == settings.dark();
    if (sameTheme && settings.scale() == UIScale.getZoomFactor()) {
      return;
    }
    apply(settings);
    SwingUtilities.updateComponentTreeUI(menu);
    for (Window window : Window.getWindows()) {
      window.revalidate();
    }
  }
}
