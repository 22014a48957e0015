package ligature.ui.control;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Cursor;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.geom.Point2D;
import javax.swing.JComponent;
import javax.swing.SwingUtilities;
import ligature.ui.theme.Palette;

/** A curve at large, with handles to pull it by. Threads: {@code [ui-thread]}. */
public final class ShapeView extends JComponent {

  private static final int PAD = 10;
  private static final int NEAR = 14;
  private static final int NONE = -1;

  private DrawnShape shape;
  private int held = NONE;
  private int under = NONE;

  public ShapeView(String name) {
    setName(name);
    setToolTipText("");
    Hand hand = new Hand();
    addMouseListener(hand);
    addMouseMotionListener(hand);
  }

  /** Shows another curve. */
  public void show(DrawnShape next) {
    shape = next;
    held = NONE;
    under = NONE;
    setToolTipText(next.handles().isEmpty() ? null : "Drag the points");
    repaint();
  }

  private Rectangle field() {
    int pad = UIScale.scale(PAD);
    return new Rectangle(
        pad, pad, Math.max(1, getWidth() - 2 * pad), Math.max(1, getHeight() - 2 * pad));
  }

  /** Where on this component a handle lies, for who takes hold of it. */
  public Point handle(int index) {
    Point2D at = ShapePainter.place(field(), shape.handles().get(index));
    return new Point((int) Math.round(at.getX()), (int) Math.round(at.getY()));
  }

  private int handleAt(Point point) {
    int nearest = NONE;
    double distance = UIScale.scale(NEAR);
    for (int i = 0; shape != null && i < shape.handles().size(); i++) {
      double away = handle(i).distance(point);
      if (away < distance) {
        distance = away;
        nearest = i;
      }
    }
    return nearest;
  }

  @Override
  public Dimension getPreferredSize() {
    return UIScale.scale(new Dimension(300, 110));
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D g = (Graphics2D) graphics.create();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    int arc = UIScale.scale(12);
    g.setColor(Palette.color("MorphPad.base"));
    g.fillRoundRect(0, 0, getWidth(), getHeight(), arc, arc);
    g.setColor(Palette.color("MorphPad.outline"));
    g.drawRoundRect(0, 0, getWidth() - 1, getHeight() - 1, arc, arc);
    if (shape != null) {
      ShapePainter.paint(g, shape, field(), Palette.color("Slider.trackValueColor"), 2f);
      int lit = held != NONE ? held : under;
      ShapePainter.paintHandles(g, shape, field(), lit, Palette.color("Slider.thumbColor"));
    }
    g.dispose();
  }

  private final class Hand extends MouseAdapter {

    @Override
    public void mousePressed(MouseEvent e) {
      held = SwingUtilities.isLeftMouseButton(e) ? handleAt(e.getPoint()) : NONE;
      if (held != NONE) {
        shape.grab();
        repaint();
      }
    }

    @Override
    public void mouseDragged(MouseEvent e) {
      if (held != NONE) {
        Rectangle at = field();
        shape.pull(
            held,
            Math.max(0, Math.min(1, (e.getX() - at.x) / (double) at.width)),
            Math.max(0, Math.min(1, (at.getMaxY() - e.getY()) / at.height)));
        repaint();
      }
    }

    @Override
    public void mouseReleased(MouseEvent e) {
      if (held != NONE) {
        held = NONE;
        shape.letGo();
        repaint();
      }
    }

    @Override
    public void mouseMoved(MouseEvent e) {
      int now = handleAt(e.getPoint());
      if (now != under) {
        under = now;
        setCursor(
            Cursor.getPredefinedCursor(now == NONE ? Cursor.DEFAULT_CURSOR : Cursor.MOVE_CURSOR));
        repaint();
      }
    }
  }
}
