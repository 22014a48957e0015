package ligature.ui.view;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.DefaultListCellRenderer;
import javax.swing.Icon;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import ligature.latent.Timbre;
import ligature.ui.theme.Theme;

/**
 * Chooses the timbre of one corner from all, sorted by family; typing a letter jumps. [ui-thread]
 */
final class CornerChooser extends JPanel {

  private static final long serialVersionUID = 1;
  private static final int ROWS = 24;

  private final JComboBox<Timbre> box;
  private final JLabel family = new JLabel(" ");
  private boolean showing;

  CornerChooser(String letter, List<Timbre> timbres, Consumer<Timbre> chosen) {
    super(new BorderLayout(0, 4));
    setOpaque(false);
    List<Timbre> sorted =
        timbres.stream()
            .sorted(Comparator.comparing(Timbre::family).thenComparing(Timbre::title))
            .toList();
    box = new JComboBox<>(sorted.toArray(Timbre[]::new));
    box.setName("corner-" + letter.toLowerCase(java.util.Locale.ROOT));
    box.setRenderer(new TimbreRenderer());
    box.setMaximumRowCount(ROWS);
    box.getAccessibleContext().setAccessibleName("Timbre at corner " + letter);
    box.setPreferredSize(new Dimension(156, 34));
    box.addActionListener(
        e -> {
          Timbre timbre = (Timbre) box.getSelectedItem();
          if (timbre != null && !showing) {
            showFamily(timbre);
            chosen.accept(timbre);
          }
        });
    family.putClientProperty("FlatLaf.styleClass", "small");
    JLabel title = new JLabel(letter);
    title.putClientProperty("FlatLaf.styleClass", "h2");
    JPanel head = new JPanel(new BorderLayout(8, 0));
    head.setOpaque(false);
    head.add(title, BorderLayout.WEST);
    head.add(family, BorderLayout.CENTER);
    add(head, BorderLayout.NORTH);
    add(box, BorderLayout.CENTER);
  }

  /** Shows a timbre that was chosen elsewhere. */
  void show(Timbre timbre) {
    showing = true;
    box.setSelectedItem(timbre);
    showing = false;
    showFamily(timbre);
  }

  private void showFamily(Timbre timbre) {
    family.setText(timbre.family());
  }

  @Override
  public void setEnabled(boolean enabled) {
    super.setEnabled(enabled);
    box.setEnabled(enabled);
  }

  /** A dot in the family's colour, and the title. */
  private static final class TimbreRenderer extends DefaultListCellRenderer {

    private static final long serialVersionUID = 1;

    @Override
    public Component getListCellRendererComponent(
        JList<?> list, Object value, int index, boolean selected, boolean focused) {
      super.getListCellRendererComponent(list, value, index, selected, focused);
      if (value instanceof Timbre timbre) {
        setText(timbre.title());
        setIcon(new Dot(Theme.family(timbre.family())));
        setIconTextGap(8);
      }
      return this;
    }
  }

  /** A filled circle. */
  private record Dot(Color color) implements Icon {

    @Override
    public void paintIcon(Component c, Graphics graphics, int x, int y) {
      Graphics2D g = (Graphics2D) graphics.create();
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setColor(color);
      g.fillOval(x, y, getIconWidth(), getIconHeight());
      g.dispose();
    }

    @Override
    public int getIconWidth() {
      return 10;
    }

    @Override
    public int getIconHeight() {
      return 10;
    }
  }
}
