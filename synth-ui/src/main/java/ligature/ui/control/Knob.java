package ligature.ui.control;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.Cursor;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.event.KeyAdapter;
import java.awt.event.KeyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.event.MouseWheelEvent;
import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.accessibility.AccessibleValue;
import javax.swing.JComponent;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import javax.swing.SwingUtilities;

/**
 * A knob with its name above and its figures below. Drag up to turn it up, with shift finely; a
 * double click returns to where it began; a click on the figures, enter or a digit lets you type; a
 * knob of named values opens their list instead. Arrow keys, home, end and delete do it without a
 * mouse, and so does the wheel once the knob has the focus. Threads: {@code [ui-thread]}.
 */
public final class Knob extends JComponent {

  private static final float DRAG_PIXELS = 180;
  private static final float FINE = 0.1f;
  private static final float STEP = 0.02f;

  private final KnobValue value;
  private float shown;
  private final KnobLayout layout;
  private final InlineEditor editor = new InlineEditor(this);
  private String shownTitle;
  private boolean faint;
  private boolean dragging;
  private boolean fine;
  private int grabAt;
  private float grabPosition;

  /**
   * @param name for who looks for it: the parameter's id
   * @param fullTitle what a screen reader says, the group included
   */
  public Knob(String name, String fullTitle, KnobValue value) {
    this(name, fullTitle, value, KnobLayout.TALL);
  }

  public Knob(String name, String fullTitle, KnobValue value, KnobLayout layout) {
    this.value = value;
    this.layout = layout;
    shownTitle = value.title();
    shown = value.value();
    setName(name);
    setFocusable(true);
    setToolTipText(
        fullTitle
            + (value.choices().isEmpty()
                ? ": drag, with shift finely; double click resets; click the figures to type"
                : ": drag, or click the name to choose; double click resets")
            + (value.isNameable() ? "; double click the name to change it (F2)" : ""));
    getAccessibleContext().setAccessibleName(fullTitle);
    addFocusListener(new RepaintOnFocus());
    Mouse mouse = new Mouse();
    addMouseListener(mouse);
    addMouseMotionListener(mouse);
    addMouseWheelListener(this::wheel);
    bindKeys();
  }

  KnobValue value() {
    return value;
  }

  KnobLayout knobLayout() {
    return layout;
  }

  /** The name that it shows. */
  public String title() {
    return shownTitle;
  }

  /** The figures that it shows. */
  public String figures() {
    return value.text(shown);
  }

  /** Whether it has no effect now, and should not draw the eye. */
  public void setFaint(boolean now) {
    faint = now;
    repaint();
  }

  boolean isFaint() {
    return faint;
  }

  /** Shows the value that holds now. */
  public void tick() {
    float now = value.value();
    String title = value.title();
    if (now != shown || !title.equals(shownTitle)) {
      shown = now;
      shownTitle = title;
      repaint();
    }
  }

  private void turn(float next) {
    value.turn(next);
    tick();
  }

  /** The smallest step along the way: one value of a knob that has only whole ones. */
  private void step(float by) {
    turn(
        value.isWhole()
            ? value.value() + Math.signum(by)
            : value.valueAt(value.position(value.value()) + by));
  }

  private void bindKeys() {
    onKey("UP", () -> step(STEP));
    onKey("RIGHT", () -> step(STEP));
    onKey("DOWN", () -> step(-STEP));
    onKey("LEFT", () -> step(-STEP));
    onKey("shift UP", () -> step(FINE * STEP));
    onKey("shift RIGHT", () -> step(FINE * STEP));
    onKey("shift DOWN", () -> step(-FINE * STEP));
    onKey("shift LEFT", () -> step(-FINE * STEP));
    onKey("HOME", () -> turn(value.min()));
    onKey("END", () -> turn(value.max()));
    onKey("DELETE", () -> turn(value.initial()));
    onKey("BACK_SPACE", () -> turn(value.initial()));
    onKey("ENTER", () -> edit(""));
    onKey("F2", this::editName);
    addKeyListener(
        new KeyAdapter() {
          @Override
          public void keyTyped(KeyEvent e) {
            char c = e.getKeyChar();
            if (value.choices().isEmpty() && (c >= '0' && c <= '9' || c == '-' || c == '.')) {
              edit(String.valueOf(c));
              e.consume();
            }
          }
        });
  }

  private void onKey(String key, Runnable action) {
    KeyActions.onKey(this, key, action);
  }

  /** Scrolling a page must not turn what happens to come under the pointer. */
  private void wheel(MouseWheelEvent e) {
    if (isFocusOwner()) {
      step((float) (-e.getPreciseWheelRotation() * STEP * (e.isShiftDown() ? FINE : 1)));
    } else if (getParent() != null) {
      getParent().dispatchEvent(SwingUtilities.convertMouseEvent(this, e, getParent()));
    }
  }

