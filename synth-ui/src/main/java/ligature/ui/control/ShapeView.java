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
import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.swing.JComponent;
import javax.swing.SwingUtilities;
import ligature.ui.theme.Palette;

/**
 * A curve at large, with handles to pull it by: with the mouse, or with the focus here by arrows,
 * with shift finely; with ctrl left and right choose the handle. Threads: {@code [ui-thread]}.
 */
public final class ShapeView extends JComponent {

  private static final int PAD = 10;
  private static final int NEAR = 14;
  private static final int NONE = -1;
  private static final double STEP = 0.02;
  private static final double FINE_STEP = 0.002;

  private DrawnShape shape;
  private int chosen;
  private int held = NONE;
  private int under = NONE;

  public ShapeView(String name) {
    setName(name);
    addFocusListener(new RepaintOnFocus());
    bindKeys();
    Hand hand = new Hand();
    addMouseListener(hand);
    addMouseMotionListener(hand);
  }

  private void bindKeys() {
    bindStep("LEFT", -1, 0);
    bindStep("RIGHT", 1, 0);
    bindStep("DOWN", 0, -1);
    bindStep("UP", 0, 1);
    KeyActions.onKey(this, "ctrl LEFT", () -> choose(chosen - 1));
    KeyActions.onKey(this, "ctrl RIGHT", () -> choose(chosen + 1));
  }

  private void bindStep(String key, int dx, int dy) {
    KeyActions.onKey(this, key, () -> step(STEP * dx, STEP * dy));
    KeyActions.onKey(this, "shift " + key, () -> step(FINE_STEP * dx, FINE_STEP * dy));
  }

  private void choose(int handle) {
    if (hasHandles()) {
      chosen = Math.floorMod(handle, shape.handles().size());
      repaint();
    }
  }

  private void step(double dx, double dy) {
    if (hasHandles()) {
      DrawnShape.Place at = shape.handles().get(chosen);
      pull(chosen, at.x() + dx, at.y() + dy);
    }
  }

  private void pull(int handle, double x, double y) {
    shape.pull(handle, Math.max(0, Math.min(1, x)), Math.max(0, Math.min(1, y)));
    repaint();
  }

  private boolean hasHandles() {
    return shape != null && !shape.handles().isEmpty();
  }

  /**
   * Shows another curve.
   *
   * @param title what it is called, for people
   */
  public void show(String title, DrawnShape next) {
    shape = next;
    chosen = 0;
    held = NONE;
    under = NONE;
    setFocusable(hasHandles());
    setToolTipText(
        hasHandles() ? "Drag the points, or choose one by ctrl and arrows and move it" : null);
    getAccessibleContext().setAccessibleName("Curve of " + title);
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
    g.setColor(Palette.color(isFocusOwner() ? "MorphPad.focusColor" : "MorphPad.outline"));
    g.drawRoundRect(0, 0, getWidth() - 1, getHeight() - 1, arc, arc);
    if (shape != null) {
      ShapePainter.paint(g, shape, field(), Palette.color("Slider.trackValueColor"), 2f);
      int lit = held != NONE ? held : under != NONE || !isFocusOwner() ? under : chosen;
      ShapePainter.paintHandles(g, shape, field(), lit, Palette.color("Slider.thumbColor"));
    }
    g.dispose();
  }

  private final class Hand extends MouseAdapter {

    @Override
    public void mousePressed(MouseEvent e) {
      requestFocusInWindow();
      held = SwingUtilities.isLeftMouseButton(e) ? handleAt(e.getPoint()) : NONE;
      if (held != NONE) {
        chosen = held;
        shape.grab();
        repaint();
      }
    }

    @Override
    public void mouseDragged(MouseEvent e) {
      if (held != NONE) {
        Rectangle at = field();
        pull(held, (e.getX() - at.x) / (double) at.width, (at.getMaxY() - e.getY()) / at.height);
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

  @Override
  public AccessibleContext getAccessibleContext() {
    if (accessibleContext == null) {
      accessibleContext =
          new AccessibleJComponent() {
            @Override
            public AccessibleRole getAccessibleRole() {
              return AccessibleRole.CANVAS;
            }

            @Override
            public String getAccessibleDescription() {
              return hasHandles() ? shape.handleTitle(chosen) : "";
            }
          };
    }
    return accessibleContext;
  }
}
