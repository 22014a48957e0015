package ligature.ui.control;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Cursor;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.awt.event.KeyAdapter;
import java.awt.event.KeyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.RoundRectangle2D;
import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.swing.JComponent;
import javax.swing.UIManager;

/**
 * The pad: a field in the colours of its corners, and a puck that says where between them the sound
 * is.
 *
 * <p>Drag to move, with shift ten times finer; double click for the middle; arrow keys, with shift
 * finer. A is top left, B top right, C bottom left, D bottom right; with two corners only x counts.
 * [ui-thread]
 */
public final class MorphPad extends JComponent {

  /** Told when the player moves the puck; not when {@link #setPosition} does. */
  @FunctionalInterface
  public interface Listener {
    /** Both in [0, 1]; y is 0 at the top. */
    void moved(float x, float y);
  }

  private static final long serialVersionUID = 1;
  private static final float FINE = 0.1f;
  private static final float KEY_STEP = 0.05f;
  private static final int ARC = 18;

  /**
   * What the player just moved has to reach the sound and come back before it is shown from there.
   */
  private static final long OWN_MOVE_NANOS = 150_000_000;

  private final PadField field = new PadField();
  private final PadTrail trail = new PadTrail();
  private transient Listener listener = (x, y) -> {};
  private int corners = 4;
  private float x = 0.5f;
  private float y = 0.5f;
  private float level;
  private boolean dragging;
  private long movedAt = System.nanoTime() - OWN_MOVE_NANOS;
  private int lastX;
  private int lastY;

  public MorphPad() {
    setName("morph-pad");
    setFocusable(true);
    setCursor(Cursor.getPredefinedCursor(Cursor.CROSSHAIR_CURSOR));
    setMinimumSize(new Dimension(260, 200));
    setPreferredSize(new Dimension(660, 460));
    setToolTipText(null);
    MouseAdapter mouse = new Mouse();
    addMouseListener(mouse);
    addMouseMotionListener(mouse);
    addKeyListener(
        new KeyAdapter() {
          @Override
          public void keyPressed(KeyEvent e) {
            moveByKey(e);
          }
        });
    addFocusListener(
        new FocusAdapter() {
          @Override
          public void focusGained(FocusEvent e) {
            repaint();
          }

          @Override
          public void focusLost(FocusEvent e) {
            repaint();
          }
        });
  }

  public void setListener(Listener listener) {
    this.listener = listener;
  }

  /** The corners' colours and names: two (A, B) or four. */
  public void setCorners(Color[] colors, String[] names) {
    corners = colors.length;
    field.setCorners(colors, names);
    repaint();
  }

  /**
   * Shows where the sound is, whoever moved it; while the player moves the puck, the player's hand
   * counts.
   */
  public void setPosition(float newX, float newY) {
    boolean own = dragging || System.nanoTime() - movedAt < OWN_MOVE_NANOS;
    if (!own && (newX != x || newY != y)) {
      x = newX;
      y = newY;
      repaint();
    }
  }

  /** Shows how loud it sounds, full scale 1; called once a frame. */
  public void setLevel(float newLevel) {
    float shown = Math.max(Math.min(1, newLevel), level * 0.88f);
    boolean moving = trail.add(x, shownY());
    if (moving || Math.abs(shown - level) > 0.002f) {
      repaint();
    }
    level = shown;
  }

  public float positionX() {
    return x;
  }

  public float positionY() {
    return y;
  }

  private float shownY() {
    return corners == 2 ? 0.5f : y;
  }

  private void moveTo(float newX, float newY) {
    x = Math.max(0, Math.min(1, newX));
    y = Math.max(0, Math.min(1, newY));
    movedAt = System.nanoTime();
    listener.moved(x, y);
    repaint();
  }

  private void moveByKey(KeyEvent e) {
    float step = e.isShiftDown() ? KEY_STEP * FINE : KEY_STEP;
    switch (e.getKeyCode()) {
      case KeyEvent.VK_LEFT -> moveTo(x - step, y);
      case KeyEvent.VK_RIGHT -> moveTo(x + step, y);
      case KeyEvent.VK_UP -> moveTo(x, y - step);
      case KeyEvent.VK_DOWN -> moveTo(x, y + step);
      case KeyEvent.VK_HOME -> moveTo(0.5f, 0.5f);
      default -> {
        return;
      }
    }
    e.consume();
  }

