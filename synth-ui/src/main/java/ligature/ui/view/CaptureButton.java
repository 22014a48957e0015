package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.function.Consumer;
import javax.swing.JComponent;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import javax.swing.JToggleButton;
import javax.swing.SwingUtilities;
import ligature.ui.control.Glyph;
import ligature.ui.control.HeldKey;
import ligature.ui.model.Captures;

/**
 * Held down, it listens to the audio input. F9 does the same, and a pedal that a right click lets
 * it learn. Threads: {@code [ui-thread]}.
 */
final class CaptureButton extends JToggleButton {

  private final Captures captures;
  private final Consumer<String> hint;

  /**
   * @param window where the key counts
   * @param hint takes a line that says what to do next; null for none
   */
  CaptureButton(Captures captures, JComponent window, Consumer<String> hint) {
    super(Glyph.MICROPHONE.icon());
    this.captures = captures;
    this.hint = hint;
    setName("capture");
    setRequestFocusEnabled(false);
    putClientProperty(FlatClientProperties.STYLE, "margin: 0,0,0,0");
    setModel(
        new ToggleButtonModel() {
          /** What it shows is what goes on, not how often it was clicked. */
          @Override
          public void setPressed(boolean pressed) {}
        });
    addMouseListener(
        new MouseAdapter() {
          @Override
          public void mousePressed(MouseEvent e) {
            if (SwingUtilities.isLeftMouseButton(e)) {
              captures.press();
            }
          }

          @Override
          public void mouseReleased(MouseEvent e) {
            if (SwingUtilities.isLeftMouseButton(e)) {
              captures.release();
            }
          }
        });
    HeldKey.on(window, "F9", captures::press, captures::release);
    captures.addListener(this::refresh);
    refresh();
  }

  /** What a right click offers. */
  @Override
  public JPopupMenu getComponentPopupMenu() {
    JPopupMenu menu = new JPopupMenu();
    if (captures.isLearningPedal()) {
      item(menu, "stopLearning capture", "Do not learn a pedal", () -> learn(false));
    } else {
      item(menu, "learn capture", "Learn a pedal to capture with", () -> learn(true));
    }
    if (captures.pedal() >= 0) {
      item(
          menu,
          "forget capture",
          "Forget CC " + captures.pedal() + " to capture with",
          captures::forgetPedal);
    }
    return menu;
  }

  private static void item(JPopupMenu menu, String name, String text, Runnable action) {
    JMenuItem item = new JMenuItem(text);
    item.setName(name);
    item.addActionListener(e -> action.run());
    menu.add(item);
  }

  private void learn(boolean on) {
    captures.learnPedal(on);
    hint.accept(on ? "Press the pedal, or move the MIDI controller, that is to capture" : null);
  }

  private void refresh() {
    Captures.State state = captures.state();
    setSelected(state == Captures.State.LISTENING);
    boolean possible = captures.isPossible();
    String tip =
        state == Captures.State.LISTENING
            ? "Listening: let go, and what is heard is at D; escape gives it up"
            : state == Captures.State.MAKING
                ? "Making a timbre of what was heard \u2026"
                : possible
                    ? "Hold (or F9, or a learned pedal) and sing or strike something: it becomes D"
                    : "To capture sounds play through JACK, or open the card's input in the settings";
    setToolTipText(tip);
    getAccessibleContext().setAccessibleName(tip);
  }
}
