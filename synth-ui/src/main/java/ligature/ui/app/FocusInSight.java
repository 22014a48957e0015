package ligature.ui.app;

import java.awt.AWTEvent;
import java.awt.Component;
import java.awt.Rectangle;
import java.awt.Toolkit;
import java.awt.event.AWTEventListener;
import java.awt.event.FocusEvent;
import javax.swing.JComponent;
import javax.swing.SwingUtilities;

/**
 * Scrolls to what tab comes to. What a mouse takes hold of stays where it is: it would go away from
 * under the hand. Threads: {@code [ui-thread]}.
 */
record FocusInSight(Component window) implements AWTEventListener {

  void begin() {
    Toolkit.getDefaultToolkit().addAWTEventListener(this, AWTEvent.FOCUS_EVENT_MASK);
  }

  void end() {
    Toolkit.getDefaultToolkit().removeAWTEventListener(this);
  }

  @Override
  public void eventDispatched(AWTEvent event) {
    if (event.getID() == FocusEvent.FOCUS_GAINED
        && isByTab((FocusEvent) event)
        && event.getSource() instanceof JComponent at
        && SwingUtilities.isDescendingFrom(at, window)) {
      at.scrollRectToVisible(new Rectangle(at.getWidth(), at.getHeight()));
    }
  }

  private static boolean isByTab(FocusEvent event) {
    return switch (event.getCause()) {
      case TRAVERSAL, TRAVERSAL_UP, TRAVERSAL_DOWN, TRAVERSAL_FORWARD, TRAVERSAL_BACKWARD -> true;
      default -> false;
    };
  }
}
