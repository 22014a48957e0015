package ligature.ui.view;

import java.util.function.Consumer;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import ligature.latent.Timbre;
import ligature.ui.model.OwnSound;

/**
 * What a right click on one of the user's own timbres offers: to cut its recordings. Threads:
 * {@code [ui-thread]}.
 */
final class TrimMenu {

  private final OwnSound own;
  private final Consumer<Timbre> opened;

  /**
   * @param opened shows the timbre that was taken up
   */
  TrimMenu(OwnSound own, Consumer<Timbre> opened) {
    this.own = own;
    this.opened = opened;
  }

  /** Takes a timbre up to be cut, if it is the user's own. */
  void trim(Timbre timbre) {
    if (timbre != null && own.isOwn(timbre)) {
      own.takeUp(timbre);
      opened.accept(timbre);
    }
  }

  /** The menu for a timbre; null if it is not the user's own. */
  JPopupMenu menu(Timbre timbre) {
    if (timbre == null || !own.isOwn(timbre)) {
      return null;
    }
    JPopupMenu menu = new JPopupMenu();
    JMenuItem item = new JMenuItem("Trim " + timbre.title() + " \u2026");
    item.setName("trimTimbre");
    item.addActionListener(e -> trim(timbre));
    menu.add(item);
    return menu;
  }
}