  private boolean isOnFigures(MouseEvent e) {
    return layout.figures(getWidth(), getHeight()).contains(e.getPoint());
  }

  private boolean isOnName(MouseEvent e) {
    return value.isNameable() && layout.title(getWidth(), getHeight()).contains(e.getPoint());
  }

  /** Lets the value be typed, or chosen. */
  private void edit(String begin) {
    if (!value.choices().isEmpty()) {
      choices().show(this, 0, getHeight());
      return;
    }
    editor.open(
        getName() + " figures",
        field(layout.figures(getWidth(), getHeight())),
        begin,
        value.text(value.value()),
        typed -> {
          float next = value.parse(typed);
          if (!Float.isNaN(next)) {
            turn(next);
          }
        });
  }

  /** Whether the user may give it another name. */
  public boolean isNameable() {
    return value.isNameable();
  }

  /** Lets the name be typed. */
  public void editName() {
    if (value.isNameable()) {
      editor.open(
          getName() + " title",
          field(layout.title(getWidth(), getHeight())),
          "",
          value.title(),
          typed -> {
            value.rename(typed);
            tick();
          });
    }
  }

  /** A field over a line of letters is a little taller, and stays on the knob. */
  private Rectangle field(Rectangle line) {
    int more = Math.min(getHeight() - line.height, UIScale.scale(3));
    int y = Math.max(0, Math.min(line.y, getHeight() - line.height - more));
    return new Rectangle(line.x, y, line.width, line.height + more);
  }

  private JPopupMenu choices() {
    JPopupMenu menu = new JPopupMenu();
    for (int i = 0; i < value.choices().size(); i++) {
      float each = value.min() + i;
      JMenuItem item = new JMenuItem(value.choices().get(i));
      item.setName("choose " + value.choices().get(i));
      item.addActionListener(e -> turn(each));
      menu.add(item);
    }
    return menu;
  }

  private final class Mouse extends MouseAdapter {

    @Override
    public void mousePressed(MouseEvent e) {
      requestFocusInWindow();
      if (!SwingUtilities.isLeftMouseButton(e) || !isEnabled()) {
        return;
      }
      if (isOnFigures(e)) {
        SwingUtilities.invokeLater(() -> edit("")); // after the focus has come
      } else if (e.getClickCount() == 2 && isOnName(e)) {
        SwingUtilities.invokeLater(Knob.this::editName);
      } else if (e.getClickCount() == 2) {
        turn(value.initial());
      } else {
        dragging = true;
        value.grab();
        hold(e);
      }
    }

    @Override
    public void mouseDragged(MouseEvent e) {
      if (!dragging) {
        return;
      }
      if (fine != e.isShiftDown()) {
        hold(e);
      }
      float way = (place(e) - grabAt) / UIScale.scale(DRAG_PIXELS) * (fine ? FINE : 1);
      turn(value.valueAt(grabPosition + way));
    }

    @Override
    public void mouseReleased(MouseEvent e) {
      if (dragging) {
        dragging = false;
        value.letGo();
      }
    }

    @Override
    public void mouseMoved(MouseEvent e) {
      int cursor = isOnFigures(e) ? Cursor.HAND_CURSOR : Cursor.DEFAULT_CURSOR;
      if (getCursor().getType() != cursor) {
        setCursor(Cursor.getPredefinedCursor(cursor));
      }
    }

    private void hold(MouseEvent e) {
      fine = e.isShiftDown();
      grabAt = place(e);
      grabPosition = value.position(value.value());
    }

    /** Along the way of a drag, which a bar has to its side. */
    private int place(MouseEvent e) {
      return layout == KnobLayout.BAR ? e.getX() : -e.getY();
    }
  }

  @Override
  public Dimension getPreferredSize() {
    return layout.preferred();
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D g = (Graphics2D) graphics.create();
    KnobPainter.paint(g, this, shown, editor.isOpen());
    g.dispose();
  }

  /** The field in which a value or a name is typed; null while there is none. */
  public Component editor() {
    return editor.field();
  }

  @Override
  public AccessibleContext getAccessibleContext() {
    if (accessibleContext == null) {
      accessibleContext = new AccessibleKnob();
    }
    return accessibleContext;
  }

  private final class AccessibleKnob extends AccessibleJComponent implements AccessibleValue {

    @Override
    public AccessibleRole getAccessibleRole() {
      return AccessibleRole.SLIDER;
    }

    @Override
    public String getAccessibleDescription() {
      return figures();
    }

    @Override
    public AccessibleValue getAccessibleValue() {
      return this;
    }

    @Override
    public Number getCurrentAccessibleValue() {
      return value.value();
    }

    @Override
    public boolean setCurrentAccessibleValue(Number n) {
      turn(n.floatValue());
      return true;
    }

    @Override
    public Number getMinimumAccessibleValue() {
      return value.min();
    }

    @Override
    public Number getMaximumAccessibleValue() {
      return value.max();
    }
  }
}
