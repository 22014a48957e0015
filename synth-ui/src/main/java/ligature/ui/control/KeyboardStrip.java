package ligature.ui.control;

import static ligature.ui.theme.Palette.color;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.GradientPaint;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.event.MouseWheelEvent;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.BitSet;
import java.util.function.IntFunction;
import javax.swing.JPanel;
import javax.swing.SwingUtilities;
import ligature.ui.theme.Palette;
import ligature.units.Pitch;

/**
 * A strip of piano keys: a press plays, harder towards the near end of the key; a drag glides over
 * the keys; what is held lights up, whoever holds it. The wheel moves the strip by octaves.
 * Threads: {@code [ui-thread]}.
 */
public final class KeyboardStrip extends JPanel {

  private static final int MIDDLE_C = 60;
  private static final int OCTAVE = 12;
  private static final int ALL_WHITES = 75;
  private static final float WHITE_WIDTH = 25;

  private final KeyBed bed;
  private final BitSet lit = new BitSet(128);
  private IntFunction<String> hints = key -> "";
  private Color glow = Color.WHITE;
  private int shiftOctaves;
  private int shownFrom = MIDDLE_C;
  private int shownTo = MIDDLE_C;
  private int played = -1;

  public KeyboardStrip(KeyBed bed) {
    this.bed = bed;
    setOpaque(false);
    setName("keyboard");
    getAccessibleContext().setAccessibleName("Keyboard");
    Mouse mouse = new Mouse();
    addMouseListener(mouse);
    addMouseMotionListener(mouse);
    addMouseWheelListener(mouse);
  }

  /**
   * Writes a letter on the keys that the computer's keyboard plays; an empty text for the others.
   */
  public void setHints(IntFunction<String> hints) {
    this.hints = hints;
    repaint();
  }

  /** Sets the light of the keys that sound. */
  public void setGlow(Color glow) {
    if (!glow.equals(this.glow)) {
      this.glow = glow;
      if (!lit.isEmpty()) {
        repaint();
      }
    }
  }

  /** Lights what is held now. About 30 Hz. */
  public void tick() {
    KeyLayout layout = layoutNow();
    for (int key = layout.lowest(); key <= layout.highest(); key++) {
      boolean down = bed.isDown(key);
      if (down != lit.get(key)) {
        lit.set(key, down);
        repaint(layout.area(key));
      }
    }
  }

  /** Whether a key is shown as held. */
  public boolean isLit(int key) {
    return lit.get(key);
  }

  /** Moves the strip so that these keys are on it, now and when its size changes. */
  public void show(int fromKey, int toKey) {
    shownFrom = fromKey;
    shownTo = toKey;
    doLayout();
  }

  @Override
  public void doLayout() {
    if (getWidth() == 0) {
      return;
    }
    while (shownFrom < layoutNow().lowest() && shift(-1)) {
      continue;
    }
    while (shownTo > layoutNow().highest() && shift(1)) {
      continue;
    }
  }

  private boolean shift(int octaves) {
    int before = layoutNow().lowest();
    shiftOctaves += octaves;
    if (layoutNow().lowest() == before) {
      shiftOctaves -= octaves;
      return false;
    }
    repaint();
    return true;
  }

  /** Lifts the key that the mouse holds: the window lost the focus. */
  public void releaseAll() {
    playedNow(-1, 0);
  }

  private void playedNow(int key, double y) {
    if (key == played) {
      return;
    }
    int before = played;
    played = key;
    if (key >= 0) {
      bed.press(key, layoutNow().velocityAt(key, y));
    }
    if (before >= 0) {
      bed.lift(before);
    }
    tick();
  }

  /** The place of a key in this component, or null if it is not on the strip. */
  public Rectangle2D keyBounds(int key) {
    KeyLayout layout = layoutNow();
    return key >= layout.lowest() && key <= layout.highest() ? layout.bounds(key) : null;
  }

