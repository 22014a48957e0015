package ligature.ui.view;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.LayoutManager;
import javax.swing.JPanel;

/**
 * The pad in the middle, a column on each side of it, and at times a sheet that lies over the pad.
 * The pad takes the room, but never becomes a ribbon.
 */
final class Stage extends JPanel {

  private static final double WIDEST = 1.75;
  private static final double TALLEST = 1.15;
  private static final int COLUMN_MIN = 120;
  private static final int COLUMN_MAX = 210;
  private static final double COLUMN_SHARE = 0.14;
  static final int GAP = 10;

  private final Component left;
  private final Component pad;
  private final Component right;
  private Component sheet;

  Stage(Component left, Component pad, Component right) {
    this.left = left;
    this.pad = pad;
    this.right = right;
    add(left);
    add(pad);
    add(right);
    setOpaque(false);
    setLayout(new Layout());
  }

  /** How wide the columns are in a window of some width. */
  static int columnWidth(int width) {
    return Math.max(
        UIScale.scale(COLUMN_MIN),
        Math.min(UIScale.scale(COLUMN_MAX), (int) (width * COLUMN_SHARE)));
  }

  /** Lays a sheet over the pad. */
  void open(Component newSheet) {
    close();
    sheet = newSheet;
    add(sheet, 0);
    validate();
    repaint();
  }

  /** Takes the sheet away. */
  void close() {
    if (sheet != null) {
      remove(sheet);
      sheet = null;
      revalidate();
      repaint();
    }
  }

  /** The sheet lies over the pad: what is below must repaint what is above. */
  @Override
  public boolean isOptimizedDrawingEnabled() {
    return sheet == null;
  }

  private final class Layout implements LayoutManager {

    @Override
    public void layoutContainer(Container parent) {
      int width = getWidth();
      int height = getHeight();
      int gap = UIScale.scale(GAP);
      int column = columnWidth(width);
      int padWidth = Math.min(width - 2 * (column + gap), (int) (height * WIDEST));
      int padHeight = Math.min(height, (int) (padWidth * TALLEST));
      int x = (width - padWidth) / 2;
      int y = (height - padHeight) / 2;
      left.setBounds(x - gap - column, y, column, padHeight);
      pad.setBounds(x, y, padWidth, padHeight);
      right.setBounds(x + padWidth + gap, y, column, padHeight);
      if (sheet != null) {
        sheet.setBounds(pad.getBounds());
      }
    }

    @Override
    public Dimension preferredLayoutSize(Container parent) {
      return UIScale.scale(new Dimension(960, 440));
    }

    @Override
    public Dimension minimumLayoutSize(Container parent) {
      return UIScale.scale(new Dimension(560, 300));
    }

    @Override
    public void addLayoutComponent(String name, Component component) {}

    @Override
    public void removeLayoutComponent(Component component) {}
  }
}
