package ligature.ui.control;

import com.formdev.flatlaf.util.UIScale;
import java.awt.event.MouseEvent;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javax.swing.SwingUtilities;

/**
 * Hands on the handles of a way over the pad: drag moves one, a double click or a click with ctrl
 * on the line puts one in, a right click takes one away; keys do all of it with the handle that is
 * chosen. Threads: {@code [ui-thread]}.
 */
final class RouteHand {

  private static final float NEAR_HANDLE = 11;
  private static final float NEAR_LINE = 9;
  private static final int NONE = -1;

  private final Supplier<PadGeometry> geometry;
  private PadRoute route;
  private boolean editing;
  private int chosen = NONE;
  private int under = NONE;
  private boolean holding;
  private boolean onLine;

  RouteHand(Supplier<PadGeometry> geometry) {
    this.geometry = geometry;
  }

  void setRoute(PadRoute route) {
    this.route = route;
  }

  void setEditing(boolean now) {
    if (editing && !now) {
      release();
      chosen = NONE;
      under = NONE;
    }
    editing = now;
  }

  boolean isEditing() {
    return editing;
  }

  /** The handle that keys move; -1 for none. */
  int chosen() {
    return chosen < handles().size() ? chosen : NONE;
  }

  /** The handle under the pointer; -1 for none. */
  int under() {
    return under < handles().size() ? under : NONE;
  }

  /** Whether the pointer is on a handle or the line, or a handle is held. */
  boolean isBusy() {
    return editing && (holding || onLine || under() != NONE);
  }

  private List<PadRoute.Place> handles() {
    return route == null ? List.of() : route.handles();
  }

  /** Where the handles are, in pixels. */
  List<Point2D.Float> handlePoints() {
    return points(handles());
  }

  /** Where the line is, in pixels. */
  List<Point2D.Float> linePoints() {
    return points(route == null ? List.of() : route.line());
  }

  /** Where its way back is, in pixels. */
  List<Point2D.Float> backPoints() {
    return points(route == null ? List.of() : route.wayBack());
  }

  private List<Point2D.Float> points(List<PadRoute.Place> places) {
    PadGeometry at = geometry.get();
    return places.stream().map(p -> at.point(p.x(), p.y())).toList();
  }

  private int handleAt(Point2D at) {
    int nearest = NONE;
    double least = UIScale.scale(NEAR_HANDLE);
    List<Point2D.Float> all = handlePoints();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).distance(at) < least) {
        least = all.get(i).distance(at);
        nearest = i;
      }
    }
    return nearest;
  }

  /** The stretch of the line at a place; -1 if it is not on the line. */
  private int stretchAt(Point2D at) {
    int nearest = NONE;
    double least = UIScale.scale(NEAR_LINE);
    List<Point2D.Float> line = linePoints();
    for (int i = 0; i + 1 < line.size(); i++) {
      double distance = new Line2D.Float(line.get(i), line.get(i + 1)).ptSegDist(at);
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    return nearest;
  }

  /** How far along a stretch the place on it is that is nearest to another. */
  private double shareOf(int stretch, Point2D at) {
    List<Point2D.Float> line = linePoints();
    Point2D.Float a = line.get(stretch);
    Point2D.Float b = line.get(stretch + 1);
    double length = a.distanceSq(b);
    double along = (at.getX() - a.x) * (b.x - a.x) + (at.getY() - a.y) * (b.y - a.y);
    return length == 0 ? 0.5 : Math.max(0, Math.min(1, along / length));
  }

  /**
   * A button was pressed.
   *
   * @return whether that was for the way, and not for the pad
   */
  boolean pressed(MouseEvent e) {
    if (!editing) {
      return false;
    }
    under = handleAt(e.getPoint());
    int stretch = under == NONE ? stretchAt(e.getPoint()) : NONE;
    if (SwingUtilities.isRightMouseButton(e) && under != NONE) {
      route.remove(under);
      under = NONE;
      chosen = NONE;
      return true;
    }
    if (!SwingUtilities.isLeftMouseButton(e) || under == NONE && stretch == NONE) {
      return false;
    }
    boolean inserts = e.isControlDown() || e.getClickCount() == 2;
    if (under != NONE || inserts) {
      route.grab();
      holding = true;
      chosen = under != NONE ? under : route.insert(stretch, shareOf(stretch, e.getPoint()));
      under = chosen;
      if (chosen == NONE) {
        release();
      }
    }
    return true;
  }

  /** The pointer moved with a button held; whether that was for the way. */
  boolean dragged(MouseEvent e) {
    if (holding) {
      PadGeometry at = geometry.get();
      float y = at.twoCorners() ? handles().get(chosen).y() : at.yAt(e.getY());
      route.pull(chosen, at.xAt(e.getX()), y);
    }
    return holding;
  }

  /** The button was let go. */
  void release() {
    if (holding) {
      holding = false;
      route.letGo();
    }
  }

  /** The pointer moved; whether what is under it is another handle. */
  boolean moved(Point2D at) {
    int before = under;
    under = editing ? handleAt(at) : NONE;
    onLine = editing && under == NONE && stretchAt(at) != NONE;
    return under != before;
  }

  /** Adds what keys do, by key: with ctrl arrows choose, arrows move what is chosen. */
  void keys(BiConsumer<String, Runnable> keys) {
    keys.accept("ctrl RIGHT", () -> choose(1));
    keys.accept("ctrl LEFT", () -> choose(-1));
    keys.accept("INSERT", this::insert);
    keys.accept("DELETE", this::remove);
    keys.accept("BACK_SPACE", this::remove);
  }

  private void choose(int by) {
    int count = handles().size();
    if (editing && count > 0) {
      chosen = chosen() == NONE ? (by > 0 ? 0 : count - 1) : Math.floorMod(chosen() + by, count);
    }
  }

  private void insert() {
    if (editing && chosen() != NONE) {
      int made = route.insertAfter(chosen());
      chosen = made == NONE ? chosen : made;
    }
  }

  private void remove() {
    if (editing && chosen() != NONE) {
      route.remove(chosen());
      chosen = Math.min(chosen, handles().size() - 1);
    }
  }

  /** Moves the chosen handle by a step of values; whether there is one. */
  boolean step(float dx, float dy) {
    if (!editing || chosen() == NONE) {
      return false;
    }
    PadRoute.Place at = handles().get(chosen());
    route.pull(chosen(), at.x() + dx, at.y() + dy);
    return true;
  }

  /** What is chosen, for people, before what else is told; "" for nothing. */
  String title() {
    return !editing || chosen() == NONE ? "" : route.title(chosen()) + "; ";
  }
}
