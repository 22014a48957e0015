package ligature.ui.control;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Cursor;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Toolkit;
import java.awt.geom.Point2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import java.util.Objects;
import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.swing.JComponent;
import javax.swing.JPopupMenu;
import javax.swing.UIManager;
import ligature.latent.Blend;
import ligature.latent.PadPoint;
import ligature.ui.theme.Palette;

/**
 * The pad between the timbres, which lie at its corners or at points of their own: a field of their
 * blended colours, and the puck that says where the sound is.
 *
 * <p>Drag moves the puck, with shift finely; a double click centres it; arrow keys step it, with
 * shift finely. While nobody drags, it follows its values, or the way that carries the sound. With
 * two corners only x counts and the puck runs on the middle line. Threads: {@code [ui-thread]}.
 */
public final class MorphPad extends JComponent {

  private static final float CENTRE = 0.5f;

  /** A frame's share of the way to a value that somebody else turned: MIDI steps become a glide. */
  private static final float FOLLOW = 0.45f;

  private static final float ARRIVED = 5e-4f;

  /** The field is painted so coarsely while it changes with every step of the hand. */
  private static final double MOVING_SCALE = 0.5;

  private final ControlValue xValue;
  private final ControlValue yValue;
  private final PadField field = new PadField();
  private final PadMotion motion = new PadMotion();
  private final WaitingControl waiting = new WaitingControl();
  private final PadNotes notes = new PadNotes();
  private PadMix mix = PadMix.EMPTY;
  private float x;
  private float y;
  private final RouteHand routeHand = new RouteHand(this::geometry);
  private final PointHand pointHand = new PointHand(this);
  private final StrikeHand strikeHand = new StrikeHand(this);
  private final PadHand hand;
  private boolean recordingPath;
  private Point2D.Float head; // where on the route the sound is, in values, or null
  private boolean carried;
  private boolean headMoved;

  public MorphPad(ControlValue xValue, ControlValue yValue) {
    this.xValue = xValue;
    this.yValue = yValue;
    x = xValue.value();
    y = yValue.value();
    setFocusable(true);
    // it is painted often: what lies behind it must not be painted with it
    setOpaque(true);
    setCursor(Cursor.getPredefinedCursor(Cursor.CROSSHAIR_CURSOR));
    setName("pad");
    hand = new PadHand(this, xValue, yValue, routeHand, pointHand, strikeHand);
    addMouseListener(hand);
    addMouseMotionListener(hand);
    addFocusListener(new RepaintOnFocus());
    PadKeys.bind(this, routeHand, pointHand, strikeHand);
  }

  /**
   * Shows other timbres.
   *
   * @param timbres at the corners A and B, or A, B, C and D, or at points of their own
   * @param free whether they lie at points
   */
  public void setTimbres(List<PadCorner> timbres, boolean free) {
    if (!free && timbres.size() != 2 && timbres.size() != Blend.CORNERS) {
      throw new IllegalArgumentException("a pad has two or four corners: " + timbres.size());
    }
    if (!mix.isOf(timbres, free)) {
      if (free != mix.isFree() || timbres.size() != mix.timbres().size()) {
        motion.clearTrail();
      }
      mix = new PadMix(timbres, free);
      repaint();
    }
  }

  /** Sets who moves the points of the timbres, where they have their own. */
  public void setPoints(PadPoints points) {
    pointHand.setPoints(points);
  }

  /**
   * Shows where notes are struck, while they are.
   *
   * @param amount how far; at 0 they begin where they go on
   */
  public void setStrike(ControlValue amount, ControlValue strikeX, ControlValue strikeY) {
    strikeHand.setValues(amount, strikeX, strikeY);
  }

  /** Where that is shown, in pixels of this component; null for nowhere. */
  public Point2D.Float strikePoint() {
    return strikeHand.point();
  }

  PadMix mix() {
    return mix;
  }

  /** Where a timbre lies, in pixels of this component. */
  public Point2D.Float pointOf(int timbre) {
    Point2D.Float place = placeOf(timbre);
    return geometry().point(place.x, place.y);
  }

  /** Where a timbre lies, in values. */
  Point2D.Float placeOf(int timbre) {
    PadPoint place = mix.timbres().get(timbre).place();
    return new Point2D.Float(place.x(), place.y());
  }

