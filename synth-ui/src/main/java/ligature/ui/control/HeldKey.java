package ligature.ui.control;

import java.awt.AWTEvent;
import java.awt.Toolkit;
import java.awt.event.KeyEvent;
import javax.swing.JComponent;
import javax.swing.KeyStroke;

/** A key that does something for as long as it is held. Threads: {@code [ui-thread]}. */
public final class HeldKey {

  /**
   * X servers without detectable auto-repeat send a release and a press at one time for a key that
   * is held.
   */
  private static final long REPEAT_MILLIS = 1;

  private HeldKey() {}

  /** Ties a key to what begins and ends, wherever the focus is in the window. */
  public static void on(JComponent window, String key, Runnable press, Runnable release) {
    KeyActions.onKey(window, JComponent.WHEN_IN_FOCUSED_WINDOW, key, press);
    KeyActions.onKey(
        window,
        JComponent.WHEN_IN_FOCUSED_WINDOW,
        "released " + key,
        () -> {
          if (!isRepeat(KeyStroke.getKeyStroke(key).getKeyCode())) {
            release.run();
          }
        });
  }

  private static boolean isRepeat(int code) {
    AWTEvent next =
        Toolkit.getDefaultToolkit().getSystemEventQueue().peekEvent(KeyEvent.KEY_PRESSED);
    long now = java.awt.EventQueue.getMostRecentEventTime();
    return next instanceof KeyEvent press
        && press.getKeyCode() == code
        && press.getWhen() - now <= REPEAT_MILLIS;
  }
}
