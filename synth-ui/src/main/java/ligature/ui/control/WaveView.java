package ligature.ui.control;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Cursor;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.RenderingHints;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.swing.JComponent;
import javax.swing.SwingUtilities;

/**
 * A recording at a glance, with a handle at the start and one at the end of the part that is used.
 * They are dragged; with the focus here, home and end choose one of them, and arrows move it by 10
 * ms, with shift by 1 ms, with control by 100 ms. Threads: {@code [ui-thread]}.
 */
public final class WaveView extends JComponent {

  private static final int EDGE = 9;
  private static final int NEAR = 12;
  private static final double STEP_SECONDS = 0.01;

  private final WavePainter painter = new WavePainter();
  private TrimValue trim;
  private boolean holding;
  private boolean atEnd;

  public WaveView(String name) {
    setName(name);
    setFocusable(true);
    String tip = "Drag the edges, or choose one by home or end and move it with the arrows";
    getAccessibleContext().setAccessibleName("The recording");
    getAccessibleContext().setAccessibleDescription(tip);
    setToolTipText(tip);
    addFocusListener(new RepaintOnFocus());
    addFocusListener(
        new FocusAdapter() {
          @Override
          public void focusLost(FocusEvent e) {
            if (trim != null) {
              trim.letGo();
            }
          }
        });
    Hand hand = new Hand();
    addMouseListener(hand);
    addMouseMotionListener(hand);
    KeyActions.onKey(this, "HOME", () -> choose(false));
    KeyActions.onKey(this, "END", () -> choose(true));
    for (int sign = -1; sign <= 1; sign += 2) {
      String arrow = sign < 0 ? "LEFT" : "RIGHT";
      double step = sign * STEP_SECONDS;
      KeyActions.onKey(this, arrow, () -> move(step));
      KeyActions.onKey(this, "shift " + arrow, () -> move(step / 10));
      KeyActions.onKey(this, "ctrl " + arrow, () -> move(step * 10));
    }
  }

  /**
   * Shows a recording.
   *
   * @param samples full scale 1; null for none
   * @param part what is set; null for none
   */
  public void show(float[] samples, TrimValue part) {
    trim = samples == null ? null : part;
    holding = holding && trim != null;
    painter.setSamples(samples);
    repaint();
  }

  /** Shows where the recording is heard, in seconds; NaN for nowhere. */
  public void setPlace(double seconds) {
    if (painter.setPlace(seconds)) {
      repaint();
    }
  }

  /** Where on this component a handle lies, for who takes hold of it. */
  public Point handle(boolean end) {
    return new Point((int) Math.round(x(end ? trim.end() : trim.start())), getHeight() / 2);
  }

  private int edge() {
    return UIScale.scale(EDGE);
  }

  private double x(double seconds) {
    return edge() + seconds / trim.seconds() * Math.max(1, getWidth() - 2 * edge());
  }

  private double seconds(int x) {
    return (x - edge()) * trim.seconds() / Math.max(1, getWidth() - 2 * edge());
  }

  private void choose(boolean end) {
    atEnd = end;
    repaint();
  }

  private void move(double by) {
    if (trim != null) {
      set((atEnd ? trim.end() : trim.start()) + by);
    }
  }

  private void set(double seconds) {
    if (atEnd) {
      trim.setEnd(seconds);
    } else {
      trim.setStart(seconds);
    }
    repaint();
  }

  private boolean isNear(boolean end, int x) {
    return Math.abs(handle(end).x - x) <= UIScale.scale(NEAR);
  }

  /** Whether the end is the handle that a hand at this place takes. */
  private boolean isEndNearer(int x) {
    return Math.abs(handle(true).x - x) < Math.abs(handle(false).x - x);
  }

  private final class Hand extends MouseAdapter {

    @Override
    public void mousePressed(MouseEvent e) {
      requestFocusInWindow();
      if (trim == null || !SwingUtilities.isLeftMouseButton(e)) {
        return;
      }
      boolean end = isEndNearer(e.getX());
      if (isNear(end, e.getX())) {
        choose(end);
        holding = true;
        trim.hold();
      }
    }

    @Override
    public void mouseDragged(MouseEvent e) {
      if (holding) {
        set(seconds(e.getX()));
      }
    }

    @Override
    public void mouseReleased(MouseEvent e) {
      if (holding) {
        holding = false;
        trim.letGo();
      }
    }

    @Override
    public void mouseMoved(MouseEvent e) {
      boolean near = trim != null && isNear(isEndNearer(e.getX()), e.getX());
      setCursor(Cursor.getPredefinedCursor(near ? Cursor.E_RESIZE_CURSOR : Cursor.DEFAULT_CURSOR));
    }
  }

  @Override
  public AccessibleContext getAccessibleContext() {
    if (accessibleContext == null) {
      accessibleContext =
          new AccessibleJComponent() {
            @Override
            public AccessibleRole getAccessibleRole() {
              return AccessibleRole.SLIDER;
            }
          };
    }
    return accessibleContext;
  }

  @Override
  public Dimension getPreferredSize() {
    return UIScale.scale(new Dimension(320, 120));
  }

  @Override
  public Dimension getMinimumSize() {
    return UIScale.scale(new Dimension(120, 40));
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D g = (Graphics2D) graphics.create();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    painter.paint(g, getWidth(), getHeight(), edge(), trim, isFocusOwner(), atEnd);
    g.dispose();
  }
}
