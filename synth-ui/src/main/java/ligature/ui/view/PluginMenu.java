package ligature.ui.view;

import java.awt.Component;
import java.awt.Dimension;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.swing.JMenu;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import javax.swing.SwingUtilities;
import javax.swing.event.PopupMenuEvent;
import javax.swing.event.PopupMenuListener;
import ligature.plugin.PluginDescription;

/**
 * What can go into a slot: the effects that come with the program, then the others by their first
 * letters; or what the words in its field find. Threads: {@code [ui-thread]}.
 */
final class PluginMenu extends JPopupMenu {

  private static final int MENU_ROWS = 18;

  private final List<PluginDescription> plugins;
  private final Consumer<PluginDescription> take;
  private final SearchField search = new SearchField("pluginSearch", "Search plugins", this::fill);
  private Dimension size;

  /**
   * @param take called with what was chosen
   */
  PluginMenu(List<PluginDescription> plugins, Consumer<PluginDescription> take) {
    this.plugins = plugins;
    this.take = take;
    setName("pluginMenu");
    search.setPlaceholder("Search plugins");
    search.addActionListener(e -> takeFirst());
    fill();
    addPopupMenuListener(new Focus());
  }

  /** Its size stays, for it stands on the slot. */
  @Override
  public Dimension getPreferredSize() {
    if (size == null) {
      size = super.getPreferredSize();
    }
    return size;
  }

  private void fill() {
    while (getComponentCount() > 1) {
      remove(1);
    }
    if (getComponentCount() == 0) {
      add(search);
    }
    String words = search.getText().strip().toLowerCase(Locale.ROOT);
    if (plugins.isEmpty()) {
      note("The plugins are still being listed \u2026");
    } else if (words.isEmpty()) {
      addAll();
    } else {
      addFound(words.split("\\s+"));
    }
    revalidate();
    repaint();
  }

  private void addAll() {
    plugins.stream().filter(PluginMenu::isOwn).forEach(p -> add(item(p)));
    List<PluginDescription> others = new ArrayList<>(others().toList());
    if (!others.isEmpty()) {
      addSeparator();
    }
    for (int from = 0; from < others.size(); from += MENU_ROWS) {
      List<PluginDescription> page =
          others.subList(from, Math.min(others.size(), from + MENU_ROWS));
      JMenu part = new JMenu(first(page.get(0)) + " \u2013 " + first(page.get(page.size() - 1)));
      page.forEach(plugin -> part.add(item(plugin)));
      add(part);
    }
  }

  private static boolean isOwn(PluginDescription plugin) {
    return plugin.format().equals("java");
  }

  private Stream<PluginDescription> others() {
    return plugins.stream()
        .filter(p -> !isOwn(p))
        .sorted(Comparator.comparing(PluginDescription::name, String.CASE_INSENSITIVE_ORDER));
  }

  /** Those in whose name, id or format are all of the words. */
  private void addFound(String[] words) {
    List<PluginDescription> found =
        Stream.concat(plugins.stream().filter(PluginMenu::isOwn), others())
            .filter(plugin -> has(plugin, words))
            .toList();
    int room = found.size() <= MENU_ROWS / 2 ? found.size() : MENU_ROWS / 2 - 1;
    found.subList(0, room).forEach(plugin -> add(item(plugin)));
    if (room < found.size()) {
      note((found.size() - room) + " more; another word finds fewer");
    } else if (found.isEmpty()) {
      note("There is none such");
    }
  }

  private static boolean has(PluginDescription plugin, String[] words) {
    String text = (plugin.name() + " " + plugin.id()).toLowerCase(Locale.ROOT);
    return Stream.of(words).allMatch(text::contains);
  }

  private void note(String text) {
    JMenuItem note = new JMenuItem(text);
    note.setEnabled(false);
    add(note);
  }

  private static String first(PluginDescription plugin) {
    String name = plugin.name();
    return name.length() > 14 ? name.substring(0, 13).strip() + "\u2026" : name;
  }

  private JMenuItem item(PluginDescription plugin) {
    JMenuItem item = new JMenuItem(plugin.name());
    item.setName("add " + plugin.id());
    item.setToolTipText(plugin.id());
    item.addActionListener(e -> take.accept(plugin));
    return item;
  }

  /** Enter takes what was found first. */
  private void takeFirst() {
    for (Component item : getComponents()) {
      if (item instanceof JMenuItem found && !(item instanceof JMenu) && found.isEnabled()) {
        setVisible(false);
        found.doClick(0);
        return;
      }
    }
  }

  /** Letters go to the field from the beginning. */
  private final class Focus implements PopupMenuListener {
    @Override
    public void popupMenuWillBecomeVisible(PopupMenuEvent e) {
      SwingUtilities.invokeLater(search::requestFocusInWindow);
    }

    @Override
    public void popupMenuWillBecomeInvisible(PopupMenuEvent e) {}

    @Override
    public void popupMenuCanceled(PopupMenuEvent e) {}
  }
}
