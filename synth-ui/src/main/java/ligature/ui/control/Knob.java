package ligature.ui.control;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.Cursor;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.event.ActionEvent;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.awt.event.KeyAdapter;
import java.awt.event.KeyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.event.MouseWheelEvent;
import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.accessibility.AccessibleValue;
import javax.swing.AbstractAction;
import javax.swing.JComponent;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import ligature.ui.theme.Palette;

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
  private JTextField editor;
  private boolean dragging;
  private boolean fine;
  private int grabY;
  private float grabPosition;

  /**
   * @param name for who looks for it: the parameter's id
   * @param fullTitle what a screen reader says, the group included
   */
  public Knob(String name, String fullTitle, KnobValue value) {
    this.value = value;
    shown = value.value();
    setName(name);
    setFocusable(true);
    setToolTipText(
        fullTitle
            + (value.choices().isEmpty()
                ? ": drag, with shift finely; double click resets; click the figures to type"
                : ": drag, or click the name to choose; double click resets"));
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

  /** The figures that it shows. */
  public String figures() {
    return value.text(shown);
  }

  /** Shows the value that holds now. */
  public void tick() {
    float now = value.value();
    if (now != shown) {
      shown = now;
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
    bind(this, key, action);
  }

  private static void bind(JComponent component, String key, Runnable action) {
    component.getInputMap(WHEN_FOCUSED).put(KeyStroke.getKeyStroke(key), key);
    component
        .getActionMap()
        .put(
            key,
            new AbstractAction() {
              @Override
              public void actionPerformed(ActionEvent e) {
                action.run();
              }
            });
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
    return e.getY() >= getHeight() - KnobPainter.line();
  }

  /** Lets the value be typed, or chosen. */
  private void edit(String begin) {
    if (!value.choices().isEmpty()) {
      choices().show(this, 0, getHeight());
      return;
    }
    if (editor != null) {
      return;
    }
    editor = new JTextField(begin.isEmpty() ? value.text(value.value()) : begin);
    editor.setName(getName() + " figures");
    editor.setFont(Palette.font("small.font"));
    // else what was typed to begin with would be replaced by the next letter
    editor.putClientProperty("JTextField.selectAllOnFocusPolicy", "never");
    editor.setHorizontalAlignment(JTextField.CENTER);
    editor.putClientProperty("FlatLaf.style", "margin: 0,1,0,1; focusWidth: 0; arc: 6");
    editor.setBorder(javax.swing.BorderFactory.createLineBorder(Palette.color("Ligature.muted")));
    int height = KnobPainter.line() + UIScale.scale(3);
    editor.setBounds(0, getHeight() - height, getWidth(), height);
    bind(editor, "ENTER", () -> endEdit(true));
    bind(editor, "ESCAPE", () -> endEdit(false));
    editor.addFocusListener(
        new FocusAdapter() {
          @Override
          public void focusLost(FocusEvent e) {
            endEdit(!e.isTemporary());
          }
        });
    add(editor);
    editor.requestFocusInWindow();
    if (begin.isEmpty()) {
      editor.selectAll();
    }
    repaint();
  }

  private void endEdit(boolean take) {
    if (editor == null) {
      return;
    }
    JTextField ended = editor;
    editor = null; // taking it away makes it lose the focus, which comes here again
    float typed = value.parse(ended.getText());
    boolean focused = ended.isFocusOwner();
    remove(ended);
    boolean same = ended.getText().equals(value.text(value.value()));
    if (take && !same && !Float.isNaN(typed)) {
      turn(typed);
    }
    if (focused) {
      requestFocusInWindow();
    }
    repaint();
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
      float way = (grabY - e.getY()) / UIScale.scale(DRAG_PIXELS) * (fine ? FINE : 1);
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
      grabY = e.getY();
      grabPosition = value.position(value.value());
    }
  }

  @Override
  public Dimension getPreferredSize() {
    return UIScale.scale(new Dimension(68, 74));
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D g = (Graphics2D) graphics.create();
    KnobPainter.paint(g, this, shown, editor != null);
    g.dispose();
  }

  /** Where on the control the figures stand, for who clicks on them. */
  public Component editor() {
    return editor;
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
