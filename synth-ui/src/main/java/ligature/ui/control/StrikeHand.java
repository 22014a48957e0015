package ligature.ui.control;

import static ligature.ui.theme.Palette.color;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.event.MouseEvent;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.util.Locale;
import javax.swing.SwingUtilities;
import ligature.ui.theme.Palette;

/**
 * The point of the pad at which notes are struck, there while they are: a ring with an S, tied to
 * the puck, which is their body, dragged by the mouse and moved by keys. Threads: {@code
 * [ui-thread]}.
 */
final class StrikeHand {

  private static final float RADIUS = 9;
  private static final float NEAR = 12;

  private final MorphPad pad;
  private ControlValue amount;
  private ControlValue x;
  private ControlValue y;
  private Point2D.Float shown;
  private boolean held;
  private boolean under;

  StrikeHand(MorphPad pad) {
    this.pad = pad;
  }

  void setValues(ControlValue strike, ControlValue strikeX, ControlValue strikeY) {
    amount = strike;
    x = strikeX;
    y = strikeY;
  }

  /** Where it is, in pixels of the pad; null while notes are not struck elsewhere. */
  Point2D.Float point() {
    boolean there = amount != null && amount.value() > 0 && !pad.mix().isEmpty();
    return there ? pad.geometry().point(x.value(), y.value()) : null;
  }

  /** Whether it is elsewhere than at the last call. */
  boolean hasMoved() {
    Point2D.Float now = point();
    boolean moved = now == null ? shown != null : !now.equals(shown);
    shown = now;
    return moved;
  }

  private boolean isAt(Point2D where) {
    Point2D.Float at = point();
    return at != null && at.distance(where) < UIScale.scale(NEAR);
  }

  /** Whether the pointer is on it, or it is held. */
  boolean isUnder() {
    return held || under && point() != null;
  }

  /** A button was pressed; whether that was for it. What the puck covers is the puck's. */
  boolean pressed(MouseEvent e) {
    boolean covered = pad.puck().distance(e.getPoint()) < UIScale.scale(NEAR);
    if (!SwingUtilities.isLeftMouseButton(e) || covered || !isAt(e.getPoint())) {
      return false;
    }
    held = true;
    x.grab();
    y.grab();
    return true;
  }

  /** The pointer moved with a button held; whether that was for it. */
  boolean dragged(MouseEvent e) {
    if (held) {
      PadGeometry geometry = pad.geometry();
      x.turn(geometry.xAt(e.getX()));
      if (!geometry.twoCorners()) {
        y.turn(geometry.yAt(e.getY()));
      }
    }
    return held;
  }

  void release() {
    if (held) {
      held = false;
      x.letGo();
      y.letGo();
    }
  }

  /** Moves it by a step of values, if it is there. */
  void step(float dx, float dy) {
    if (point() == null) {
      return;
    }
    if (dx != 0) {
      x.turn(x.value() + dx);
    }
    if (dy != 0 && !pad.geometry().twoCorners()) {
      y.turn(y.value() + dy);
    }
  }

  /** Where it is, for people, before what else is told; "" for nowhere. */
  String title() {
    return point() == null
        ? ""
        : String.format(Locale.ROOT, "Struck at x %.2f y %.2f; ", x.value(), y.value());
  }

  /** The pointer moved; whether it came on it or left it. */
  boolean moved(Point2D where) {
    boolean before = under;
    under = isAt(where);
    return under != before;
  }

  void paint(Graphics2D g) {
    Point2D.Float at = point();
    if (at == null) {
      return;
    }
    Point2D.Float puck = pad.puck();
    float radius = UIScale.scale(RADIUS);
    double distance = at.distance(puck);
    g.setColor(Palette.withAlpha(color("MorphPad.puck"), isUnder() ? 0.95 : 0.6));
    if (distance > radius) {
      float dash = UIScale.scale(2f);
      g.setStroke(
          new BasicStroke(
              UIScale.scale(1.2f),
              BasicStroke.CAP_ROUND,
              BasicStroke.JOIN_ROUND,
              1,
              new float[] {dash, 3 * dash},
              0));
      double share = radius / distance;
      g.draw(
          new Line2D.Double(
              at.x + share * (puck.x - at.x), at.y + share * (puck.y - at.y), puck.x, puck.y));
    }
    g.setStroke(new BasicStroke(UIScale.scale(1.6f)));
    g.draw(PadPainter.circle(at, radius));
    g.setFont(Palette.smallBold());
    FontMetrics metrics = g.getFontMetrics();
    g.drawString(
        "S",
        at.x - metrics.stringWidth("S") / 2f,
        at.y + (metrics.getAscent() - metrics.getDescent()) / 2f);
  }
}
