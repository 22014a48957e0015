package ligature.ui.control;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Cursor;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Toolkit;
import java.awt.geom.Area;
import java.awt.geom.Point2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.swing.AbstractAction;
import javax.swing.JComponent;
import javax.swing.JPopupMenu;
import javax.swing.KeyStroke;
import javax.swing.UIManager;
import ligature.latent.Blend;
import ligature.ui.theme.Palette;

/**
 * The pad between the timbres: a field of their blended colours, and the puck that says where the
 * sound is.
 *
 * <p>Drag moves the puck, with shift finely; a double click centres it; arrow keys step it, with
 * shift finely. While nobody drags, it follows its values, or the way that carries the sound. With
 * two corners only x counts and the puck runs on the middle line. Threads: {@code [ui-thread]}.
 */
public final class MorphPad extends JComponent {

  private static final float CENTRE = 0.5f;
  private static final float STEP = 0.02f;
  private static final float FINE_STEP = 0.002f;

  /** A frame's share of the way to a value that somebody else turned: MIDI steps become a glide. */
  private static final float FOLLOW = 0.45f;

  private static final float ARRIVED = 5e-4f;

  private final ControlValue xValue;
  private final ControlValue yValue;
  private final Blend blend = new Blend();
  private final PadField field = new PadField();
  private final PadMotion motion = new PadMotion();
  private final WaitingControl waiting = new WaitingControl();
  private final PadNotes notes = new PadNotes();
  private List<PadCorner> corners = List.of();
  private float x;
  private float y;
  private final RouteHand routeHand = new RouteHand(this::geometry);
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
    hand = new PadHand(this, xValue, yValue, routeHand);
    addMouseListener(hand);
    addMouseMotionListener(hand);
    addFocusListener(new RepaintOnFocus());
    bindStep("LEFT", -1, 0);
    bindStep("RIGHT", 1, 0);
    bindStep("DOWN", 0, -1);
    bindStep("UP", 0, 1);
    routeHand.keys(this::bind);
  }

  private void bindStep(String key, int dx, int dy) {
    bind(key, dx * STEP, dy * STEP);
    bind("shift " + key, dx * FINE_STEP, dy * FINE_STEP);
  }

  private void bind(String key, float dx, float dy) {
    bind(
        key,
        () -> {
          if (!routeHand.step(dx, dy)) {
            moveTo(xValue.value() + dx, yValue.value() + dy);
          }
        });
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
                repaint();
              }
            });
  }

  /** Shows other corners: A and B, or A, B, C and D. */
  public void setCorners(List<PadCorner> newCorners) {
    if (newCorners.size() != 2 && newCorners.size() != Blend.CORNERS) {
      throw new IllegalArgumentException("a pad has two or four corners: " + newCorners.size());
    }
    if (!newCorners.equals(corners)) {
      corners = List.copyOf(newCorners);
      motion.clearTrail();
      repaint();
    }
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
    boolean moved = (!hand.isDragging() && follow()) | headMoved;
    headMoved = false;
    boolean alive = motion.advance(seconds);
    if (!corners.isEmpty()) {
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
    if (corners.size() != 2) {
      y = clamp(newY);
      yValue.turn(y);
    }
    repaint();
  }

  /** Whether a hand is on the pad. */
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

  /** A right click on a handle is for the handle. */
  @Override
  public JPopupMenu getComponentPopupMenu() {
    return routeHand.isEditing() && routeHand.under() >= 0 ? null : super.getComponentPopupMenu();
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
    if (waiting.set(waitingX, corners.size() == 2 ? Float.NaN : waitingY)) {
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

  /** The weight of a corner where the puck is, in [0, 1]. */
  public float weight(int corner) {
    blend.set(puckX(), corners.size() == 2 ? 0 : puckY());
    return blend.weight(corner);
  }

  /** The blend of the corners' colours where the puck is. */
  public Color blendColor() {
    return corners.isEmpty() ? getForeground() : PadField.colorAt(colors(), puckX(), puckY());
  }

  /** Where the puck is, in pixels of this component. */
  public Point2D.Float puck() {
    return geometry().point(puckX(), puckY());
  }

  PadGeometry geometry() {
    return new PadGeometry(getWidth(), getHeight(), corners.size() == 2);
  }

  private List<Color> colors() {
    return corners.stream().map(PadCorner::color).toList();
  }

  @Override
  public Dimension getPreferredSize() {
    return isPreferredSizeSet() ? super.getPreferredSize() : UIScale.scale(new Dimension(640, 440));
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    if (corners.isEmpty()) {
      return;
    }
    Graphics2D g = Painted.smooth(graphics);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    float arc = UIScale.scale(UIManager.getInt("MorphPad.arc"));
    RoundRectangle2D.Float shape =
        new RoundRectangle2D.Float(0.5f, 0.5f, getWidth() - 1f, getHeight() - 1f, arc, arc);
    Graphics2D inside = (Graphics2D) g.create();
    double scale = g.getTransform().getScaleX();
    inside.drawImage(field.image(geometry(), colors(), scale), 0, 0, getWidth(), getHeight(), null);
    weight(0);
    RoutePainter.paintLine(
        inside, routeHand.linePoints(), routeHand.backPoints(), routeHand.isEditing());
    new PadPainter(geometry(), corners, blend, motion, puck(), blendColor())
        .paint(inside, Palette.smallBold());
    notes.paint(inside, geometry(), puck(), colors());
    if (head != null && !isCarried()) {
      RoutePainter.paintHead(inside, head(), PadField.colorAt(colors(), head.x, head.y));
    }
    if (routeHand.isEditing()) {
      RoutePainter.paintHandles(
          inside, routeHand.handlePoints(), routeHand.chosen(), routeHand.under());
    }
    if (waiting() != null) {
      WaitingControl.paint(inside, waiting(), puck());
    }
    inside.dispose();
    roundCorners(g, shape);
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

  /** A clip has hard edges: the corners outside the shape are painted over instead. */
  private void roundCorners(Graphics2D g, RoundRectangle2D.Float shape) {
    if (getParent() != null) {
      Area outside = new Area(new Rectangle(0, 0, getWidth(), getHeight()));
      outside.subtract(new Area(shape));
      g.setColor(getParent().getBackground());
      g.fill(outside);
    }
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
              StringBuilder text = new StringBuilder(routeHand.title());
              text.append(text.isEmpty() ? "" : "; ");
              for (int i = 0; i < corners.size(); i++) {
                text.append(
                    String.format(
                        Locale.ROOT,
                        "%s%.0f %% %s",
                        i == 0 ? "" : ", ",
                        100 * weight(i),
                        corners.get(i).title()));
              }
              return text.toString();
            }
          };
      accessibleContext.setAccessibleName("Blend between the timbres");
    }
    return accessibleContext;
  }
}