  /** As many keys as are comfortable to hit at this width, around middle C. */
  private KeyLayout layoutNow() {
    int octaves = Math.max(1, (int) (getWidth() / (UIScale.scale(WHITE_WIDTH) * 7)));
    int whites = Math.min(ALL_WHITES, octaves * 7 + 1);
    int lowest = MIDDLE_C - octaves / 2 * OCTAVE + shiftOctaves * OCTAVE;
    int highestStart = Math.max(0, (127 - octaves * OCTAVE) / OCTAVE * OCTAVE);
    return new KeyLayout(
        getWidth(), getHeight(), Math.max(0, Math.min(highestStart, lowest)), whites);
  }

  @Override
  public Dimension getPreferredSize() {
    return isPreferredSizeSet() ? super.getPreferredSize() : UIScale.scale(new Dimension(600, 84));
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D g = Painted.smooth(graphics);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setColor(color("Keyboard.gap"));
    g.fillRect(0, 0, getWidth(), getHeight() - UIScale.scale(4)); // the keys' round ends stand free
    KeyLayout layout = layoutNow();
    for (int pass = 0; pass < 2; pass++) {
      for (int key = layout.lowest(); key <= layout.highest(); key++) {
        if (KeyLayout.isBlack(key) == (pass == 1)) {
          paintKey(g, layout, key);
        }
      }
    }
    g.dispose();
  }

  private void paintKey(Graphics2D g, KeyLayout layout, int key) {
    Rectangle2D.Double at = layout.bounds(key);
    if (!g.hitClip((int) at.x, 0, (int) at.width + 2, (int) at.height + 1)) {
      return;
    }
    boolean black = KeyLayout.isBlack(key);
    String kind = black ? "Keyboard.black" : "Keyboard.white";
    Color top = color(kind);
    Color bottom = color(kind + "Low");
    if (lit.get(key)) {
      top = Palette.between(top, glow, 0.45);
      bottom = glow;
    }
    float gap = UIScale.scale(black ? 0f : 1.5f);
    float arc = UIScale.scale(black ? 5f : 7f);
    // Rounded at the near end only: the far end runs out of the strip.
    RoundRectangle2D.Double shape =
        new RoundRectangle2D.Double(
            at.x + gap / 2, -arc, at.width - gap, at.height + arc, arc, arc);
    g.setPaint(new GradientPaint(0, 0, top, 0, (float) at.height, bottom));
    g.fill(shape);
    if (black) {
      g.setColor(color("Keyboard.gap"));
      g.draw(shape);
    }
    paintText(g, key, at, black);
  }

  private void paintText(Graphics2D g, int key, Rectangle2D.Double at, boolean black) {
    g.setFont(Palette.font("small.font"));
    FontMetrics metrics = g.getFontMetrics();
    g.setColor(
        color(
            lit.get(key)
                ? "Keyboard.litText"
                : black ? "Keyboard.blackText" : "Keyboard.whiteText"));
    float bottom = (float) at.height - UIScale.scale(7f);
    String hint = hints.apply(key);
    if (!hint.isEmpty()) {
      g.drawString(hint, (float) at.getCenterX() - metrics.stringWidth(hint) / 2f, bottom);
    }
    if (key % OCTAVE == 0) {
      String name = Pitch.keyName(key);
      float raised = hint.isEmpty() ? 0 : metrics.getAscent() + UIScale.scale(1f);
      g.setFont(Palette.smallBold());
      float width = g.getFontMetrics().stringWidth(name);
      g.drawString(name, (float) at.getCenterX() - width / 2f, bottom - raised);
    }
  }

  private final class Mouse extends MouseAdapter {

    @Override
    public void mousePressed(MouseEvent e) {
      if (SwingUtilities.isLeftMouseButton(e)) {
        playedNow(layoutNow().keyAt(e.getX(), e.getY()), e.getY());
      }
    }

    @Override
    public void mouseDragged(MouseEvent e) {
      if (SwingUtilities.isLeftMouseButton(e)) {
        // Beyond the near end the last key goes on: a wide swing is no release.
        double y = Math.max(0, Math.min(getHeight() - 1, e.getY()));
        playedNow(layoutNow().keyAt(e.getX(), y), y);
      }
    }

    @Override
    public void mouseReleased(MouseEvent e) {
      playedNow(-1, 0);
    }

    @Override
    public void mouseWheelMoved(MouseWheelEvent e) {
      shift(Integer.signum(e.getWheelRotation()));
    }
  }
}