  /** Takes the sound's peak amplitude of the last moments, full scale 1. */
  public void hear(float amplitude) {
    motion.hear(amplitude);
  }

  /**
   * Goes on to a time: follows the values, moves what moves, and repaints what has changed. About
   * 60 Hz.
   */
  public void tick(double seconds) {
    boolean moved = (!hand.isDragging() && follow()) | headMoved | strikeHand.hasMoved();
    headMoved = false;
    boolean alive = motion.advance(seconds);
    if (!mix.isEmpty()) {
      motion.trace(puck());
    }
    if (moved || hand.isDragging()) {
      repaint();
    } else if (alive) {
      Point2D.Float puck = puck();
      int reach = UIScale.scale((int) PadPainter.REACH);
      repaint(Math.round(puck.x) - reach, Math.round(puck.y) - reach, 2 * reach, 2 * reach);
    }
  }

  private boolean follow() {
    float dx = xValue.value() - x;
    float dy = yValue.value() - y;
    if (dx == 0 && dy == 0) {
      return false;
    }
    x = Math.abs(dx) < ARRIVED ? xValue.value() : x + dx * FOLLOW;
    y = Math.abs(dy) < ARRIVED ? yValue.value() : y + dy * FOLLOW;
    return true;
  }

  void moveTo(float newX, float newY) {
    x = clamp(newX);
    xValue.turn(x);
    if (!mix.isLine()) {
      y = clamp(newY);
      yValue.turn(y);
    }
    repaint();
  }

  /** Moves the puck from where its values are. */
  void stepBy(float dx, float dy) {
    moveTo(xValue.value() + dx, yValue.value() + dy);
  }

  /** Moves the puck as one movement of the hand. */
  void goTo(float newX, float newY) {
    xValue.grab();
    yValue.grab();
    moveTo(newX, newY);
    xValue.letGo();
    yValue.letGo();
  }

  /** Whether a hand is on the puck. */
  public boolean isHeld() {
    return hand.isDragging();
  }

  /**
   * Shows a way over the pad.
   *
   * @param recording whether it is about to become another one
   * @param editing whether its handles are shown, to be pulled
   */
  public void setRoute(PadRoute route, boolean recording, boolean editing) {
    recordingPath = recording;
    routeHand.setRoute(route);
    routeHand.setEditing(editing);
    repaint();
  }

  /**
   * Shows where on its way the sound is.
   *
   * @param at in values, [0, 1]; null for nowhere
   * @param carries whether all that sounds is there, so that the puck is
   */
  public void setHead(Point2D.Float at, boolean carries) {
    headMoved |= carries != carried || !Objects.equals(at, head);
    head = at;
    carried = carries && at != null;
  }

  /** Where on its way the sound is shown, in pixels of this component; null for nowhere. */
  public Point2D.Float head() {
    return head == null ? null : geometry().point(head.x, head.y);
  }

  /** Where a handle of the way is shown, in pixels of this component. */
  public Point2D.Float handle(int index) {
    return routeHand.handlePoints().get(index);
  }

  /** How many handles of the way are shown. */
  public int handleCount() {
    return routeHand.isEditing() ? routeHand.handlePoints().size() : 0;
  }

  /** A right click on a handle or a point is for that. */
  @Override
  public JPopupMenu getComponentPopupMenu() {
    if (routeHand.isEditing() && routeHand.under() >= 0) {
      return null;
    }
    JPopupMenu ofPoint = pointHand.menu();
    return ofPoint == null ? super.getComponentPopupMenu() : ofPoint;
  }

  /** Where the puck is shown from left, 0 to 1. */
  public float puckX() {
    return isCarried() ? head.x : x;
  }

  /** Where the puck is shown from below, 0 to 1. */
  public float puckY() {
    return isCarried() ? head.y : y;
  }

  /** Whether the puck is where the way carries it. */
  boolean isCarried() {
    return carried && !hand.isDragging();
  }

  /**
   * Shows where hardware stands that has to come past the puck before it moves it.
   *
   * @param waitingX in values, [0, 1]; NaN for none; waitingY likewise
   */
  public void setWaiting(float waitingX, float waitingY) {
    if (waiting.set(waitingX, mix.isLine() ? Float.NaN : waitingY)) {
      repaint();
    }
  }

