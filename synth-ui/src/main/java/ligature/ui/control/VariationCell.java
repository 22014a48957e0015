package ligature.ui.control;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import javax.swing.JButton;
import javax.swing.SwingUtilities;
import ligature.ui.theme.Palette;

/**
 * A variation of a sound: its number, its timbres, and what is changed in it. It is empty until
 * there is one. Threads: {@code [ui-thread]}.
 */
public final class VariationCell extends JButton {

  /**
   * A timbre in it.
   *
   * @param color of its family
   */
  public record Voice(String title, Color color) {}

  /** What becomes of it. */
  public enum State {
    /** It is not there yet. */
    EMPTY,
    THERE,
    /** It is heard in place of the sound. */
    HEARD,
    /** It is the sound. */
    KEPT
  }

  private static final int MOST_VOICES = 4;

  private final int number;
  private State state = State.EMPTY;
  private List<Voice> voices = List.of();
  private String changed = "";

  /**
   * @param number from 1
   */
  public VariationCell(int number) {
    this.number = number;
    setName("variation" + number);
    setContentAreaFilled(false);
    setBorderPainted(false);
    setFocusPainted(false);
    setOpaque(false);
    addFocusListener(new RepaintOnFocus());
    show(State.EMPTY, List.of(), "");
  }

  /**
   * Shows a variation.
   *
   * @param newVoices its timbres
   * @param whatChanged for people: "Timbres, filter"
   */
  public void show(State newState, List<Voice> newVoices, String whatChanged) {
    state = newState;
    voices = List.copyOf(newVoices);
    changed = whatChanged;
    getAccessibleContext()
        .setAccessibleName(
            "Variation "
                + number
                + switch (state) {
                  case EMPTY -> ", not there yet";
                  case THERE -> ": " + changed;
                  case HEARD -> ", heard: " + changed;
                  case KEPT -> ", kept: " + changed;
                });
    repaint();
  }

  public State state() {
    return state;
  }

  @Override
  public Dimension getPreferredSize() {
    return UIScale.scale(new Dimension(180, 58));
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D g = (Graphics2D) graphics.create();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    paintCard(g);
    int pad = UIScale.scale(11);
    Font bold = Palette.font("semibold.font");
    g.setFont(bold);
    FontMetrics metrics = g.getFontMetrics();
    int base = UIScale.scale(7) + metrics.getAscent();
    g.setColor(
        Palette.color(
            state == State.EMPTY
                ? "Ligature.faint"
                : state == State.THERE ? "Button.foreground" : "Slider.trackValueColor"));
    g.drawString(Integer.toString(number), pad, base);
    if (state != State.EMPTY) {
      int left = pad + UIScale.scale(20);
      String said = state == State.KEPT ? "Kept: " + changed : changed;
      g.setFont(Palette.font("small.font"));
      g.setColor(Palette.color("Ligature.muted"));
      g.drawString(fitted(g.getFontMetrics(), said, getWidth() - left - pad), left, base);
      paintVoices(g, pad, base + UIScale.scale(6));
    }
    g.dispose();
  }

  private void paintCard(Graphics2D g) {
    float arc = UIScale.scale(12f);
    RoundRectangle2D.Float card =
        new RoundRectangle2D.Float(1, 1, getWidth() - 2f, getHeight() - 2f, arc, arc);
    boolean touched = state != State.EMPTY && getModel().isRollover();
    Color ground = Palette.color(touched ? "CornerChip.hoverBackground" : "CornerChip.background");
    Color accent = Palette.color("Slider.trackValueColor");
    g.setColor(state == State.EMPTY ? Palette.withAlpha(ground, 0.5) : ground);
    g.fill(card);
    if (state == State.HEARD || state == State.KEPT) {
      g.setColor(Palette.withAlpha(accent, state == State.HEARD ? 0.22 : 0.1));
      g.fill(card);
    }
    boolean marked = isFocusOwner() || state == State.HEARD;
    g.setColor(
        isFocusOwner()
            ? Palette.color("MorphPad.focusColor")
            : state == State.HEARD || state == State.KEPT
                ? accent
                : Palette.color("Component.borderColor"));
    g.setStroke(new BasicStroke(UIScale.scale(marked ? 1.8f : 1f)));
    g.draw(card);
  }

  /** In two columns, as many lines as there is room for. */
  private void paintVoices(Graphics2D g, int left, int top) {
    FontMetrics metrics = g.getFontMetrics();
    int line = metrics.getHeight();
    int column = (getWidth() - 2 * left) / 2;
    float dot = UIScale.scale(7f);
    for (int i = 0; i < Math.min(MOST_VOICES, voices.size()); i++) {
      int x = left + i % 2 * column;
      int y = top + i / 2 * (line + UIScale.scale(1));
      if (y + line > getHeight() - UIScale.scale(3)) {
        return;
      }
      g.setColor(voices.get(i).color());
      g.fill(new Ellipse2D.Float(x, y + (line - dot) / 2, dot, dot));
      int text = x + UIScale.scale(13);
      g.setColor(Palette.color("Button.foreground"));
      g.drawString(
          fitted(metrics, voices.get(i).title(), x + column - text - UIScale.scale(4)),
          text,
          y + metrics.getAscent());
    }
  }

  private static String fitted(FontMetrics metrics, String text, int width) {
    return SwingUtilities.layoutCompoundLabel(
        metrics,
        text,
        null,
        0,
        0,
        0,
        0,
        new Rectangle(0, 0, width, 100),
        new Rectangle(),
        new Rectangle(),
        0);
  }
}
