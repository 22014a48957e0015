package ligature.ui.view;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.FlowLayout;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.function.Supplier;
import javax.swing.DefaultListModel;
import javax.swing.JButton;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JToggleButton;
import javax.swing.ListSelectionModel;
import ligature.latent.Timbre;
import ligature.latent.TimbreBank;
import ligature.preset.PresetEntry;
import ligature.ui.control.Glyph;
import ligature.ui.control.KeyActions;
import ligature.ui.model.Preferences;
import ligature.ui.model.Presets;
import ligature.ui.model.Previews;
import ligature.ui.theme.Palette;

/**
 * All presets, with a search, tags and favourites, and what can be done with them: a sheet over the
 * pad. A click loads one, enter loads it and goes back. Threads: {@code [ui-thread]}.
 */
final class PresetBrowser extends Sheet {

  private static final int COLUMN = 250;

  private final Presets presets;
  private final Previews previews;
  private final Supplier<TimbreBank> bank;
  private final Preferences preferences;
  private final DefaultListModel<PresetEntry> model = new DefaultListModel<>();
  private final JList<PresetEntry> list = new JList<>(model);
  private final JScrollPane scroll = new JScrollPane(list);
  private final SearchField search =
      new SearchField("presetSearch", "Search the presets", this::arrange);
  private final PresetFilterBar filters = new PresetFilterBar(this::arrange);
  private final JButton save = button("Save", "savePreset", "Save over this own preset (ctrl S)");
  private final JButton saveAs =
      button("Save as\u2026", "savePresetAs", "Save what sounds as a new preset (ctrl shift S)");
  private final JButton rename = button("Rename\u2026", "renamePreset", "Rename an own preset");
  private final JButton delete = button("Delete\u2026", "deletePreset", "Delete an own preset");
  private final JToggleButton listen = new JToggleButton("Listen");
  private final JToggleButton favourite = new JToggleButton(Glyph.STAR_OUTLINE.icon());
  private final CardLayout cards = new CardLayout();
  private final JPanel bottom = new JPanel(cards);
  private final NameBar nameBar = new NameBar(this::showActions);
  private PresetEntry loaded;

  PresetBrowser(
      Presets presets,
      Previews previews,
      Supplier<TimbreBank> bank,
      Preferences preferences,
      Runnable close) {
    super("presetBrowser", close);
    this.previews = previews;
    this.presets = presets;
    this.bank = bank;
    this.preferences = preferences;
    setHeading("Presets");
    JPanel top = new JPanel(new BorderLayout(0, UIScale.scale(8)));
    top.setOpaque(false);
    top.add(header(search), BorderLayout.NORTH);
    top.add(filters, BorderLayout.SOUTH);
    add(top, BorderLayout.NORTH);
    add(scroll, BorderLayout.CENTER);
    add(bottom(), BorderLayout.SOUTH);
    prepareList();
    KeyActions.onKey(search, WHEN_FOCUSED, "DOWN", () -> step(1));
    KeyActions.onKey(search, WHEN_FOCUSED, "UP", () -> step(-1));
    KeyActions.onKey(search, WHEN_FOCUSED, "ENTER", this::chooseAndGoBack);
    KeyActions.onKey(list, WHEN_FOCUSED, "ENTER", this::chooseAndGoBack);
    KeyActions.onKey(list, WHEN_FOCUSED, "SPACE", this::listen);
    previews.addListener(() -> listen.setSelected(previews.playing() != null));
    presets.addListener(this::presetsChanged);
    preferences.addListener(this::arrange);
    addComponentListener(
        new ComponentAdapter() {
          @Override
          public void componentResized(ComponentEvent e) {
            arrange();
          }
        });
  }

  private JPanel bottom() {
    JPanel actions = new JPanel(new FlowLayout(FlowLayout.TRAILING, UIScale.scale(6), 0));
    actions.setOpaque(false);
    listen.setName("previewPreset");
    listen.setToolTipText(
        "Hear eight seconds of the preset that is selected, beside what sounds (space in the"
            + " list)");
    listen.addActionListener(e -> listen());
    actions.add(listen);
    favourite.setSelectedIcon(Glyph.STAR.icon());
    favourite.setName("favouritePreset");
    String tip = "Favourite: give the preset that is selected a star, or take it away";
    favourite.setToolTipText(tip);
    favourite.getAccessibleContext().setAccessibleName(tip);
    favourite.addActionListener(e -> star(list.getSelectedValue()));
    actions.add(favourite);
    actions.add(save);
    actions.add(saveAs);
    actions.add(rename);
    actions.add(delete);
    save.addActionListener(e -> presets.save());
    saveAs.addActionListener(e -> askForName());
    rename.addActionListener(
        e -> {
          PresetEntry entry = list.getSelectedValue();
          showName();
          nameBar.ask("New name", entry.title(), "Rename", name -> presets.rename(entry, name));
        });
    delete.addActionListener(
        e -> {
          PresetEntry entry = list.getSelectedValue();
          showName();
          nameBar.confirm(
              "Delete " + entry.title() + " for good?", "Delete", () -> presets.delete(entry));
        });
    bottom.setOpaque(false);
    bottom.add(actions, "actions");
    bottom.add(nameBar, "name");
    return bottom;
  }