  /** Dragging and the double click. */
  private final class Mouse extends MouseAdapter {

    @Override
    public void mousePressed(MouseEvent e) {
      requestFocusInWindow();
      dragging = true;
      lastX = e.getX();
      lastY = e.getY();
      if (e.getClickCount() == 2) {
        moveTo(0.5f, 0.5f);
      } else if (!e.isShiftDown()) {
        jumpTo(e);
      }
    }

    @Override
    public void mouseDragged(MouseEvent e) {
      if (e.isShiftDown()) {
        moveTo(
            x + FINE * (e.getX() - lastX) / getWidth(),
            y + FINE * (e.getY() - lastY) / getHeight());
      } else {
        jumpTo(e);
      }
      lastX = e.getX();
      lastY = e.getY();
    }

    @Override
    public void mouseReleased(MouseEvent e) {
      dragging = false;
    }

    private void jumpTo(MouseEvent e) {
      moveTo(
          (float) e.getX() / Math.max(1, getWidth() - 1),
          (float) e.getY() / Math.max(1, getHeight() - 1));
    }
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D g = (Graphics2D) graphics.create();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    RoundRectangle2D shape =
        new RoundRectangle2D.Float(0.5f, 0.5f, getWidth() - 1, getHeight() - 1, ARC, ARC);
    g.clip(shape);
    field.paint(g, getWidth(), getHeight(), getFont(), x, y);
    paintCrosshair(g);
    Color ink = UIManager.getColor("Pad.ink");
    trail.paint(g, getWidth(), getHeight(), ink);
    paintPuck(g, ink);
    g.setClip(null);
    g.setStroke(new BasicStroke(isFocusOwner() ? 2f : 1f));
    g.setColor(
        isFocusOwner()
            ? UIManager.getColor("Component.focusColor")
            : UIManager.getColor("Pad.line"));
    g.draw(shape);
    g.dispose();
  }

  private void paintCrosshair(Graphics2D g) {
    g.setColor(UIManager.getColor("Pad.line"));
    g.setStroke(new BasicStroke(1));
    float px = x * getWidth();
    float py = shownY() * getHeight();
    g.draw(new Line2D.Float(px, 0, px, getHeight()));
    g.draw(new Line2D.Float(0, py, getWidth(), py));
  }

  private void paintPuck(Graphics2D g, Color ink) {
    float px = x * getWidth();
    float py = shownY() * getHeight();
    Color here = field.colorAt(x, shownY());
    float glow = 60 + 150 * (float) Math.sqrt(level);
    g.setPaint(
        new RadialGradientPaint(
            px,
            py,
            glow,
            new float[] {0, 0.35f, 1},
            new Color[] {alpha(here.brighter(), 190), alpha(here, 70), alpha(here, 0)}));
    g.fill(circle(px, py, glow));
    g.setColor(alpha(ink, 150));
    g.setStroke(new BasicStroke(1.5f));
    g.draw(circle(px, py, 15 + 60 * (float) Math.sqrt(level)));
    g.setColor(here);
    g.fill(circle(px, py, 11));
    g.setColor(ink);
    g.setStroke(new BasicStroke(2.5f));
    g.draw(circle(px, py, 11));
  }

  static Color alpha(Color color, int alpha) {
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
  }

  private static Ellipse2D circle(float x, float y, float radius) {
    return new Ellipse2D.Float(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  @Override
  public AccessibleContext getAccessibleContext() {
    if (accessibleContext == null) {
      accessibleContext =
          new AccessibleJComponent() {
            private static final long serialVersionUID = 1;

            @Override
            public AccessibleRole getAccessibleRole() {
              return AccessibleRole.SLIDER;
            }
          };
      accessibleContext.setAccessibleName("Morph pad");
      accessibleContext.setAccessibleDescription(
          "Arrow keys move between the timbres at the corners");
    }
    return accessibleContext;
  }
}
