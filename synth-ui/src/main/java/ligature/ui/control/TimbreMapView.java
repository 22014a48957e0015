package ligature.ui.control;

import static ligature.ui.theme.Palette.color;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.RenderingHints;
import java.awt.event.ActionEvent;
import java.awt.event.MouseEvent;
import java.awt.geom.Point2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.swing.AbstractAction;
import javax.swing.JComponent;
import javax.swing.JPopupMenu;
import javax.swing.KeyStroke;
import javax.swing.UIManager;

/**
 * Timbres as points of light on a plane: neighbours sound alike. The pointer hears them, a click
 * takes one, a drag carries one off; with ctrl it draws a line, with shift a lasso, or as the tool
 * says; or it plays what lies around it. The arrow keys go from point to point; enter takes, or
 * marks for a line or lasso, which ctrl enter ends. Threads: {@code [ui-thread]}.
 */
public final class TimbreMapView extends JComponent {

  private static final float MARGIN = 34;
  private static final float REACH = 26;
  private static final float STEP = 0.02f;
  private static final float FINE_STEP = 0.002f;

  /** What a map does with its points, by their numbers. */
  public interface Answer {

    /** The pointer, or the keys, are at a point; -1 for none. */
    void hovered(int index);

    /** A point was taken. */
    void chosen(int index);

    /** A point was carried to a place of the screen. */
    void carried(int index, Point onScreen);

    /** A line was drawn, of at least two places. */
    void drawn(List<MapStep> line);

    /** A hand, or keys that step from where the sound is, play a place. */
    void played(float x, float y, boolean byHand);

    /** The hand that played is lifted. */
    void lifted();

    /** A lasso went round these points, perhaps none. */
    void caught(List<Integer> inside);
  }

  private final Answer answer;
  private final MapHand hand;
  private final MapField field = new MapField();
  private List<MapPoint> points = List.of();
  private BitSet found = new BitSet();
  private final List<Integer> marked = new ArrayList<>();
  private List<Integer> corners = List.of();
  private List<Point2D.Float> route = List.of();
  private List<Point2D.Float> wayBack = List.of();
  private List<Point2D.Float> heads = List.of();
  private Point2D.Float playedAt = new Point2D.Float(0.5f, 0.5f);
  private int hovered = -1;
  private int current = -1;
  private IntFunction<JPopupMenu> menus = point -> null;

  public TimbreMapView(Answer answer) {
    this.answer = answer;
    hand = new MapHand(this, answer);
    setName("timbreMap");
    setFocusable(true);
    setOpaque(false);
    addMouseListener(hand);
    addMouseMotionListener(hand);
    addFocusListener(new RepaintOnFocus());
    bindStep("LEFT", -1, 0);
    bindStep("RIGHT", 1, 0);
    bindStep("UP", 0, 1);
    bindStep("DOWN", 0, -1);
    bind("ENTER", this::take);
    bind("ctrl ENTER", this::finishMarked);
  }

  private void bindStep(String key, int dx, int dy) {
    bind(key, () -> step(dx, dy, STEP));
    bind("shift " + key, () -> step(dx, dy, FINE_STEP));
  }

