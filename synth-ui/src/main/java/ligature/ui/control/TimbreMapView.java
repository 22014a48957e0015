package ligature.ui.control;

import static ligature.ui.theme.Palette.color;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Cursor;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.swing.AbstractAction;
import javax.swing.JComponent;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import javax.swing.UIManager;
import ligature.ui.theme.Palette;

/**
 * Timbres as points of light on a plane: neighbours sound alike. The pointer hears them, a click
 * takes one, a drag carries one off; the arrow keys go from point to point, enter takes. Threads:
 * {@code [ui-thread]}.
 */
public final class TimbreMapView extends JComponent {

  private static final float MARGIN = 34;
  private static final float RADIUS = 4.5f;
  private static final float GLOW = 46;
  private static final float REACH = 26;
  private static final int DRAG_PIXELS = 6;

  /** What a map does with its points, by their numbers. */
  public interface Answer {

    /** The pointer, or the keys, are at a point; -1 for none. */
    void hovered(int index);

    /** A point was taken. */
    void chosen(int index);

    /** A point was carried to a place of the screen. */
    void carried(int index, Point onScreen);
  }

  private final Answer answer;
  private List<MapPoint> points = List.of();
  private BitSet found = new BitSet();
  private int hovered = -1;
  private int current = -1;
  private int carried = -1;
  private Point pressed;
  private Point carriedTo;

  public TimbreMapView(Answer answer) {
    this.answer = answer;
    setName("timbreMap");
    setFocusable(true);
    setOpaque(false);
    Mouse mouse = new Mouse();
    addMouseListener(mouse);
    addMouseMotionListener(mouse);
    addFocusListener(new RepaintOnFocus());
    bind("LEFT", -1, 0);
    bind("RIGHT", 1, 0);
    bind("UP", 0, 1);
    bind("DOWN", 0, -1);
    bind(
        "ENTER",
        () -> {
          if (hovered >= 0) {
            answer.chosen(hovered);
          }
        });
  }

  private void bind(String key, int dx, int dy) {
    bind(key, () -> step(dx, dy));
  }

  private void bind(String key, Runnable action) {
    getInputMap().put(KeyStroke.getKeyStroke(key), key);
    getActionMap()
        .put(
            key,
            new AbstractAction() {
              @Override
              public void actionPerformed(java.awt.event.ActionEvent e) {
                action.run();
              }
            });
  }

  /** Shows other points, all of them found. */
  public void setPoints(List<MapPoint> newPoints) {
    points = List.copyOf(newPoints);
    found = new BitSet();
    found.set(0, points.size());
    hovered = -1;
    repaint();
  }

  /** Whether a point is lit. */
  public boolean isFound(int index) {
    return found.get(index);
  }

  /** Lets all but some points fade: those that a search has not found. */
  public void setFound(BitSet newFound) {
    found = (BitSet) newFound.clone();
    repaint();
  }

  /** Marks the point that is in use; -1 for none. */
  public void setCurrent(int index) {
    current = index;
    repaint();
  }

  /** The point that the pointer or the keys are at; -1 for none. */
  public int hovered() {
    return hovered;
  }

  /** How many points there are. */
  public int pointCount() {
    return points.size();
  }

  /** The middle of a point, in pixels of this component. */
  public Point2D.Float place(int index) {
    float margin = UIScale.scale(MARGIN);
    MapPoint point = points.get(index);
    return new Point2D.Float(
        margin + point.x() * Math.max(1, getWidth() - 2 * margin),
        margin + (1 - point.y()) * Math.max(1, getHeight() - 2 * margin));
  }

