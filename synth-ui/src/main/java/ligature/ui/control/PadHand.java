package ligature.ui.control;

import java.awt.Cursor;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.geom.Point2D;
import javax.swing.SwingUtilities;

/**
 * The mouse on the pad: it drags the puck, with shift finely, unless it is on the way that is being
 * edited, or on a point where a timbre lies. Threads: {@code [ui-thread]}.
 */
final class PadHand extends MouseAdapter {

  private static final float FINE = 0.2f;

  private final MorphPad pad;
  private final ControlValue xValue;
  private final ControlValue yValue;
  private final RouteHand route;
  private final PointHand points;
  private final StrikeHand strike;
  private boolean dragging;
  private boolean fine;
  private Point2D.Float grab = new Point2D.Float();
  private Point2D.Float grabbed = new Point2D.Float();

  PadHand(
      MorphPad pad,
      ControlValue xValue,
      ControlValue yValue,
      RouteHand route,
      PointHand points,
      StrikeHand strike) {
    this.pad = pad;
    this.xValue = xValue;
    this.yValue = yValue;
    this.route = route;
    this.points = points;
    this.strike = strike;
  }

  /** Whether the puck is held. */
  boolean isDragging() {
    return dragging;
  }

  @Override
  public void mousePressed(MouseEvent e) {
    pad.requestFocusInWindow();
    if (route.pressed(e) || strike.pressed(e) || points.pressed(e)) {
      pad.repaint();
      return;
    }
    if (!SwingUtilities.isLeftMouseButton(e)) {
      return;
    }
    xValue.grab();
    yValue.grab();
    if (e.getClickCount() == 2) {
      pad.centre();
      xValue.letGo();
      yValue.letGo();
      return;
    }
    Point2D.Float puck = new Point2D.Float(pad.puckX(), pad.puckY());
    boolean wasCarried = pad.isCarried();
    dragging = true;
    fine = e.isShiftDown();
    PadGeometry geometry = pad.geometry();
    if (fine) {
      if (wasCarried) { // from where it is shown
        pad.moveTo(puck.x, puck.y);
      }
      hold(e, puck);
    } else {
      pad.moveTo(geometry.xAt(e.getX()), geometry.yAt(e.getY()));
      hold(e, puck);
      grabbed = grab; // the pointer's own place, outside the range too: the puck stays under it
    }
  }

  @Override
  public void mouseDragged(MouseEvent e) {
    if (route.dragged(e) || strike.dragged(e) || points.dragged(e)) {
      pad.repaint();
      return;
    }
    if (!dragging) {
      return;
    }
    if (fine != e.isShiftDown()) {
      fine = e.isShiftDown();
      hold(e, new Point2D.Float(pad.puckX(), pad.puckY()));
    }
    PadGeometry geometry = pad.geometry();
    float rate = fine ? FINE : 1;
    pad.moveTo(
        grabbed.x + rate * (geometry.xAt(e.getX()) - grab.x),
        grabbed.y + rate * (geometry.yAt(e.getY()) - grab.y));
  }

  @Override
  public void mouseReleased(MouseEvent e) {
    route.release();
    strike.release();
    points.release();
    if (dragging) {
      dragging = false;
      xValue.letGo();
      yValue.letGo();
    }
  }

  @Override
  public void mouseMoved(MouseEvent e) {
    if (route.moved(e.getPoint()) | strike.moved(e.getPoint()) | points.moved(e.getPoint())) {
      pad.repaint();
    }
    boolean onSomething = route.isBusy() || strike.isUnder() || points.under() >= 0;
    pad.setCursor(
        Cursor.getPredefinedCursor(onSomething ? Cursor.HAND_CURSOR : Cursor.CROSSHAIR_CURSOR));
  }

  /** From here on the puck moves relative to where the pointer and it are now. */
  private void hold(MouseEvent e, Point2D.Float puck) {
    PadGeometry geometry = pad.geometry();
    grab = new Point2D.Float(geometry.xAt(e.getX()), geometry.yAt(e.getY()));
    grabbed = puck;
  }
}
