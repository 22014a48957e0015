package ligature.ui.control;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Color;
import java.awt.Cursor;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.geom.Rectangle2D;
import java.util.BitSet;
import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;

/**
 * Ranges from 0 to 127 as bars, one below the other, over all keys of MIDI or over velocities: an
 * end is dragged, or the whole, or it is moved by {@link RangeKeys keys}. Threads: {@code
 * [ui-thread]}.
 */
public final class RangeStrip extends JPanel {

  static final int MOST = 127;
  private static final int WHITES = 75;
  private static final int BAR = 16;
  private static final int GAP = 3;
  private static final int BELOW = 22;
  private static final int END = 7;

  /** The ranges that it shows and changes. */
  public interface Ranges {

    int count();

    int low(int index);

    int high(int index);

    Color color(int index);

    /** The one that is edited. */
    int chosen();

    void choose(int index);

    void grab();

    /** Changes a range between {@link #grab} and {@link #letGo}; 0 to 127, low first. */
    void set(int index, int low, int high);

    void letGo();

    /** Keys with something of their own. */
    BitSet marked();
  }

  /** What of a range a hand moves. */
  enum Held {
    NOTHING,
    LOW,
    HIGH,
    ALL
  }

  private final Ranges ranges;
  private final boolean keys;
  private final RangeKeys steps;
  private Held held = Held.NOTHING;
  private int grabbedAt;
  private int grabbedLow;
  private int grabbedHigh;

  /**
   * @param keys whether the keys of a keyboard lie below; else velocities
   */
  public RangeStrip(String name, String title, boolean keys, Ranges ranges) {
    this.keys = keys;
    this.ranges = ranges;
    setOpaque(false);
    setName(name);
    setToolTipText(title + ": drag an end, or the whole; ctrl and arrows choose, arrows move it");
    getAccessibleContext().setAccessibleName(title);
    setFocusable(true);
    addFocusListener(new RepaintOnFocus());
    steps = new RangeKeys(this, ranges, keys);
    Mouse mouse = new Mouse();
    addMouseListener(mouse);
    addMouseMotionListener(mouse);
  }

  int below() {
    return UIScale.scale(BELOW);
  }

  private KeyLayout layoutNow() {
    return new KeyLayout(getWidth(), below(), 0, WHITES);
  }

  private double left(int value) {
    return keys ? layoutNow().bounds(value).x : value * getWidth() / (MOST + 1.0);
  }

  private double right(int value) {
    return keys ? layoutNow().bounds(value).getMaxX() : (value + 1) * getWidth() / (MOST + 1.0);
  }

  private int valueAt(int x) {
    int value = 0;
    while (value < MOST && (left(value) + right(value)) / 2 < x) {
      value++;
    }
    return value > 0 && x - middle(value - 1) < middle(value) - x ? value - 1 : value;
  }

  private double middle(int value) {
    return (left(value) + right(value)) / 2;
  }

  /** Where the bar of a range lies. */
  public Rectangle2D bar(int index) {
    double x = left(ranges.low(index));
    int height = ranges.count() == 1 ? 2 * BAR + GAP : BAR; // one has the room of both
    return new Rectangle2D.Double(
        x,
        index * (double) UIScale.scale(BAR + GAP),
        right(ranges.high(index)) - x,
        UIScale.scale(height));
  }

  /** Where what a hand moves of a range lies: the bar, or an end of it. */
  private Rectangle2D part(int index, Held part) {
    Rectangle2D bar = bar(index);
    double end = Math.min(bar.getWidth(), UIScale.scale(END + 2f));
    double x = part == Held.HIGH ? bar.getMaxX() - end : bar.getX();
    double width = part == Held.ALL ? bar.getWidth() : end;
    return new Rectangle2D.Double(x, bar.getY(), width, bar.getHeight());
  }

  private int barAt(int y) {
    return Math.max(0, Math.min(ranges.count() - 1, y / UIScale.scale(BAR + GAP)));
  }

