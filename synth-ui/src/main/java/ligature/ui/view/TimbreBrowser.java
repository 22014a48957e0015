package ligature.ui.view;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.GridLayout;
import java.awt.RenderingHints;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.swing.BorderFactory;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.JScrollPane;
import javax.swing.JToggleButton;
import javax.swing.SwingUtilities;
import ligature.latent.Timbre;
import ligature.latent.TimbreBank;
import ligature.latent.TimbreMap;
import ligature.ui.control.KeyActions;
import ligature.ui.model.Audition;
import ligature.ui.model.MapPlay;
import ligature.ui.model.PadShape;
import ligature.ui.theme.Palette;

/**
 * All timbres at one glance, by family, with a search: a sheet over the pad. A click or enter
 * chooses, arrows go through the list, escape goes back. Threads: {@code [ui-thread]}.
 */
final class TimbreBrowser extends Sheet {

  private static final int COLUMN = 150;
  private static final int ROW = 21;

  private final Supplier<TimbreBank> bank;
  private final TimbreListModel model = new TimbreListModel();
  private final JList<TimbreListModel.Row> list = new JList<>(model);
  private final SearchField search =
      new SearchField("timbreSearch", "Search the timbres", this::arrange);
  private final JScrollPane scroll = new JScrollPane(list);
  private Consumer<Timbre> chosen = timbre -> {};
  private List<Timbre> only = List.of();

  private final JToggleButton asList = new JToggleButton("List");
  private final JToggleButton asMap = new JToggleButton("Map");
  private final CardLayout cards = new CardLayout();
  private final JPanel pages = new JPanel(cards);
  private final TimbreMapPage map;
  private final Audition audition;
  private final TrimMenu trim;

  /**
   * @param carried what happens to a timbre that was carried off the map
   * @param trim what else can be done with the user's own
   * @param close takes the sheet away
   */
  TimbreBrowser(WindowModels models, TimbreMapPage.Carried carried, TrimMenu trim, Runnable close) {
    super("timbreBrowser", close);
    this.trim = trim;
    bank = models.player()::bank;
    audition = new Audition(models.sound(), models.keys());
    map =
        new TimbreMapPage(
            bank,
            models.sound(),
            models.path(),
            models.drawnPaths(),
            new MapPlay(models.sound(), models.keys()),
            audition,
            carried,
            this::choose);
    map.map().setMenus(point -> trim.menu(bank.get().timbres().get(point)));
    showCount();
    JPanel middle = new JPanel(new BorderLayout(UIScale.scale(8), 0));
    middle.setOpaque(false);
    middle.add(search, BorderLayout.CENTER);
    middle.add(choice(), BorderLayout.EAST);
    add(header(middle), BorderLayout.NORTH);
    pages.setOpaque(false);
    pages.add(scroll, "list");
    pages.add(map, "map");
    add(pages, BorderLayout.CENTER);
    prepareList();
    bindKeys();
    addComponentListener(
        new ComponentAdapter() {
          @Override
          public void componentResized(ComponentEvent e) {
            arrange();
          }
        });
  }

  private void showCount() {
    search.setPlaceholder("Search " + bank.get().timbres().size() + " timbres");
  }

  /** There are more timbres in the bank now, behind the others. */
  void grow() {
    showCount();
    map.grow();
    arrange();
  }

  private JPanel choice() {
    JPanel choice = new JPanel(new GridLayout(1, 2, UIScale.scale(4), 0));
    choice.setOpaque(false);
    OneOf group = new OneOf();
    for (JToggleButton button : List.of(asList, asMap)) {
      group.add(button);
      choice.add(button);
      button.setRequestFocusEnabled(false);
      button.addActionListener(e -> turnPage());
    }
    asList.setName("timbresAsList");
    asList.setToolTipText("By family");
    asMap.setName("timbresAsMap");
    asMap.setToolTipText(
        "By sound: neighbours sound alike; point, draw a path, or lasso the corners (ctrl T)");
    asList.setSelected(true);
    return choice;
  }

  private void turnPage() {
    audition.end();
    cards.show(pages, asMap.isSelected() ? "map" : "list");
    firstFocus().requestFocusInWindow();
  }

  /** Shows where the timbres lie; until then the map is empty. */
  void setMap(TimbreMap newMap) {
    map.setMap(newMap);
    arrange();
  }

  /** The map with its tools. */
  TimbreMapPage map() {
    return map;
  }

  @Override
  void closed() {
    map.closed();
    audition.end();
  }

  @Override
  public void updateUI() {
    super.updateUI();
    if (map != null) {
      map.grow(); // its colours are the look's
    }
  }

  private void prepareList() {
    list.setName("timbres");
    list.getAccessibleContext().setAccessibleName("Timbres");
    list.setLayoutOrientation(JList.VERTICAL_WRAP);
    list.setCellRenderer(new TimbreCell());
    list.setOpaque(false);
    list.setFocusable(false);
    list.addMouseListener(
        new MouseAdapter() {
          @Override
          public void mousePressed(MouseEvent e) {
            offer(e);
          }

          @Override
          public void mouseReleased(MouseEvent e) {
            int index = indexAt(e);
            if (SwingUtilities.isLeftMouseButton(e) && index >= 0) {
              choose(index);
            }
            offer(e);
          }
        });
    list.addMouseMotionListener(
        new MouseAdapter() {
          @Override
          public void mouseMoved(MouseEvent e) {
            int index = list.locationToIndex(e.getPoint());
            if (index >= 0 && model.getElementAt(index).timbre() != null) {
              list.setSelectedIndex(index);
            }
          }
        });
    Styles.bare(scroll);
    scroll.getVerticalScrollBar().setUnitIncrement(UIScale.scale(ROW));
  }

