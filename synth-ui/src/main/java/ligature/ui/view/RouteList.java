package ligature.ui.view;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JPanel;
import javax.swing.Scrollable;
import ligature.ui.model.Inserts;
import ligature.ui.model.Modulation;

/** The routes of the modulation, one below the other. Threads: {@code [ui-thread]}. */
final class RouteList extends JPanel implements Scrollable {

  private static final int GAP = 4;

  private final Modulation modulation;
  private final Inserts inserts;
  private final List<RouteRow> rows = new ArrayList<>();

  RouteList(Modulation modulation, Inserts inserts) {
    super(null);
    this.modulation = modulation;
    this.inserts = inserts;
    setOpaque(false);
    modulation.addListener(this::refresh);
    refresh();
  }

  private void refresh() {
    int count = modulation.matrix().routes().size();
    boolean other = count != rows.size();
    while (rows.size() > count) {
      remove(rows.remove(rows.size() - 1));
    }
    rows.forEach(RouteRow::refresh);
    while (rows.size() < count) {
      RouteRow row = new RouteRow(modulation, inserts, rows.size());
      rows.add(row);
      add(row);
    }
    if (other) {
      revalidate();
      repaint();
    }
  }

  /** About 30 Hz. */
  void tick() {
    rows.forEach(RouteRow::tick);
  }

  @Override
  public void doLayout() {
    int y = 0;
    for (RouteRow row : rows) {
      row.setBounds(0, y, getWidth(), UIScale.scale(RouteRow.HEIGHT));
      y += UIScale.scale(RouteRow.HEIGHT + GAP);
    }
  }

  @Override
  public Dimension getPreferredSize() {
    return new Dimension(
        UIScale.scale(600), Math.max(1, rows.size() * UIScale.scale(RouteRow.HEIGHT + GAP)));
  }

  @Override
  public Dimension getPreferredScrollableViewportSize() {
    return UIScale.scale(new Dimension(600, 120));
  }

  @Override
  public int getScrollableUnitIncrement(Rectangle visible, int orientation, int direction) {
    return UIScale.scale(RouteRow.HEIGHT + GAP);
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