  private Held holdAt(int index, int x) {
    Rectangle2D bar = bar(index);
    double fromLow = Math.abs(x - bar.getMinX());
    double fromHigh = Math.abs(x - bar.getMaxX());
    if (Math.min(fromLow, fromHigh) <= UIScale.scale(END)) {
      return fromLow < fromHigh ? Held.LOW : Held.HIGH;
    }
    return x > bar.getMinX() && x < bar.getMaxX() ? Held.ALL : Held.NOTHING;
  }

  @Override
  public Dimension getPreferredSize() {
    return new Dimension(UIScale.scale(400), 2 * UIScale.scale(BAR + GAP) + below());
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D g = Painted.smooth(graphics);
    RangePainter painter = new RangePainter(this, ranges);
    for (int i = 0; i < ranges.count(); i++) {
      painter.paintBar(g, i);
    }
    if (isFocusOwner()) {
      painter.paintChosen(g, part(ranges.chosen(), steps.chosen()));
    }
    g.translate(0, getHeight() - below());
    if (keys) {
      painter.paintKeys(g, layoutNow());
    } else {
      painter.paintVelocities(g);
    }
    g.dispose();
  }

  /** Moves an end of the chosen range, or the whole, from where it was, as far as it can go. */
  void set(Held part, int low, int high, int by) {
    int least = part == Held.HIGH ? low - high : -low;
    int most = part == Held.LOW ? high - low : MOST - high;
    int way = Math.max(least, Math.min(most, by));
    ranges.set(
        ranges.chosen(), part == Held.HIGH ? low : low + way, part == Held.LOW ? high : high + way);
    repaint();
  }

  private final class Mouse extends MouseAdapter {

    @Override
    public void mousePressed(MouseEvent e) {
      requestFocusInWindow();
      if (!SwingUtilities.isLeftMouseButton(e) || e.getY() >= getHeight() - below()) {
        return;
      }
      int index = barAt(e.getY());
      held = holdAt(index, e.getX());
      ranges.choose(index);
      grabbedAt = valueAt(e.getX());
      grabbedLow = ranges.low(index);
      grabbedHigh = ranges.high(index);
      if (held != Held.NOTHING) {
        steps.choose(held);
        ranges.grab();
      }
      repaint();
    }

    @Override
    public void mouseDragged(MouseEvent e) {
      if (held == Held.NOTHING) {
        return;
      }
      int at = valueAt(e.getX());
      switch (held) {
        case LOW -> set(held, grabbedLow, grabbedHigh, at - grabbedLow);
        case HIGH -> set(held, grabbedLow, grabbedHigh, at - grabbedHigh);
        default -> set(held, grabbedLow, grabbedHigh, at - grabbedAt);
      }
    }

    @Override
    public void mouseReleased(MouseEvent e) {
      if (held != Held.NOTHING) {
        held = Held.NOTHING;
        ranges.letGo();
      }
    }

    @Override
    public void mouseMoved(MouseEvent e) {
      Held over =
          e.getY() < getHeight() - below() ? holdAt(barAt(e.getY()), e.getX()) : Held.NOTHING;
      int cursor =
          switch (over) {
            case LOW, HIGH -> Cursor.E_RESIZE_CURSOR;
            case ALL -> Cursor.HAND_CURSOR;
            default -> Cursor.DEFAULT_CURSOR;
          };
      setCursor(Cursor.getPredefinedCursor(cursor));
    }
  }

  @Override
  public AccessibleContext getAccessibleContext() {
    if (accessibleContext == null) {
      accessibleContext =
          new AccessibleJPanel() {
            @Override
            public AccessibleRole getAccessibleRole() {
              return AccessibleRole.CANVAS;
            }

            @Override
            public String getAccessibleDescription() {
              return steps == null ? "" : steps.title();
            }
          };
    }
    return accessibleContext;
  }
}