  private int indexAt(MouseEvent e) {
    int index = list.locationToIndex(e.getPoint());
    return index >= 0 && list.getCellBounds(index, index).contains(e.getPoint()) ? index : -1;
  }

  /** A right click on one of the user's own. */
  private void offer(MouseEvent e) {
    int index = indexAt(e);
    JPopupMenu menu =
        e.isPopupTrigger() && index >= 0 ? trim.menu(model.getElementAt(index).timbre()) : null;
    if (menu != null) {
      menu.show(list, e.getX(), e.getY());
    }
  }

  private void trimSelected() {
    if (list.getSelectedValue() != null) {
      trim.trim(list.getSelectedValue().timbre());
    }
  }

  private void bindKeys() {
    KeyActions.onKey(search, WHEN_FOCUSED, "F2", this::trimSelected);
    KeyActions.onKey(search, WHEN_FOCUSED, "ENTER", () -> choose(list.getSelectedIndex()));
    KeyActions.onKey(search, WHEN_FOCUSED, "DOWN", () -> step(1));
    KeyActions.onKey(search, WHEN_FOCUSED, "UP", () -> step(-1));
  }

  /** Prepares the sheet for one on the pad: call it after the sheet was laid out. */
  void start(int corner, Timbre timbre, Consumer<Timbre> onChosen) {
    chosen = onChosen;
    setHeading("Timbre at " + PadShape.letter(corner));
    only = List.of();
    search.setText("");
    map.start(corner);
    arrange();
    select(model.indexOf(timbre));
  }

  /** Turns to the map. */
  void showMap() {
    asMap.doClick(0);
  }

  /** Lights some timbres on the map, until something is looked for. */
  void showNearest(List<Timbre> timbres) {
    setHeading("Nearest to the recording");
    asMap.doClick(0);
    only = List.copyOf(timbres);
    arrange();
  }

  /** Which timbres of the bank are lit. */
  private BitSet lit() {
    List<Timbre> all = bank.get().timbres();
    if (only.isEmpty() || !search.getText().isBlank()) {
      return TimbreListModel.found(all, search.getText());
    }
    BitSet lit = new BitSet();
    only.forEach(timbre -> lit.set(all.indexOf(timbre)));
    return lit;
  }

  @Override
  Component firstFocus() {
    return asMap.isSelected() ? map.map() : search;
  }

  /** Fits the columns to the width, and the rows to what the search has found. */
  private void arrange() {
    Timbre selected = list.getSelectedValue() == null ? null : list.getSelectedValue().timbre();
    if (map.isReady()) {
      map.setFound(lit());
    }
    int width = Math.max(1, scroll.getWidth() - UIScale.scale(2));
    int columns = Math.max(1, width / UIScale.scale(COLUMN));
    int rows = model.arrange(bank.get().timbres(), search.getText(), columns);
    if (model.columns(rows) * rows * UIScale.scale(ROW) > columns * scroll.getHeight()) {
      width -= scroll.getVerticalScrollBar().getPreferredSize().width;
    }
    list.setFixedCellWidth(width / columns);
    list.setFixedCellHeight(UIScale.scale(ROW));
    list.setVisibleRowCount(rows);
    int index = model.indexOf(selected);
    select(index >= 0 ? index : model.next(-1, 1));
  }

  private void step(int by) {
    select(model.next(list.getSelectedIndex(), by));
  }

  private void select(int index) {
    if (index >= 0) {
      list.setSelectedIndex(index);
      list.ensureIndexIsVisible(index);
    } else {
      list.clearSelection();
    }
  }

  private void choose(int index) {
    choose(index < 0 ? null : model.getElementAt(index).timbre());
  }

  private void choose(Timbre timbre) {
    if (timbre != null) {
      goBack();
      chosen.accept(timbre);
    }
  }

  /** A timbre with its family's colour, or a family's name. */
  private static final class TimbreCell extends DefaultListCellRenderer {

    private Color dot;

    @Override
    public Component getListCellRendererComponent(
        JList<?> list, Object value, int index, boolean selected, boolean focus) {
      TimbreListModel.Row row = (TimbreListModel.Row) value;
      boolean timbre = row.timbre() != null;
      super.getListCellRendererComponent(list, row.text(), index, selected && timbre, false);
      dot = timbre ? Palette.family(row.timbre().family()) : null;
      setOpaque(selected && timbre);
      setBorder(
          BorderFactory.createEmptyBorder(0, UIScale.scale(timbre ? 20 : 6), 0, UIScale.scale(4)));
      setToolTipText(timbre ? row.text() : null);
      if (!timbre) {
        setFont(Palette.smallBold());
        setForeground(row.family() == null ? list.getForeground() : Palette.family(row.family()));
      }
      return this;
    }

    @Override
    protected void paintComponent(Graphics graphics) {
      super.paintComponent(graphics);
      if (dot != null) {
        Graphics2D g = (Graphics2D) graphics.create();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(dot);
        int size = UIScale.scale(7);
        g.fillOval(UIScale.scale(7), (getHeight() - size) / 2, size, size);
        g.dispose();
      }
    }
  }
}
