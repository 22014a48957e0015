package ligature.ui.view;

import java.util.ArrayList;
import java.util.List;
import javax.swing.AbstractButton;
import javax.swing.ButtonGroup;
import javax.swing.JComponent;
import ligature.ui.control.KeyActions;

/**
 * Buttons of which one is down. Swing lets tab come to that one only: from there the arrow keys go
 * to the others, and space takes one. Threads: {@code [ui-thread]}.
 */
final class OneOf extends ButtonGroup {

  private final transient List<AbstractButton> all = new ArrayList<>();

  @Override
  public void add(AbstractButton button) {
    super.add(button);
    all.add(button);
    for (String key : List.of("LEFT", "UP")) {
      KeyActions.onKey(button, JComponent.WHEN_FOCUSED, key, () -> goFrom(button, -1));
    }
    for (String key : List.of("RIGHT", "DOWN")) {
      KeyActions.onKey(button, JComponent.WHEN_FOCUSED, key, () -> goFrom(button, 1));
    }
  }

  private void goFrom(AbstractButton button, int by) {
    AbstractButton next = button;
    do {
      next = all.get(Math.floorMod(all.indexOf(next) + by, all.size()));
    } while (next != button && !(next.isEnabled() && next.isShowing()));
    next.requestFocusInWindow();
  }
}
