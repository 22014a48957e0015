package ligature.ui.control;

import java.awt.event.ActionEvent;
import javax.swing.AbstractAction;
import javax.swing.JComponent;
import javax.swing.KeyStroke;

/** Ties keys to what they do; the name of an action is its key. Threads: {@code [ui-thread]}. */
public final class KeyActions {

  private KeyActions() {}

  /** While the component has the focus. */
  public static void onKey(JComponent component, String key, Runnable action) {
    onKey(component, JComponent.WHEN_FOCUSED, key, action);
  }

  /**
   * Ties one key.
   *
   * @param condition as {@link JComponent#getInputMap(int)} has it
   * @param key as {@link KeyStroke#getKeyStroke(String)} reads it
   */
  public static void onKey(JComponent component, int condition, String key, Runnable action) {
    component.getInputMap(condition).put(KeyStroke.getKeyStroke(key), key);
    component
        .getActionMap()
        .put(
            key,
            new AbstractAction() {
              @Override
              public void actionPerformed(ActionEvent e) {
                action.run();
              }
            });
  }
}
