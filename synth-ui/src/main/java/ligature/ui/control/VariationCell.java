package ligature.ui.control;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import javax.swing.JButton;
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
  private static final int PICTURE = 16;

  private final int number;
  private State state = State.EMPTY;
  private List<Voice> voices = List.of();
  private String changed = "";
  private BufferedImage picture;
  private float placeX;
  private float placeY;

  /**
   * @param number from 1
   */
  public VariationCell(int number) {
    this.number = number;
    setName("variation" + number);
    Painted.bare(this);
    addFocusListener(new RepaintOnFocus());
    show(State.EMPTY, List.of(), 0, 0, "");
  }

  /**
   * Shows a variation.
   *
   * @param newVoices the timbres at its corners, two or four; none if it is not there yet
   * @param x where it is on the pad, [0, 1]
   * @param y where it is on the pad, [0, 1]; two corners have no such way
   * @param whatChanged for people: "Timbres, filter"
   */
  public void show(State newState, List<Voice> newVoices, float x, float y, String whatChanged) {
    state = newState;
    if (picture == null || !voices.equals(newVoices)) {
      picture = picture(newVoices);
    }
    voices = List.copyOf(newVoices);
    placeX = x;
    placeY = voices.size() == 2 ? 0.5f : y;
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
    Graphics2D g = Painted.smooth(graphics);
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
      g.drawString(Painted.fitted(g.getFontMetrics(), said, getWidth() - left - pad), left, base);
      int top = base + UIScale.scale(7);
      paintVoices(g, pad, top, paintPad(g, top, pad));
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

  /** As many of the timbres as there is room for, one below the other or in two columns. */
  private void paintVoices(Graphics2D g, int left, int top, int right) {
    g.setFont(Palette.font("defaultFont"));
    FontMetrics metrics = g.getFontMetrics();
    int shown = Math.min(MOST_VOICES, voices.size());
    int room = getHeight() - top - UIScale.scale(4);
    int columns = room / metrics.getHeight() >= shown ? 1 : 2;
    int rows = (shown + columns - 1) / columns;
    int line = Math.min(metrics.getHeight() + UIScale.scale(6), room / Math.max(1, rows));
    int column = (right - left) / columns;
    float dot = UIScale.scale(7f);
    for (int i = 0; i < shown; i++) {
      int x = left + i % columns * column;
      int y = top + i / columns * line;
      if (y + metrics.getAscent() > getHeight() - UIScale.scale(3)) {
        return;
      }
      g.setColor(voices.get(i).color());
      g.fill(new Ellipse2D.Float(x, y + (metrics.getHeight() - dot) / 2, dot, dot));
      int text = x + UIScale.scale(13);
      g.setColor(Palette.color("Button.foreground"));
      g.drawString(
          Painted.fitted(metrics, voices.get(i).title(), x + column - text - UIScale.scale(4)),
          text,
          y + metrics.getAscent());
    }
  }

  /** The pad in small, with the place of the sound on it; gives where it begins. */
  private int paintPad(Graphics2D g, int top, int pad) {
    int side = Math.min(getHeight() - top - pad, getWidth() / 3);
    int left = getWidth() - pad - side;
    if (side < UIScale.scale(18)) {
      return getWidth() - pad;
    }
    float arc = UIScale.scale(8f);
    Shape clip = g.getClip();
    g.clip(new RoundRectangle2D.Float(left, top, side, side, arc, arc));
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(picture, left, top, side, side, null);
    g.setClip(clip);
    float dot = UIScale.scale(7f);
    float x = left + placeX * (side - dot);
    float y = top + (1 - placeY) * (side - dot);
    Ellipse2D.Float puck = new Ellipse2D.Float(x, y, dot, dot);
    g.setColor(Palette.color("Ligature.paper"));
    g.fill(puck);
    g.setColor(Palette.color("Ligature.ink"));
    g.setStroke(new BasicStroke(UIScale.scale(1f)));
    g.draw(puck);
    return left - pad;
  }

  /** The colours of the blend over the pad. */
  private static BufferedImage picture(List<Voice> voices) {
    List<Color> colors = voices.stream().map(Voice::color).toList();
    BufferedImage image = new BufferedImage(PICTURE, PICTURE, BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < PICTURE && !colors.isEmpty(); row++) {
      double y = 1 - row / (PICTURE - 1.0);
      for (int column = 0; column < PICTURE; column++) {
        double x = column / (PICTURE - 1.0);
        double[] weights =
            colors.size() == 2
                ? new double[] {1 - x, x}
                : new double[] {(1 - x) * y, x * y, (1 - x) * (1 - y), x * (1 - y)};
        image.setRGB(column, row, Palette.blend(colors, weights).getRGB());
      }
    }
    return image;
  }
}
