package ligature.ui.control;

import static ligature.ui.theme.Palette.color;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.geom.Line2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Locale;
import java.util.function.Consumer;
import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.swing.JComponent;
import javax.swing.SwingUtilities;
import ligature.ui.theme.Palette;

/**
 * A wheel beside the keys, dragged up and down or moved by arrows. One with a spring rests in the
 * middle and goes back there when it is let go: by the mouse, or when it loses the focus. Threads:
 * {@code [ui-thread]}.
 */
public final class PlayWheel extends JComponent {

  private static final float STEP = 0.1f;
  private static final int WIDTH = 17;

  private final boolean sprung;
  private final String title;
  private final Consumer<Float> turned;
  private float value;
  private int grabbedAt;
  private float grabbed;

  /**
   * @param sprung whether it goes from -1 to 1 and rests at 0, else it goes from 0 to 1 and stays
   * @param turned told each new value
   */
  public PlayWheel(String name, String title, boolean sprung, Consumer<Float> turned) {
    this.title = title;
    this.sprung = sprung;
    this.turned = turned;
    setName(name);
    setToolTipText(title);
    setFocusable(true);
    setPreferredSize(UIScale.scale(new Dimension(WIDTH, 40)));
    Mouse mouse = new Mouse();
    addMouseListener(mouse);
    addMouseMotionListener(mouse);
    addFocusListener(new RepaintOnFocus());
    addFocusListener(
        new FocusAdapter() {
          @Override
          public void focusLost(FocusEvent e) {
            release();
          }
        });
    KeyActions.onKey(this, "UP", () -> turn(value + STEP));
    KeyActions.onKey(this, "DOWN", () -> turn(value - STEP));
  }

  /** Where it stands. */
  public float value() {
    return value;
  }

  private float least() {
    return sprung ? -1 : 0;
  }

  private void turn(float to) {
    float now = Math.max(least(), Math.min(1, to));
    if (now != value) {
      value = now;
      turned.accept(now);
      repaint();
    }
  }

  private void release() {
    if (sprung) {
      turn(0);
    }
  }

  private final class Mouse extends MouseAdapter {

    @Override
    public void mousePressed(MouseEvent e) {
      if (SwingUtilities.isLeftMouseButton(e)) {
        grabbedAt = e.getY();
        grabbed = value;
      }
    }

    @Override
    public void mouseDragged(MouseEvent e) {
      if (SwingUtilities.isLeftMouseButton(e)) {
        float range = 1 - least();
        turn(grabbed + range * (grabbedAt - e.getY()) / Math.max(1, getHeight()));
      }
    }

    @Override
    public void mouseReleased(MouseEvent e) {
      if (SwingUtilities.isLeftMouseButton(e)) {
        release();
      }
    }
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D g = Painted.smooth(graphics);
    float arc = UIScale.scale(6f);
    RoundRectangle2D.Float well =
        new RoundRectangle2D.Float(0.5f, 0.5f, getWidth() - 1f, getHeight() - 1f, arc, arc);
    g.setColor(color("CornerChip.background"));
    g.fill(well);
    g.setColor(isFocusOwner() ? color("MorphPad.focusColor") : color("Ligature.line"));
    g.draw(well);
    float inset = UIScale.scale(4f);
    float span = getHeight() - 2 * inset - UIScale.scale(6f);
    float share = (value - least()) / (1 - least());
    float at = getHeight() - inset - UIScale.scale(3f) - share * span;
    g.setStroke(new BasicStroke(UIScale.scale(1f), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.setColor(Palette.withAlpha(color("Ligature.muted"), 0.35));
    float pitch = UIScale.scale(7f); // the ribs go with the wheel
    for (float y = at % pitch; y < getHeight() - inset; y += pitch) {
      if (y > inset) {
        g.draw(new Line2D.Float(inset, y, getWidth() - inset, y));
      }
    }
    g.setStroke(new BasicStroke(UIScale.scale(3f), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.setColor(color(value == 0 ? "Ligature.muted" : "MorphPad.focusColor"));
    g.draw(new Line2D.Float(inset + 1, at, getWidth() - inset - 1, at));
    g.dispose();
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

            @Override
            public String getAccessibleDescription() {
              return String.format(Locale.ROOT, "%.0f %%", 100 * value);
            }
          };
      accessibleContext.setAccessibleName(title);
    }
    return accessibleContext;
  }
}
