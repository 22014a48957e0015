package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.event.ActionEvent;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.function.Consumer;
import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import javax.swing.UIManager;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import ligature.latent.Timbre;
import ligature.latent.TimbreBank;
import ligature.ui.theme.Palette;

/**
 * All timbres at one glance, by family, with a search: a sheet over the pad. A click or enter
 * chooses, arrows go through the list, escape goes back. Threads: {@code [ui-thread]}.
 */
final class TimbreBrowser extends JPanel {

  private static final int COLUMN = 150;
  private static final int ROW = 21;

  private final TimbreBank bank;
  private final TimbreListModel model = new TimbreListModel();
  private final JList<TimbreListModel.Row> list = new JList<>(model);
  private final JTextField search = new JTextField();
  private final JLabel heading = new JLabel();
  private final JScrollPane scroll = new JScrollPane(list);
  private Consumer<Timbre> chosen = timbre -> {};
  private final Runnable close;

  /**
   * @param close takes the sheet away
   */
  TimbreBrowser(TimbreBank bank, Runnable close) {
    super(new BorderLayout(0, UIScale.scale(10)));
    this.bank = bank;
    this.close = close;
    setName("timbreBrowser");
    setOpaque(false);
    int pad = UIScale.scale(14);
    setBorder(BorderFactory.createEmptyBorder(pad, pad, pad, pad));
    add(header(), BorderLayout.NORTH);
    add(scroll, BorderLayout.CENTER);
    prepareList();
    bindKeys();
    // What lies below the sheet must not get its clicks.
    addMouseListener(new MouseAdapter() {});
    addComponentListener(
        new ComponentAdapter() {
          @Override
          public void componentResized(ComponentEvent e) {
            arrange();
          }
        });
  }

  private JComponent header() {
    heading.putClientProperty(FlatClientProperties.STYLE_CLASS, "h4");
    search.setName("timbreSearch");
    search.getAccessibleContext().setAccessibleName("Search the timbres");
    search.putClientProperty(
        FlatClientProperties.PLACEHOLDER_TEXT, "Search " + bank.timbres().size() + " timbres");
    search.putClientProperty(FlatClientProperties.TEXT_FIELD_SHOW_CLEAR_BUTTON, true);
    search
        .getDocument()
        .addDocumentListener(
            new DocumentListener() {
              @Override
              public void insertUpdate(DocumentEvent e) {
                arrange();
              }

              @Override
              public void removeUpdate(DocumentEvent e) {
                arrange();
              }

              @Override
              public void changedUpdate(DocumentEvent e) {}
            });
    JButton back = new JButton("Back");
    back.setToolTipText("Keep the timbre (escape)");
    back.addActionListener(e -> close.run());
    JPanel header = new JPanel(new BorderLayout(UIScale.scale(12), 0));
    header.setOpaque(false);
    header.add(heading, BorderLayout.WEST);
    header.add(search, BorderLayout.CENTER);
    header.add(back, BorderLayout.EAST);
    return header;
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
          public void mouseReleased(MouseEvent e) {
            int index = list.locationToIndex(e.getPoint());
            if (index >= 0 && list.getCellBounds(index, index).contains(e.getPoint())) {
              choose(index);
            }
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
    scroll.setBorder(BorderFactory.createEmptyBorder());
    scroll.setOpaque(false);
    scroll.getViewport().setOpaque(false);
    scroll.setHorizontalScrollBarPolicy(JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
    scroll.getVerticalScrollBar().setUnitIncrement(UIScale.scale(ROW));
  }

  private void bindKeys() {
    bind("ESCAPE", close);
    bind("ENTER", () -> choose(list.getSelectedIndex()));
    bind("DOWN", () -> step(1));
    bind("UP", () -> step(-1));
  }

  private void bind(String key, Runnable action) {
    search.getInputMap().put(KeyStroke.getKeyStroke(key), key);
    AbstractAction bound =
        new AbstractAction() {
          @Override
          public void actionPerformed(ActionEvent e) {
            action.run();
          }
        };
    search.getActionMap().put(key, bound);
    if (key.equals("ESCAPE")) {
      getInputMap(WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(KeyStroke.getKeyStroke(key), key);
      getActionMap().put(key, bound);
    }
  }

  /** Prepares the sheet for a corner: call it after the sheet was laid out. */
  void start(String letter, Timbre current, Consumer<Timbre> onChosen) {
    chosen = onChosen;
    heading.setText("Timbre at " + letter);
    search.setText("");
    arrange();
    select(model.indexOf(current));
    search.requestFocusInWindow();
  }

  /** Fits the columns to the width, and the rows to what the search has found. */
  private void arrange() {
    Timbre selected = list.getSelectedValue() == null ? null : list.getSelectedValue().timbre();
    int width = Math.max(1, scroll.getWidth() - UIScale.scale(2));
    int columns = Math.max(1, width / UIScale.scale(COLUMN));
    int rows = model.arrange(bank.timbres(), search.getText(), columns);
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
    Timbre timbre = index < 0 ? null : model.getElementAt(index).timbre();
    if (timbre != null) {
      close.run();
      chosen.accept(timbre);
    }
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D g = (Graphics2D) graphics.create();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    int arc = UIScale.scale(UIManager.getInt("MorphPad.arc"));
    g.setColor(Palette.withAlpha(Palette.color("Ligature.panel"), 0.97));
    g.fillRoundRect(0, 0, getWidth(), getHeight(), arc, arc);
    g.setColor(Palette.color("MorphPad.outline"));
    g.drawRoundRect(0, 0, getWidth() - 1, getHeight() - 1, arc, arc);
    g.dispose();
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
