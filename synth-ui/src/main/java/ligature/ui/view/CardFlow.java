package ligature.ui.view;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JPanel;
import javax.swing.Scrollable;

/**
 * Cards in rows that fill the width; what is too much for the height is scrolled. A card that does
 * not fit into a row lets a later one go before it. Threads: {@code [ui-thread]}.
 */
final class CardFlow extends JPanel implements Scrollable {

  private static final int GAP = 8;

  /** A row that is not full is stretched no more than this. */
  private static final double MOST_STRETCH = 1.4;

  private final List<KnobCard> cards;

  CardFlow(List<KnobCard> cards) {
    super(null);
    this.cards = List.copyOf(cards);
    setOpaque(false);
    cards.forEach(this::add);
  }

  private List<List<KnobCard>> rows(int width) {
    List<List<KnobCard>> rows = new ArrayList<>();
    List<KnobCard> left = new ArrayList<>(cards);
    while (!left.isEmpty()) {
      List<KnobCard> row = new ArrayList<>();
      int taken = 0;
      for (KnobCard card : List.copyOf(left)) {
        int needed = card.sizeFor(width).width + (row.isEmpty() ? 0 : UIScale.scale(GAP));
        if (row.isEmpty() || taken + needed <= width) {
          row.add(card);
          left.remove(card);
          taken += needed;
        }
      }
      rows.add(row);
    }
    return rows;
  }

  /** Places the cards, or only measures; gives the height that they take. */
  private int arrange(int width, boolean place) {
    int gap = UIScale.scale(GAP);
    int y = 0;
    for (List<KnobCard> row : rows(width)) {
      int wanted = row.stream().mapToInt(c -> c.sizeFor(width).width).sum();
      int height = row.stream().mapToInt(c -> c.sizeFor(width).height).max().orElse(0);
      double stretch =
          Math.min(MOST_STRETCH, (width - gap * (row.size() - 1.0)) / Math.max(1, wanted));
      double x = 0;
      for (KnobCard card : row) {
        double cardWidth = card.sizeFor(width).width * stretch;
        if (place) {
          card.setBounds(
              (int) Math.round(x), y, (int) (Math.round(x + cardWidth) - Math.round(x)), height);
        }
        x += cardWidth + gap;
      }
      y += height + gap;
    }
    return Math.max(0, y - gap);
  }

  @Override
  public void doLayout() {
    arrange(getWidth(), true);
  }

  @Override
  public Dimension getPreferredSize() {
    int width = getWidth() > 0 ? getWidth() : UIScale.scale(960);
    return new Dimension(width, arrange(width, false));
  }

  @Override
  public Dimension getPreferredScrollableViewportSize() {
    return UIScale.scale(new Dimension(600, 200));
  }

  @Override
  public int getScrollableUnitIncrement(Rectangle visible, int orientation, int direction) {
    return UIScale.scale(24);
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
