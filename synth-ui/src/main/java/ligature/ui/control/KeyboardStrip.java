package ligature.ui.control;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.function.IntPredicate;
import javax.swing.JPanel;
import javax.swing.UIManager;

/**
 * A piano keyboard that the mouse plays: the lower a key is struck, the louder; dragging slides
 * over the keys. Keys that sound light up, whoever plays them. [ui-thread]
 */
public final class KeyboardStrip extends JPanel {

  /** Told what the mouse plays; every press is followed by its release. */
  public interface Listener {
    /** Velocity in (0, 1]. */
    void pressed(int key, float velocity);

    void released(int key);
  }

  private static final long serialVersionUID = 1;
  private static final int LOW = 28; // E1
  private static final int HIGH = 103; // G7
  private static final boolean[] BLACK = {
    false, true, false, true, false, false, true, false, true, false, true, false
  };
  private static final float BLACK_WIDTH = 0.62f;
  private static final float BLACK_HEIGHT = 0.62f;

  private transient Listener listener;
  private transient IntPredicate lit = key -> false;
  private final boolean[] shown = new boolean[128];
  private int pressed = -1;
  private int octaveKey = 60;

  public KeyboardStrip() {
    setName("keyboard");
    setOpaque(false);
    setPreferredSize(new Dimension(900, 104));
    setMinimumSize(new Dimension(300, 64));
    getAccessibleContext().setAccessibleName("Keyboard");
    MouseAdapter mouse =
        new MouseAdapter() {
          @Override
          public void mousePressed(MouseEvent e) {
            play(keyAt(e.getX(), e.getY()), e.getY());
          }

          @Override
          public void mouseDragged(MouseEvent e) {
            int key = keyAt(e.getX(), e.getY());
            if (key != pressed) {
              play(key, e.getY());
            }
          }

          @Override
          public void mouseReleased(MouseEvent e) {
            releaseAll();
          }
        };
    addMouseListener(mouse);
    addMouseMotionListener(mouse);
  }

  public void setListener(Listener listener) {
    this.listener = listener;
  }

  /** Which keys to light. */
  public void setLit(IntPredicate lit) {
    this.lit = lit;
  }

  /** Marks the octave that the computer keys play, by its C. */
  public void setOctaveKey(int key) {
    octaveKey = key;
    repaint();
  }

  /** Looks which keys sound now; called once a frame. */
  public void refresh() {
    for (int key = 0; key < shown.length; key++) {
      boolean now = lit.test(key) || key == pressed;
      if (now != shown[key]) {
        shown[key] = now;
        repaint();
      }
    }
  }

  /** Lets go of the key that the mouse holds. */
  public void releaseAll() {
    if (pressed >= 0) {
      int key = pressed;
      pressed = -1;
      listener.released(key);
    }
  }

  private void play(int key, int y) {
    releaseAll();
    if (key >= 0) {
      pressed = key;
      float length = isBlack(key) ? BLACK_HEIGHT * getHeight() : getHeight();
      listener.pressed(key, Math.max(0.15f, Math.min(1, 0.2f + 0.8f * y / length)));
    }
  }

  private static boolean isBlack(int key) {
    return BLACK[key % 12];
  }

  private static int whitesBelow(int key) {
    int whites = 0;
    for (int k = LOW; k < key; k++) {
      whites += isBlack(k) ? 0 : 1;
    }
    return whites;
  }

  private Rectangle2D.Float bounds(int key) {
    float width = (float) getWidth() / whitesBelow(HIGH + 1);
    float left = whitesBelow(key) * width;
    return isBlack(key)
        ? new Rectangle2D.Float(
            left - width * BLACK_WIDTH / 2, 0, width * BLACK_WIDTH, getHeight() * BLACK_HEIGHT)
        : new Rectangle2D.Float(left, 0, width, getHeight());
  }

  /** The key at a point, -1 if there is none. */
  int keyAt(int x, int y) {
    int white = -1;
    for (int key = LOW; key <= HIGH; key++) {
      if (bounds(key).contains(x, y)) {
        if (isBlack(key)) {
          return key;
        }
        white = key;
      }
    }
    return white;
  }

  /** The middle of a key's lower part, for tests and tools. */
  public java.awt.Point middleOf(int key) {
    Rectangle2D.Float b = bounds(key);
    return new java.awt.Point((int) b.getCenterX(), (int) (b.height * 0.85f));
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D g = (Graphics2D) graphics.create();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    for (int key = LOW; key <= HIGH; key++) {
      if (!isBlack(key)) {
        paintKey(g, key, UIManager.getColor("Strip.white"));
      }
    }
    for (int key = LOW; key <= HIGH; key++) {
      if (isBlack(key)) {
        paintKey(g, key, UIManager.getColor("Strip.black"));
      }
    }
    g.dispose();
  }

  private void paintKey(Graphics2D g, int key, Color color) {
    Rectangle2D.Float b = bounds(key);
    RoundRectangle2D shape =
        new RoundRectangle2D.Float(b.x + 0.5f, b.y - 6, b.width - 1, b.height + 5, 6, 6);
    g.setColor(shown[key] ? UIManager.getColor("Strip.held") : color);
    g.fill(shape);
    g.setColor(UIManager.getColor("Strip.line"));
    g.draw(shape);
    if (key % 12 == 0) {
      boolean home = key == octaveKey;
      g.setColor(
          home
              ? UIManager.getColor("Strip.held").darker()
              : UIManager.getColor("Strip.line").brighter());
      g.setFont(getFont().deriveFont(getFont().getSize2D() * 0.8f));
      String name = "C" + (key / 12 - 1);
      int width = g.getFontMetrics().stringWidth(name);
      if (home) {
        g.fill(new RoundRectangle2D.Float(b.x + 4, b.y + b.height - 7, b.width - 8, 3, 3, 3));
      }
      g.setColor(Color.GRAY);
      g.drawString(name, b.x + (b.width - width) / 2, b.y + b.height - 11);
    }
  }
}