  private void bind(String key, Runnable action) {
    getInputMap().put(KeyStroke.getKeyStroke(key), key);
    getActionMap()
        .put(
            key,
            new AbstractAction() {
              @Override
              public void actionPerformed(ActionEvent e) {
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
    marked.clear();
    corners = List.of();
    repaint();
  }

  /**
   * Sets what a right click, or the menu key, offers of the point that is pointed at.
   *
   * @param newMenus gives null where there is nothing to offer
   */
  public void setMenus(IntFunction<JPopupMenu> newMenus) {
    menus = newMenus;
  }

  @Override
  public JPopupMenu getComponentPopupMenu() {
    return hovered < 0 ? null : menus.apply(hovered);
  }

  /** The keys have no place of their own: theirs is the point's. */
  @Override
  public Point getPopupLocation(MouseEvent e) {
    if (e != null || hovered < 0) {
      return super.getPopupLocation(e);
    }
    Point2D.Float at = place(hovered);
    return new Point(Math.round(at.x), Math.round(at.y));
  }

  /** Says what a drag without ctrl and shift does. */
  public void setTool(MapTool tool) {
    hand.setTool(tool);
    marked.clear();
    repaint();
  }

  /** Marks the points at the pad's corners, A first; -1 where one is not on the map. */
  public void setCorners(List<Integer> newCorners) {
    corners = List.copyOf(newCorners);
    repaint();
  }

  /**
   * Shows a way over the map.
   *
   * @param places from left and bottom (0) to right and top (1); empty for none
   * @param back its way from the end to the beginning; empty for none
   */
  public void setRoute(List<Point2D.Float> places, List<Point2D.Float> back) {
    route = List.copyOf(places);
    wayBack = List.copyOf(back);
    repaint();
  }

  /** Shows where on the map the sound is, in places as those of a way; perhaps nowhere. */
  public void setHeads(List<Point2D.Float> places) {
    if (!places.equals(heads)) {
      repaintHeads();
      heads = List.copyOf(places);
      repaintHeads();
    }
  }

  private void repaintHeads() {
    int reach = UIScale.scale(20);
    for (Point2D.Float head : heads) {
      Point2D.Float at = place(head.x, head.y);
      repaint(Math.round(at.x) - reach, Math.round(at.y) - reach, 2 * reach, 2 * reach);
    }
  }

  /** Where the sound is shown, in pixels of this component. */
  public List<Point2D.Float> heads() {
    return pixels(heads);
  }

  private List<Point2D.Float> pixels(List<Point2D.Float> places) {
    return places.stream().map(p -> place(p.x, p.y)).toList();
  }

  /** Takes the line away that was drawn last. */
  public void forgetStroke() {
    hand.forgetStroke();
    repaint();
  }

  /** Whether a line is shown that was drawn by hand. */
  public boolean hasStroke() {
    return hand.stroke() != null;
  }

  /** Which points are lit. */
  public BitSet found() {
    return (BitSet) found.clone();
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
    return place(points.get(index).x(), points.get(index).y());
  }

  private Point2D.Float place(float x, float y) {
    float margin = UIScale.scale(MARGIN);
    return new Point2D.Float(
        margin + x * Math.max(1, getWidth() - 2 * margin),
        margin + (1 - y) * Math.max(1, getHeight() - 2 * margin));
  }

  /** The place of the map at a pixel. */
  MapStep stepAt(double seconds, Point at) {
    float margin = UIScale.scale(MARGIN);
    return new MapStep(
        seconds,
        clamp((at.x - margin) / Math.max(1, getWidth() - 2 * margin)),
        clamp(1 - (at.y - margin) / Math.max(1, getHeight() - 2 * margin)));
  }

  private static float clamp(float value) {
    return Math.max(0, Math.min(1, value));
  }

  int nearest(Point at) {
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
  private void step(int dx, int dy, float far) {
    if (hand.tool() == MapTool.PLAY) {
      play(playedAt.x + far * dx, playedAt.y + far * dy, false);
      return;
    }
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

  void play(float x, float y, boolean byHand) {
    playedAt = new Point2D.Float(clamp(x), clamp(y));
    answer.played(playedAt.x, playedAt.y, byHand);
    repaint();
  }

  /** Says from where keys go on to play: where the sound is. */
  public void setPlayed(float x, float y) {
    playedAt = new Point2D.Float(clamp(x), clamp(y));
    repaint();
  }

  void hover(int index) {
    if (index != hovered) {
      hovered = index;
      answer.hovered(index);
      repaint();
    }
  }

  private void take() {
    if (hovered < 0) {
      return;
    }
    if (hand.tool() == MapTool.POINT) {
      answer.chosen(hovered);
    } else if (hand.tool() != MapTool.PLAY && !marked.remove((Object) hovered)) {
      marked.add(hovered);
    }
    repaint();
  }

  /** What the keys have marked is a line, a second from point to point, or what a lasso holds. */
  private void finishMarked() {
    List<Integer> all = List.copyOf(marked);
    marked.clear();
    repaint();
    if (hand.tool() == MapTool.LASSO) {
      answer.caught(all);
    } else if (hand.tool() == MapTool.PATH && all.size() > 1) {
      List<MapStep> line = new ArrayList<>();
      for (int point : all) {
        line.add(new MapStep(line.size(), points.get(point).x(), points.get(point).y()));
      }
      answer.drawn(line);
    }
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D g = Painted.smooth(graphics);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    float arc = UIScale.scale(UIManager.getInt("CornerChip.arc"));
    RoundRectangle2D.Float card =
        new RoundRectangle2D.Float(0.5f, 0.5f, getWidth() - 1f, getHeight() - 1f, arc, arc);
    double scale = g.getTransform().getScaleX();
    g.drawImage(field.image(this, points, found, scale), 0, 0, getWidth(), getHeight(), null);
    MapPainter painter = new MapPainter(this, points, hovered, current);
    RoutePainter.paintLine(g, pixels(route), pixels(wayBack), true);
    MapStroke stroke = hand.stroke();
    painter.paintPoints(g, corners, i -> stroke != null && stroke.holds(place(i)));
    painter.paintMarks(g, marked, hand.tool() == MapTool.PATH);
    painter.paintTitles(g, found);
    if (hand.tool() == MapTool.PLAY) {
      painter.paintPlayed(g, place(playedAt.x, playedAt.y));
    }
    for (Point2D.Float head : heads()) {
      RoutePainter.paintHead(g, head, color("MorphPad.focusColor"));
    }
    if (stroke != null) {
      stroke.paint(g);
    }
    if (hand.carried() >= 0) {
      painter.paintCarried(g, hand.carried(), hand.at());
    }
    g.setColor(color(isFocusOwner() ? "MorphPad.focusColor" : "MorphPad.outline"));
    g.setStroke(new BasicStroke(UIScale.scale(1f)));
    g.draw(card);
    g.dispose();
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
                  : points.get(hovered).title()
                      + ", "
                      + points.get(hovered).family()
                      + (marked.contains(hovered) ? ", marked" : "");
            }
          };
      accessibleContext.setAccessibleName("Map of the timbres");
    }
    return accessibleContext;
  }
}
