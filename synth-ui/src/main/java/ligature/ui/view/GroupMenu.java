package ligature.ui.view;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.swing.JMenu;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;

/** A menu of many things by groups, a menu each. Threads: {@code [ui-thread]}. */
final class GroupMenu {

  private GroupMenu() {}

  /**
   * Makes the menu.
   *
   * @param title a thing's name for people
   * @param id its name for who looks for the item: "choose ID"
   */
  static <T> JPopupMenu of(
      Map<String, List<T>> groups,
      Function<T, String> title,
      Function<T, String> id,
      Consumer<T> chosen) {
    JPopupMenu menu = new JPopupMenu();
    groups.forEach(
        (group, things) -> {
          JMenu part = new JMenu(group);
          for (T thing : things) {
            part.add(item(title.apply(thing), id.apply(thing), () -> chosen.accept(thing)));
          }
          menu.add(part);
        });
    return menu;
  }

  /** One more item for such a menu. */
  static JMenuItem item(String title, String id, Runnable chosen) {
    JMenuItem item = new JMenuItem(title);
    item.setName("choose " + id);
    item.addActionListener(e -> chosen.run());
    return item;
  }
}
