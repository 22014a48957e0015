package ligature.ui.control;

import java.awt.event.FocusEvent;
import java.awt.event.FocusListener;

/** Repaints a control that shows whether it has the focus. */
public final class RepaintOnFocus implements FocusListener {

  @Override
  public void focusGained(FocusEvent e) {
    e.getComponent().repaint();
  }

  @Override
  public void focusLost(FocusEvent e) {
    e.getComponent().repaint();
  }
}