  /** Plays what is selected, or ends it if that is what is playing. */
  private void listen() {
    PresetEntry selected = list.getSelectedValue();
    if (selected == null || selected.equals(previews.playing())) {
      previews.stop();
    } else {
      previews.start(selected);
    }
    listen.setSelected(previews.playing() != null);
  }

  @Override
  void closed() {
    previews.stop();
  }

  /** Whoever has loaded another one wants to hear that. */
  private void presetsChanged() {
    if (presets.chosen() != null && !presets.chosen().equals(loaded)) {
      previews.stop();
    }
    loaded = presets.chosen();
    arrange();
  }

  private static JButton button(String text, String name, String tip) {
    JButton button = new JButton(text);
    button.setName(name);
    button.setToolTipText(tip);
    return button;
  }

  /** Asks for the name of a new preset. */
  void askForName() {
    showName();
    nameBar.ask("Save as", presets.title(), "Save", presets::saveAs);
  }

  private void showName() {
    cards.show(bottom, "name");
  }

  private void showActions() {
    cards.show(bottom, "actions");
    search.requestFocusInWindow();
  }

  private void prepareList() {
    list.setName("presetList");
    list.getAccessibleContext().setAccessibleName("Presets");
    list.setOpaque(false);
    list.setLayoutOrientation(JList.VERTICAL_WRAP);
    list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
    list.setCellRenderer(
        new PresetCell(this::isFavourite, p -> p.equals(presets.chosen()), this::timbreColor));
    list.addListSelectionListener(e -> enableActions());
    list.addMouseListener(
        new MouseAdapter() {
          @Override
          public void mousePressed(MouseEvent e) {
            clicked(e);
          }
        });
    Styles.bare(scroll);
    scroll.getVerticalScrollBar().setUnitIncrement(UIScale.scale(PresetCell.HEIGHT));
  }

  private void clicked(MouseEvent e) {
    int index = list.locationToIndex(e.getPoint());
    if (index < 0 || !list.getCellBounds(index, index).contains(e.getPoint())) {
      return;
    }
    PresetEntry entry = model.get(index);
    int inCell = e.getX() - list.getCellBounds(index, index).x;
    if (inCell < UIScale.scale(PresetCell.STAR_WIDTH)) {
      star(entry);
    } else if (e.getClickCount() == 2) {
      goBack();
    } else {
      previews.stop();
      presets.choose(entry);
    }
  }

  private void star(PresetEntry entry) {
    preferences.change(s -> s.withFavourite(entry.name(), !isFavourite(entry)));
  }

  private boolean isFavourite(PresetEntry entry) {
    return preferences.settings().favourites().contains(entry.name());
  }

  private Color timbreColor(String name) {
    Timbre timbre = bank.get().find(name);
    return timbre == null ? Palette.color("Ligature.faint") : Palette.family(timbre.family());
  }

  private String timbreTitle(String name) {
    Timbre timbre = bank.get().find(name);
    return timbre == null ? name : timbre.title();
  }

  private void step(int by) {
    int index = Math.max(0, Math.min(model.size() - 1, list.getSelectedIndex() + by));
    list.setSelectedIndex(index);
    list.ensureIndexIsVisible(index);
  }

  private void chooseAndGoBack() {
    PresetEntry entry = list.getSelectedValue();
    if (entry != null) {
      goBack();
      presets.choose(entry);
    }
  }

  @Override
  void opened() {
    previews.prepare();
    search.setText("");
    showActions();
    arrange();
    list.setSelectedValue(presets.chosen(), true);
  }

  private void arrange() {
    PresetEntry selected = list.getSelectedValue();
    filters.offer(presets.entries());
    search.setPlaceholder("Search " + presets.entries().size() + " presets");
    List<PresetEntry> found =
        filters
            .filter(search.getText())
            .of(presets.entries(), preferences.settings().favourites(), this::timbreTitle);
    if (!found.equals(List.of(model.toArray()))) {
      model.clear();
      model.addAll(found);
    }
    int columns = Math.max(1, scroll.getWidth() / UIScale.scale(COLUMN));
    int rows = Math.max(1, (found.size() + columns - 1) / columns);
    int height = UIScale.scale(PresetCell.HEIGHT);
    int bar =
        rows * height > scroll.getHeight()
            ? scroll.getVerticalScrollBar().getPreferredSize().width
            : 0;
    list.setFixedCellWidth(Math.max(1, (scroll.getWidth() - bar - UIScale.scale(2)) / columns));
    list.setFixedCellHeight(height);
    list.setVisibleRowCount(rows);
    PresetEntry shown = found.contains(selected) ? selected : presets.chosen();
    list.setSelectedValue(found.contains(shown) ? shown : null, false);
    if (list.isSelectionEmpty() && !found.isEmpty()) {
      list.setSelectedIndex(0);
    }
    list.repaint();
    enableActions();
  }

  private void enableActions() {
    PresetEntry selected = list.getSelectedValue();
    boolean own = selected != null && selected.own();
    rename.setEnabled(own);
    delete.setEnabled(own);
    favourite.setEnabled(selected != null);
    favourite.setSelected(selected != null && isFavourite(selected));
    save.setEnabled(presets.isOwn() && presets.isChanged());
  }

  @Override
  Component firstFocus() {
    return search;
  }
}