  private int nearest(Point at) {
    int nearest = -1;
    double least = UIScale.scale(REACH);
    for (int i = found.nextSetBit(0); i >= 0; i = found.nextSetBit(i + 1)) {
      double distance = place(i).distance(at);
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    return nearest;
  }

  /** Goes to the next point in a direction: near ones and straight ones first. */
  private void step(int dx, int dy) {
    int from = hovered >= 0 ? hovered : Math.max(0, current);
    int best = -1;
    double least = Double.MAX_VALUE;
    for (int i = found.nextSetBit(0); i >= 0; i = found.nextSetBit(i + 1)) {
      double x = points.get(i).x() - points.get(from).x();
      double y = points.get(i).y() - points.get(from).y();
      double along = x * dx + y * dy;
      double aside = Math.abs(x * dy) + Math.abs(y * dx);
      double cost = along + 2 * aside;
      if (i != from && along > 1e-6 && aside <= 2 * along && cost < least) {
        least = cost;
        best = i;
      }
    }
    hover(best >= 0 ? best : from);
  }

  private void hover(int index) {
    if (index != hovered) {
      hovered = index;
      answer.hovered(index);
      repaint();
    }
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D g = (Graphics2D) graphics.create();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    float arc = UIScale.scale(UIManager.getInt("CornerChip.arc"));
    RoundRectangle2D.Float card =
        new RoundRectangle2D.Float(0.5f, 0.5f, getWidth() - 1f, getHeight() - 1f, arc, arc);
    g.setColor(color("MorphPad.base"));
    g.fill(card);
    Graphics2D inside = (Graphics2D) g.create();
    inside.clip(card);
    for (int i = 0; i < points.size(); i++) {
      paintGlow(inside, i);
    }
    for (int i = 0; i < points.size(); i++) {
      paintPoint(inside, i);
    }
    paintTitles(inside);
    if (carried >= 0 && carriedTo != null) {
      float radius = UIScale.scale(RADIUS * 2);
      inside.setColor(points.get(carried).color());
      inside.fill(PadPainter.circle(new Point2D.Float(carriedTo.x, carriedTo.y), radius));
    }
    inside.dispose();
    g.setColor(color(isFocusOwner() ? "MorphPad.focusColor" : "MorphPad.outline"));
    g.setStroke(new BasicStroke(UIScale.scale(1f)));
    g.draw(card);
    g.dispose();
  }

  private void paintGlow(Graphics2D g, int index) {
    Color color = points.get(index).color();
    double strength = found.get(index) ? 0.2 : 0.04;
    float radius = UIScale.scale(GLOW);
    Point2D.Float at = place(index);
    g.setPaint(
        new RadialGradientPaint(
            at,
            radius,
            new float[] {0, 1},
            new Color[] {Palette.withAlpha(color, strength), Palette.withAlpha(color, 0)}));
    g.fill(PadPainter.circle(at, radius));
  }

  private void paintPoint(Graphics2D g, int index) {
    Point2D.Float at = place(index);
    Color color = points.get(index).color();
    boolean lit = index == hovered;
    float radius = UIScale.scale(lit ? RADIUS * 1.7f : RADIUS);
    g.setColor(Palette.withAlpha(color, found.get(index) ? 1 : 0.18));
    g.fill(PadPainter.circle(at, radius));
    if (lit || index == current) {
      g.setColor(color("MorphPad.puck"));
      g.setStroke(new BasicStroke(UIScale.scale(1.8f)));
      g.draw(PadPainter.circle(at, radius + UIScale.scale(2f)));
    }
  }

  /** As many titles as there is room for: what is pointed at first, then those that were found. */
  private void paintTitles(Graphics2D g) {
    List<Rectangle2D> taken = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      Point2D.Float at = place(i);
      float r = UIScale.scale(RADIUS);
      taken.add(new Rectangle2D.Float(at.x - r, at.y - r, 2 * r, 2 * r));
    }
    if (hovered >= 0) {
      paintTitle(g, hovered, taken, true);
    }
    if (current >= 0 && current < points.size() && current != hovered) {
      paintTitle(g, current, taken, false);
    }
    for (int i = found.nextSetBit(0); i >= 0; i = found.nextSetBit(i + 1)) {
      if (i != hovered && i != current) {
        paintTitle(g, i, taken, false);
      }
    }
  }

  private void paintTitle(Graphics2D g, int index, List<Rectangle2D> taken, boolean always) {
    MapPoint point = points.get(index);
    g.setFont(always ? Palette.font("semibold.font") : Palette.font("mini.font"));
    FontMetrics metrics = g.getFontMetrics();
    String text = always ? point.title() + "  \u00b7  " + point.family() : point.title();
    float width = metrics.stringWidth(text);
    float height = metrics.getHeight();
    Point2D.Float at = place(index);
    float gap = UIScale.scale(RADIUS + (always ? 6 : 3));
    float[][] places = {
      {at.x - width / 2, at.y + gap},
      {at.x - width / 2, at.y - gap - height},
      {at.x + gap, at.y - height / 2},
      {at.x - gap - width, at.y - height / 2}
    };
    for (float[] place : places) {
      float edge = UIScale.scale(4f);
      float x = Math.max(edge, Math.min(getWidth() - width - edge, place[0]));
      Rectangle2D.Float area = new Rectangle2D.Float(x, place[1], width, height);
      boolean fits =
          (x == place[0] || always)
              && place[1] >= 0
              && place[1] + height <= getHeight()
              && taken.stream().noneMatch(t -> t.intersects(area));
      if (fits || always && place == places[0]) {
        taken.add(area);
        if (always) {
          g.setColor(Palette.withAlpha(color("MorphPad.base"), 0.85));
          float pad = UIScale.scale(5f);
          g.fill(
              new RoundRectangle2D.Float(
                  x - pad, place[1], width + 2 * pad, height, height, height));
        }
        g.setColor(
            always
                ? color("MorphPad.puck")
                : Palette.between(color("MorphPad.puck"), color("MorphPad.base"), 0.3));
        g.drawString(text, x, place[1] + metrics.getAscent());
        return;
      }
    }
  }

  private final class Mouse extends MouseAdapter {

    @Override
    public void mouseMoved(MouseEvent e) {
      hover(nearest(e.getPoint()));
    }

    @Override
    public void mouseExited(MouseEvent e) {
      if (carried < 0) {
        hover(-1);
      }
    }

    @Override
    public void mousePressed(MouseEvent e) {
      if (SwingUtilities.isLeftMouseButton(e)) {
        requestFocusInWindow();
        hover(nearest(e.getPoint()));
        pressed = e.getPoint();
      }
    }

    @Override
    public void mouseDragged(MouseEvent e) {
      if (pressed != null && hovered >= 0 && pressed.distance(e.getPoint()) > DRAG_PIXELS) {
        carried = hovered;
        setCursor(Cursor.getPredefinedCursor(Cursor.MOVE_CURSOR));
      }
      if (carried >= 0) {
        carriedTo = e.getPoint();
        repaint();
      }
    }

    @Override
    public void mouseReleased(MouseEvent e) {
      int was = carried;
      boolean click = pressed != null && was < 0 && hovered >= 0;
      carried = -1;
      carriedTo = null;
      pressed = null;
      setCursor(Cursor.getDefaultCursor());
      repaint();
      if (click) {
        answer.chosen(hovered);
      } else if (was >= 0) {
        Point at = e.getPoint();
        SwingUtilities.convertPointToScreen(at, TimbreMapView.this);
        answer.carried(was, at);
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
              return hovered < 0
                  ? ""
                  : points.get(hovered).title() + ", " + points.get(hovered).family();
            }
          };
      accessibleContext.setAccessibleName("Map of the timbres");
    }
    return accessibleContext;
  }
}
