package ligature.ui.view;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.Scrollable;

/**
 * Rows of equal height, one below the other, to be scrolled. Threads: {@code [ui-thread]}.
 *
 * @param <R> a row
 */
final class RowList<R extends JComponent> extends JPanel implements Scrollable {

  private static final int GAP = 4;

  private final int rowHeight;
  private final transient IntFunction<R> make;
  private final List<R> rows = new ArrayList<>();

  /**
   * @param rowHeight at scale 1
   * @param make makes the row of an index
   */
  RowList(int rowHeight, IntFunction<R> make) {
    super(null);
    this.rowHeight = rowHeight;
    this.make = make;
    setOpaque(false);
  }

  /** Scrolls it below the titles of its columns. */
  JScrollPane scroll(String name, JComponent header) {
    JScrollPane scroll = Styles.scrolled(this);
    scroll.setName(name);
    scroll.setColumnHeaderView(header);
    scroll.getColumnHeader().setOpaque(false);
    return scroll;
  }

  /** Shows so many rows; those that stay are refreshed. */
  void show(int count, Consumer<R> refresh) {
    boolean other = count != rows.size();
    while (rows.size() > count) {
      remove(rows.remove(rows.size() - 1));
    }
    rows.forEach(refresh);
    while (rows.size() < count) {
      R row = make.apply(rows.size());
      rows.add(row);
      add(row);
    }
    if (other) {
      revalidate();
      repaint();
    }
  }

  /** The rows that there are. */
  List<R> rows() {
    return rows;
  }

  private int step() {
    return UIScale.scale(rowHeight + GAP);
  }

  @Override
  public void doLayout() {
    int y = 0;
    for (R row : rows) {
      row.setBounds(0, y, getWidth(), UIScale.scale(rowHeight));
      y += step();
    }
  }

  @Override
  public Dimension getPreferredSize() {
    return new Dimension(UIScale.scale(600), Math.max(1, rows.size() * step()));
  }

  @Override
  public Dimension getPreferredScrollableViewportSize() {
    return UIScale.scale(new Dimension(600, 120));
  }

  @Override
  public int getScrollableUnitIncrement(Rectangle visible, int orientation, int direction) {
    return step();
  }

  @Override
  public int getScrollableBlockIncrement(Rectangle visible, int orientation, int direction) {
    return visible.height;
  }

  @Override
  public boolean getScrollableTracksViewportWidth() {
    return true;
  }

  @Override
  public boolean getScrollableTracksViewportHeight() {
    return false;
  }
}
