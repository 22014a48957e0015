package ligature.ui.control;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Color;
import java.awt.Cursor;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.BitSet;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;
import ligature.ui.theme.Palette;

/**
 * Ranges from 0 to 127 as bars, one below the other, over all keys of MIDI or over velocities: an
 * end is dragged, or the whole. Threads: {@code [ui-thread]}.
 */
public final class RangeStrip extends JPanel {

  private static final int MOST = 127;
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

  private enum Held {
    NOTHING,
    LOW,
    HIGH,
    ALL
  }

  private final Ranges ranges;
  private final boolean keys;
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
    setToolTipText(title + ": drag an end, or the whole");
    getAccessibleContext().setAccessibleName(title);
    Mouse mouse = new Mouse();
    addMouseListener(mouse);
    addMouseMotionListener(mouse);
  }

  private int below() {
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
    for (int i = 0; i < ranges.count(); i++) {
      paintBar(g, i);
    }
    g.translate(0, getHeight() - below());
    if (keys) {
      paintKeys(g);
    } else {
      paintVelocities(g);
    }
    g.dispose();
  }

  private void paintBar(Graphics2D g, int index) {
    boolean chosen = index == ranges.chosen();
    Rectangle2D bar = bar(index);
    double arc = UIScale.scale(6f);
    g.setColor(Palette.color("CornerChip.background"));
    g.fill(new RoundRectangle2D.Double(0, bar.getY(), getWidth(), bar.getHeight(), arc, arc));
    Color color = ranges.color(index);
    g.setColor(Palette.withAlpha(color, chosen ? 0.9 : 0.35));
    g.fill(
        new RoundRectangle2D.Double(
            bar.getX(), bar.getY(), bar.getWidth(), bar.getHeight(), arc, arc));
    String text = "Part " + (index + 1);
    g.setFont(Palette.font("small.font"));
    FontMetrics metrics = g.getFontMetrics();
    if (metrics.stringWidth(text) + UIScale.scale(12) < bar.getWidth()) {
      g.setColor(chosen ? Palette.textOn(color) : Palette.color("Button.foreground"));
      float base =
          (float) (bar.getY() + (bar.getHeight() + metrics.getAscent() - metrics.getDescent()) / 2);
      g.drawString(text, (float) bar.getX() + UIScale.scale(7f), base);
    }
  }

  private void paintKeys(Graphics2D g) {
    KeyLayout layout = layoutNow();
    g.setColor(Palette.color("Keyboard.gap"));
    g.fillRect(0, 0, getWidth(), below());
    Color accent = ranges.color(ranges.chosen());
    BitSet marked = ranges.marked();
    for (int pass = 0; pass < 2; pass++) {
      for (int key = 0; key <= MOST; key++) {
        if (KeyLayout.isBlack(key) != (pass == 1)) {
          continue;
        }
        Rectangle2D.Double at = layout.bounds(key);
        Color plain = Palette.color(pass == 1 ? "Keyboard.black" : "Keyboard.white");
        boolean played =
            key >= ranges.low(ranges.chosen())
                && key <= ranges.high(ranges.chosen())
                && (marked.isEmpty() || marked.get(key));
        g.setColor(
            marked.get(key) && played
                ? Palette.between(accent, Palette.color("Ligature.ink"), pass == 1 ? 0.4 : 0)
                : played ? plain : Palette.withAlpha(plain, pass == 1 ? 0.8 : 0.35));
        g.fill(new Rectangle2D.Double(at.x, 0, Math.max(1, at.width - 1), at.height));
      }
    }
  }

  private void paintVelocities(Graphics2D g) {
    g.setFont(Palette.font("small.font"));
    FontMetrics metrics = g.getFontMetrics();
    for (int value = 0; value <= MOST + 1; value += 16) {
      double x = value * getWidth() / (MOST + 1.0);
      double dot = UIScale.scale(3f);
      g.setColor(Palette.color("Ligature.faint"));
      g.fill(new Ellipse2D.Double(Math.min(getWidth() - dot, x), UIScale.scale(2f), dot, dot));
      if (value % 32 == 0) {
        String text = Integer.toString(Math.min(MOST, value));
        double at = Math.max(0, Math.min(getWidth() - metrics.stringWidth(text), x - 6));
        g.setColor(Palette.color("Ligature.muted"));
        g.drawString(text, (float) at, UIScale.scale(5f) + metrics.getAscent());
      }
    }
  }

  private final class Mouse extends MouseAdapter {

    @Override
    public void mousePressed(MouseEvent e) {
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
        case LOW -> ranges.set(ranges.chosen(), Math.min(at, grabbedHigh), grabbedHigh);
        case HIGH -> ranges.set(ranges.chosen(), grabbedLow, Math.max(at, grabbedLow));
        default -> {
          int by = Math.max(-grabbedLow, Math.min(MOST - grabbedHigh, at - grabbedAt));
          ranges.set(ranges.chosen(), grabbedLow + by, grabbedHigh + by);
        }
      }
      repaint();
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
}
