package ligature.ui.control;

import java.awt.Cursor;
import java.awt.Point;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.stream.IntStream;
import javax.swing.SwingUtilities;

/**
 * The mouse on the map: it points, clicks, carries, plays, and draws lines and lassos. Threads:
 * {@code [ui-thread]}.
 */
final class MapHand extends MouseAdapter {

  private static final int DRAG_PIXELS = 6;
  private static final double NANO = 1e-9;

  private final TimbreMapView map;
  private final TimbreMapView.Answer answer;
  private MapTool tool = MapTool.POINT;
  private MapStroke stroke;
  private boolean drawing;
  private boolean playing;
  private int carried = -1;
  private Point pressed;
  private Point at;

  MapHand(TimbreMapView map, TimbreMapView.Answer answer) {
    this.map = map;
    this.answer = answer;
  }

  void setTool(MapTool tool) {
    this.tool = tool;
    map.setCursor(cursor());
  }

  MapTool tool() {
    return tool;
  }

  private Cursor cursor() {
    return Cursor.getPredefinedCursor(
        tool == MapTool.POINT ? Cursor.DEFAULT_CURSOR : Cursor.CROSSHAIR_CURSOR);
  }

  /** The line that is, or was last, drawn; null for none. */
  MapStroke stroke() {
    return stroke;
  }

  /** Takes the last line away. */
  void forgetStroke() {
    stroke = drawing ? stroke : null;
  }

  /** The point that is carried; -1 for none. */
  int carried() {
    return at == null ? -1 : carried;
  }

  /** Where it is carried to. */
  Point at() {
    return at;
  }

  @Override
  public void mouseMoved(MouseEvent e) {
    map.hover(tool == MapTool.PLAY ? -1 : map.nearest(e.getPoint()));
  }

  @Override
  public void mouseExited(MouseEvent e) {
    if (carried < 0) {
      map.hover(-1);
    }
  }

  @Override
  public void mousePressed(MouseEvent e) {
    if (!SwingUtilities.isLeftMouseButton(e)) {
      return;
    }
    map.requestFocusInWindow();
    pressed = e.getPoint();
    MapTool now = e.isControlDown() ? MapTool.PATH : e.isShiftDown() ? MapTool.LASSO : tool;
    if (now == MapTool.PLAY) {
      playing = true;
      play(pressed);
      return;
    }
    map.hover(now == MapTool.LASSO ? -1 : map.nearest(pressed));
    drawing = now != MapTool.POINT;
    stroke = drawing ? new MapStroke(now) : null;
    if (drawing) {
      stroke.add(pressed, step(pressed), false);
    }
  }

  private void play(Point place) {
    MapStep at = step(place);
    map.play(at.x(), at.y(), true);
  }

  private MapStep step(Point place) {
    return map.stepAt(System.nanoTime() * NANO, place);
  }

  @Override
  public void mouseDragged(MouseEvent e) {
    if (playing) {
      play(e.getPoint());
      return;
    }
    if (drawing) {
      stroke.add(e.getPoint(), step(e.getPoint()), false);
      if (stroke.tool() == MapTool.PATH) { // what the line passes is heard
        map.hover(map.nearest(e.getPoint()));
      }
      map.repaint();
      return;
    }
    if (pressed != null && map.hovered() >= 0 && pressed.distance(e.getPoint()) > DRAG_PIXELS) {
      carried = map.hovered();
      map.setCursor(Cursor.getPredefinedCursor(Cursor.MOVE_CURSOR));
    }
    if (carried >= 0) {
      at = e.getPoint();
      map.repaint();
    }
  }

  @Override
  public void mouseReleased(MouseEvent e) {
    if (playing) {
      playing = false;
      pressed = null;
      answer.lifted();
      return;
    }
    if (drawing) {
      drawing = false;
      pressed = null;
      stroke.add(e.getPoint(), step(e.getPoint()), true);
      finish();
      map.repaint();
      return;
    }
    int was = carried;
    boolean click = pressed != null && was < 0 && map.hovered() >= 0;
    carried = -1;
    at = null;
    pressed = null;
    map.setCursor(cursor());
    map.repaint();
    if (click) {
      answer.chosen(map.hovered());
    } else if (was >= 0) {
      Point to = e.getPoint();
      SwingUtilities.convertPointToScreen(to, map);
      answer.carried(was, to);
    }
  }

  private void finish() {
    MapStroke done = stroke;
    if (done.steps().size() < 2) {
      stroke = null; // a click
    } else if (done.tool() == MapTool.PATH) {
      answer.drawn(done.steps());
    } else {
      List<Integer> inside =
          IntStream.range(0, map.pointCount())
              .filter(i -> map.isFound(i) && done.holds(map.place(i)))
              .boxed()
              .toList();
      stroke = null;
      answer.caught(inside);
    }
  }
}
