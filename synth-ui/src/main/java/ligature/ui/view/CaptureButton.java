package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import javax.swing.JComponent;
import javax.swing.JToggleButton;
import javax.swing.SwingUtilities;
import ligature.ui.control.Glyph;
import ligature.ui.control.HeldKey;
import ligature.ui.model.Captures;

/** Held down, it listens to the audio input. F9 does the same. Threads: {@code [ui-thread]}. */
final class CaptureButton extends JToggleButton {

  private final Captures captures;

  /**
   * @param window where the key counts
   */
  CaptureButton(Captures captures, JComponent window) {
    super(Glyph.MICROPHONE.icon());
    this.captures = captures;
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
            captures.release();
          }
        });
    HeldKey.on(window, "F9", captures::press, captures::release);
    captures.addListener(this::refresh);
    refresh();
  }

  private void refresh() {
    Captures.State state = captures.state();
    setSelected(state == Captures.State.LISTENING);
    boolean possible = captures.isPossible();
    String tip =
        state == Captures.State.LISTENING
            ? "Listening: let go, and what is heard is at corner D; escape gives it up"
            : state == Captures.State.MAKING
                ? "Making a timbre of what was heard \u2026"
                : possible
                    ? "Hold (or F9) and sing or strike something: it becomes corner D"
                    : "To capture sounds play through JACK, or open the card's input in the settings";
    setToolTipText(tip);
    getAccessibleContext().setAccessibleName(tip);
  }
}
