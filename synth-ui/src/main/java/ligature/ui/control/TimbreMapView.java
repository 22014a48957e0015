package ligature.ui.control;

import static ligature.ui.theme.Palette.color;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.RenderingHints;
import java.awt.event.MouseEvent;
import java.awt.geom.Point2D;
import java.awt.geom.RoundRectangle2D;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.swing.JComponent;
import javax.swing.JPopupMenu;
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
  private final MapKeys keys;
  private final MapRoute route = new MapRoute(this);
  private final MapField field = new MapField();
  private List<MapPoint> points = List.of();
  private BitSet found = new BitSet();
  private List<Integer> corners = List.of();
  private Point2D.Float playedAt = new Point2D.Float(0.5f, 0.5f);
  private int hovered = -1;
  private int current = -1;
  private IntFunction<JPopupMenu> menus = point -> null;

  public TimbreMapView(Answer answer) {
    this.answer = answer;
    hand = new MapHand(this, answer);
    keys = new MapKeys(this, answer, hand);
    setName("timbreMap");
    setFocusable(true);
    setOpaque(false);
    addMouseListener(hand);
    addMouseMotionListener(hand);
    addFocusListener(new RepaintOnFocus());
    keys.bind();
  }

  /** Shows other points, all of them found. */
  public void setPoints(List<MapPoint> newPoints) {
    points = List.copyOf(newPoints);
    found = new BitSet();
    found.set(0, points.size());
    hovered = -1;
    keys.clear();
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
    keys.clear();
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
    route.set(places, back);
  }

  /** Shows where on the map the sound is, in places as those of a way; perhaps nowhere. */
  public void setHeads(List<Point2D.Float> places) {
    route.setHeads(places);
  }

  /** Where the sound is shown, in pixels of this component. */
  public List<Point2D.Float> heads() {
    return route.heads();
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

  /** A place of the map, in pixels. */
  Point2D.Float place(float x, float y) {
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

  MapPoint point(int index) {
    return points.get(index);
  }

  /** The point that is in use; -1 for none. */
  int current() {
    return current;
  }

  /** Plays on from where it is played. */
  void playBy(float dx, float dy) {
    play(playedAt.x + dx, playedAt.y + dy, false);
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
    route.paintWay(g);
    MapStroke stroke = hand.stroke();
    painter.paintPoints(g, corners, i -> stroke != null && stroke.holds(place(i)));
    painter.paintMarks(g, keys.marked(), hand.tool() == MapTool.PATH);
    painter.paintTitles(g, found);
    if (hand.tool() == MapTool.PLAY) {
      painter.paintPlayed(g, place(playedAt.x, playedAt.y));
    }
    route.paintHeads(g);
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
                      + (keys.marked().contains(hovered) ? ", marked" : "");
            }
          };
      accessibleContext.setAccessibleName("Map of the timbres");
    }
    return accessibleContext;
  }
}
