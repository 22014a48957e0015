package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.Dimension;
import java.util.Arrays;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import ligature.ui.control.Glyph;

/**
 * The columns of a list of rows: each row has a part in every column, and a button at its end that
 * takes it away; above them stand the titles. Threads: {@code [ui-thread]}.
 */
final class RowColumns {

  private static final int GAP = 8;
  private static final int REMOVE = 28;
  private static final int WIDTH = 600;

  private final String[] titles;
  private final double[] shares;

  /**
   * @param titles of the columns
   * @param shares of the width that the columns have, in the same order
   */
  RowColumns(String[] titles, double... shares) {
    this.titles = titles;
    this.shares = shares;
  }

  /** The size that a row of this height wants. */
  static Dimension size(int height) {
    return UIScale.scale(new Dimension(WIDTH, height));
  }

  /** The button at the end of a row. */
  static JButton remove(String name, String tip, String accessibleName, Runnable action) {
    JButton remove = new JButton(Glyph.CLEAR.icon());
    remove.setName(name);
    remove.setToolTipText(tip);
    remove.getAccessibleContext().setAccessibleName(accessibleName);
    remove.putClientProperty(FlatClientProperties.STYLE, "margin: 1,1,1,1");
    remove.addActionListener(e -> action.run());
    return remove;
  }

  /** Places the parts of a row and its button. */
  void place(Component[] parts, JButton remove, int width, int height) {
    place(parts, width, height);
    int side = UIScale.scale(REMOVE);
    remove.setBounds(width - side, 0, side, height);
  }

  private void place(Component[] parts, int width, int height) {
    int gap = UIScale.scale(GAP);
    int room = width - UIScale.scale(REMOVE) - parts.length * gap;
    int x = 0;
    for (int i = 0; i < parts.length; i++) {
      int part = (int) (room * shares[i]);
      parts[i].setBounds(x, 0, part, height);
      x += part + gap;
    }
  }

  /** The titles over the rows. */
  JPanel header() {
    JLabel[] labels = Arrays.stream(titles).map(Styles::muted).toArray(JLabel[]::new);
    JPanel header =
        new JPanel(null) {
          @Override
          public void doLayout() {
            place(labels, getWidth(), getHeight());
          }

          @Override
          public Dimension getPreferredSize() {
            return new Dimension(UIScale.scale(WIDTH), labels[0].getPreferredSize().height);
          }
        };
    header.setOpaque(false);
    for (JLabel label : labels) {
      header.add(label);
    }
    return header;
  }
}
