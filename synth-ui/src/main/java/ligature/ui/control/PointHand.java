package ligature.ui.control;

import com.formdev.flatlaf.util.UIScale;
import java.awt.event.MouseEvent;
import java.awt.geom.Point2D;
import java.util.Locale;
import java.util.function.BiConsumer;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import javax.swing.SwingUtilities;

/**
 * Hands on the points of the pad where timbres lie: drag moves one, with shift finely, a click lets
 * the puck go there, a double click asks for another timbre, a click with ctrl beside them for one
 * more; a right click offers it all, and keys do it with the one that is chosen. Where the puck
 * covers a point it is the puck that is held, but with ctrl. Threads: {@code [ui-thread]}.
 */
final class PointHand {

  private static final float NEAR = 15;
  private static final float DRAGGED = 4;
  private static final float FINE = 0.2f;
  private static final int NONE = -1;

  private final MorphPad pad;
  private PadPoints points;
  private int under = NONE;
  private int chosen = NONE;
  private int held = NONE;
  private boolean moved;
  private Point2D pointer = new Point2D.Float();
  private Point2D.Float at = new Point2D.Float();

  PointHand(MorphPad pad) {
    this.pad = pad;
  }

  /** Sets who does what hands do here. */
  void setPoints(PadPoints newPoints) {
    points = newPoints;
  }

  private boolean isActive() {
    return points != null && pad.mix().isFree();
  }

  private int count() {
    return pad.mix().timbres().size();
  }

  /** The point that keys move; -1 for none. */
  int chosen() {
    return isActive() && chosen < count() ? chosen : NONE;
  }

  /** The point under the pointer, or that is held; -1 for none. */
  int under() {
    return held != NONE ? held : isActive() && under < count() ? under : NONE;
  }

  boolean isDragging() {
    return held != NONE && moved;
  }

  private int pointAt(Point2D where) {
    int nearest = NONE;
    double least = UIScale.scale(NEAR);
    for (int i = 0; i < count(); i++) {
      double distance = pad.pointOf(i).distance(where);
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    return nearest;
  }

  /** A button was pressed; whether that was for a point, and not for the puck. */
  boolean pressed(MouseEvent e) {
    if (!isActive()) {
      return false;
    }
    under = pointAt(e.getPoint());
    if (!SwingUtilities.isLeftMouseButton(e)) {
      return false;
    }
    if (under == NONE) {
      chosen = NONE;
      PadGeometry geometry = pad.geometry();
      if (e.isControlDown()) {
        points.add(geometry.xAt(e.getX()), geometry.yAt(e.getY()));
      }
      return e.isControlDown();
    }
    if (e.getClickCount() == 2) {
      points.replace(under);
      return true;
    }
    if (pad.puck().distance(e.getPoint()) < UIScale.scale(NEAR) && !e.isControlDown()) {
      return false;
    }
    held = under;
    moved = false;
    pointer = e.getPoint();
    at = pad.placeOf(held);
    return true;
  }

  /** The pointer moved with a button held; whether that was for a point. */
  boolean dragged(MouseEvent e) {
    if (held == NONE) {
      return false;
    }
    if (!moved && pointer.distance(e.getPoint()) < UIScale.scale(DRAGGED)) {
      return true;
    }
    if (!moved) {
      moved = true;
      points.grab();
    }
    PadGeometry geometry = pad.geometry();
    float rate = e.isShiftDown() ? FINE : 1;
    at.x += rate * (geometry.xAt(e.getX()) - geometry.xAt(pointer.getX()));
    at.y += rate * (geometry.yAt(e.getY()) - geometry.yAt(pointer.getY()));
    pointer = e.getPoint();
    points.pull(held, at.x, at.y);
    return true;
  }

  /** The button was let go. */
  void release() {
    if (held == NONE) {
      return;
    }
    int which = held;
    held = NONE;
    if (moved) {
      points.letGo();
    } else {
      Point2D.Float place = pad.placeOf(which);
      pad.goTo(place.x, place.y);
    }
  }

  /** The pointer moved; whether what is under it is another point. */
  boolean moved(Point2D where) {
    int before = under;
    under = isActive() ? pointAt(where) : NONE;
    return under != before;
  }

  /** What a right click on a point offers; null where there is none. */
  JPopupMenu menu() {
    int point = under();
    if (point == NONE) {
      return null;
    }
    JPopupMenu menu = new JPopupMenu();
    item(menu, "pointTimbre", "Another timbre \u2026", () -> points.replace(point));
    item(menu, "pointRemove", "Remove", () -> points.remove(point));
    menu.getComponent(1).setEnabled(count() > 2);
    return menu;
  }

  private static void item(JPopupMenu menu, String name, String text, Runnable action) {
    JMenuItem item = new JMenuItem(text);
    item.setName(name);
    item.addActionListener(e -> action.run());
    menu.add(item);
  }

  /**
   * Adds what keys do, by key: with ctrl arrows choose a point or none, arrows move it, enter asks
   * for another timbre, delete takes it away; insert asks for one more where the puck is.
   */
  void keys(BiConsumer<String, Runnable> keys) {
    keys.accept("ctrl RIGHT", () -> choose(1));
    keys.accept("ctrl LEFT", () -> choose(-1));
    keys.accept("ENTER", () -> withChosen(() -> points.replace(chosen)));
    keys.accept("DELETE", this::remove);
    keys.accept("BACK_SPACE", this::remove);
    keys.accept("INSERT", this::add);
  }

  private void choose(int by) {
    if (isActive()) {
      chosen = Math.floorMod(chosen() + 1 + by, count() + 1) - 1;
    }
  }

  private void withChosen(Runnable action) {
    if (chosen() != NONE) {
      action.run();
    }
  }

  private void remove() {
    withChosen(
        () -> {
          points.remove(chosen);
          chosen = NONE;
        });
  }

  private void add() {
    if (isActive()) {
      points.add(pad.puckX(), pad.puckY());
    }
  }

  /** Moves the chosen point by a step of values; whether there is one. */
  boolean step(float dx, float dy) {
    if (chosen() == NONE) {
      return false;
    }
    Point2D.Float place = pad.placeOf(chosen);
    points.pull(chosen, place.x + dx, place.y + dy);
    return true;
  }

  /** What is chosen, for people, before what else is told; "" for nothing. */
  String title() {
    if (chosen() == NONE) {
      return "";
    }
    PadCorner timbre = pad.mix().timbres().get(chosen);
    return String.format(
        Locale.ROOT,
        "Point %s, %s, x %.2f y %.2f; ",
        timbre.letter(),
        timbre.title(),
        timbre.place().x(),
        timbre.place().y());
  }
}
