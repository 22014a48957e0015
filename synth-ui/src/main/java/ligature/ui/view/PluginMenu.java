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
 * letters, and a model with recordings; or what the words in its field find. Threads: {@code
 * [ui-thread]}.
 */
final class PluginMenu extends JPopupMenu {

  private static final int MENU_ROWS = 18;
  private static final String SOURCE = "Model with recordings \u2026";

  /** Words beside its title that find a model with recordings. */
  private static final String SOURCE_WORDS = " nn~ rave source";

  private final List<PluginDescription> plugins;
  private final Runnable addSource;
  private final Consumer<PluginDescription> take;
  private final SearchField search = new SearchField("pluginSearch", "Search plugins", this::fill);
  private Dimension size;

  /**
   * @param addSource called if a model with recordings was chosen
   * @param take called with what else was chosen
   */
  PluginMenu(
      List<PluginDescription> plugins, Runnable addSource, Consumer<PluginDescription> take) {
    this.plugins = plugins;
    this.addSource = addSource;
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
    }
    if (words.isEmpty()) {
      addAll();
    } else if (!plugins.isEmpty()) {
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
    addSeparator();
    add(sourceItem());
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
    List<JMenuItem> found = new ArrayList<>();
    Stream.concat(plugins.stream().filter(PluginMenu::isOwn), others())
        .filter(plugin -> has(plugin.name() + " " + plugin.id(), words))
        .forEach(plugin -> found.add(item(plugin)));
    if (has(SOURCE + SOURCE_WORDS, words)) {
      found.add(0, sourceItem());
    }
    int room = found.size() <= MENU_ROWS / 2 ? found.size() : MENU_ROWS / 2 - 1;
    found.subList(0, room).forEach(this::add);
    if (room < found.size()) {
      note((found.size() - room) + " more; another word finds fewer");
    } else if (found.isEmpty()) {
      note("There is none such");
    }
  }

  private static boolean has(String text, String[] words) {
    return Stream.of(words).allMatch(text.toLowerCase(Locale.ROOT)::contains);
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

  private JMenuItem sourceItem() {
    JMenuItem item = new JMenuItem(SOURCE);
    item.setName("addSource");
    item.setToolTipText(
        "A model for nn~ or RAVE as a second source: recordings at the pad's corners, played from"
            + " the keys");
    item.addActionListener(e -> addSource.run());
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