  /**
   * Shows the notes that sound.
   *
   * @param places x and y in [0, 1] and an amplitude, of one note after the other
   */
  public void setNotes(float[] places, int count) {
    repaintNotes();
    notes.take(places, count);
    repaintNotes();
  }

  private void repaintNotes() {
    int reach = PadNotes.reach();
    notes.forEach(
        geometry(),
        puck(),
        at -> repaint(Math.round(at.x) - reach, Math.round(at.y) - reach, 2 * reach, 2 * reach));
  }

  /** Where the notes are shown that sound elsewhere than the puck, in pixels of this component. */
  public List<Point2D.Float> notesApart() {
    List<Point2D.Float> all = new java.util.ArrayList<>();
    notes.forEach(geometry(), puck(), all::add);
    return all;
  }

  /** Where that hardware stands, in pixels of this component; null if none waits. */
  public Point2D.Float waiting() {
    Point2D.Float place = waiting.place(x, y);
    return place == null ? null : geometry().point(place.x, place.y);
  }

  /** Puts the puck between all corners. */
  public void centre() {
    moveTo(CENTRE, CENTRE);
  }

  /** The weight of a timbre where the puck is, in [0, 1]. */
  public float weight(int timbre) {
    return mix.at(puckX(), puckY()).weight(timbre);
  }

  /** The blend of the timbres' colours where the puck is. */
  public Color blendColor() {
    return mix.isEmpty() ? getForeground() : mix.colorAt(puckX(), puckY());
  }

  /** Where the puck is, in pixels of this component. */
  public Point2D.Float puck() {
    return geometry().point(puckX(), puckY());
  }

  PadGeometry geometry() {
    return new PadGeometry(getWidth(), getHeight(), mix.isLine());
  }

  @Override
  public Dimension getPreferredSize() {
    return isPreferredSizeSet() ? super.getPreferredSize() : UIScale.scale(new Dimension(640, 440));
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    if (mix.isEmpty()) {
      return;
    }
    Graphics2D g = Painted.smooth(graphics);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    float arc = UIScale.scale(UIManager.getInt("MorphPad.arc"));
    RoundRectangle2D.Float shape =
        new RoundRectangle2D.Float(0.5f, 0.5f, getWidth() - 1f, getHeight() - 1f, arc, arc);
    Graphics2D inside = (Graphics2D) g.create();
    double scale = g.getTransform().getScaleX();
    double fine = pointHand.isDragging() ? Math.min(scale, MOVING_SCALE) : scale;
    inside.drawImage(field.image(geometry(), mix, fine), 0, 0, getWidth(), getHeight(), null);
    RoutePainter.paintLine(
        inside, routeHand.linePoints(), routeHand.backPoints(), routeHand.isEditing());
    Color light = blendColor();
    new PadPainter(geometry(), mix, mix.at(puckX(), puckY()), motion, puck(), light)
        .paint(inside, pointHand.chosen(), pointHand.under());
    notes.paint(inside, geometry(), puck(), mix);
    if (head != null && !isCarried()) {
      RoutePainter.paintHead(inside, head(), mix.colorAt(head.x, head.y));
    }
    if (routeHand.isEditing()) {
      RoutePainter.paintHandles(
          inside, routeHand.handlePoints(), routeHand.chosen(), routeHand.under());
    }
    strikeHand.paint(inside);
    if (waiting() != null) {
      WaitingControl.paint(inside, waiting(), puck());
    }
    inside.dispose();
    Painted.roundCorners(g, this, shape);
    g.setColor(
        Palette.color(
            recordingPath
                ? "LevelMeter.high"
                : isFocusOwner() ? "MorphPad.focusColor" : "MorphPad.outline"));
    g.setStroke(new BasicStroke(UIScale.scale(isFocusOwner() ? 1.5f : 1f)));
    g.draw(shape);
    g.dispose();
    // Without it X11 may hold back frames, and a drag stutters.
    Toolkit.getDefaultToolkit().sync();
  }

  private static float clamp(float value) {
    return Math.max(0, Math.min(1, value));
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
              return routeHand.title()
                  + pointHand.title()
                  + strikeHand.title()
                  + mix.words(puckX(), puckY());
            }
          };
      accessibleContext.setAccessibleName("Blend between the timbres");
    }
    return accessibleContext;
  }
}
