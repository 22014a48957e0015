package ligature.ui.control;

import static ligature.ui.theme.Palette.color;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import javax.swing.JButton;
import javax.swing.UIManager;
import ligature.ui.theme.Palette;

/**
 * The card at a corner of the pad: its letter, its timbre in the family's colour and how much of it
 * sounds. A press asks for another timbre; an empty card asks for one to put there. Threads: {@code
 * [ui-thread]}.
 */
public final class CornerChip extends JButton {

  private static final float PAD = 11;
  private static final float BADGE = 22;
  private static final float BAR = 4;

  private final String letter;
  private PadCorner corner;
  private float weight;

  /**
   * @param letter A, B, C or D
   */
  public CornerChip(String letter) {
    this.letter = letter;
    setName("corner" + letter);
    Painted.bare(this);
    // A click must not take the focus from the pad; tab still reaches the card.
    setRequestFocusEnabled(false);
    setRolloverEnabled(true);
    addFocusListener(new RepaintOnFocus());
    setCorner(null);
  }

  /** Shows a timbre; null for none. */
  public void setCorner(PadCorner newCorner) {
    corner = newCorner;
    String what = newCorner == null ? "empty" : newCorner.title() + ", " + newCorner.family();
    getAccessibleContext().setAccessibleName("Corner " + letter + ": " + what);
    setToolTipText(
        newCorner == null
            ? "Add timbres at C and D"
            : newCorner.title() + ": choose another timbre");
    repaint();
  }

  public PadCorner corner() {
    return corner;
  }

  /** Shows how much of this corner sounds, in [0, 1]. */
  public void setWeight(float newWeight) {
    if (newWeight != weight) {
      weight = newWeight;
      repaint();
    }
  }

  @Override
  public Dimension getPreferredSize() {
    return isPreferredSizeSet() ? super.getPreferredSize() : UIScale.scale(new Dimension(150, 86));
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D g = Painted.smooth(graphics);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    float arc = UIScale.scale(UIManager.getInt("CornerChip.arc"));
    RoundRectangle2D.Float card =
        new RoundRectangle2D.Float(0.5f, 0.5f, getWidth() - 1f, getHeight() - 1f, arc, arc);
    boolean touched = getModel().isRollover() || getModel().isPressed();
    if (corner == null) {
      paintEmpty(g, card, touched);
    } else {
      g.setColor(color(touched ? "CornerChip.hoverBackground" : "CornerChip.background"));
      g.fill(card);
      g.setColor(Palette.withAlpha(corner.color(), 0.05 + 0.17 * weight));
      g.fill(card);
      g.setColor(
          isFocusOwner()
              ? color("MorphPad.focusColor")
              : Palette.withAlpha(corner.color(), 0.25 + 0.6 * weight));
      g.setStroke(new BasicStroke(UIScale.scale(isFocusOwner() ? 2f : 1.2f)));
      g.draw(card);
      paintTimbre(g);
    }
    g.dispose();
  }

  private void paintEmpty(Graphics2D g, RoundRectangle2D card, boolean touched) {
    g.setColor(
        isFocusOwner()
            ? color("MorphPad.focusColor")
            : color(touched ? "Ligature.muted" : "Ligature.line"));
    float dash = UIScale.scale(4f);
    g.setStroke(
        new BasicStroke(
            UIScale.scale(1.2f),
            BasicStroke.CAP_ROUND,
            BasicStroke.JOIN_ROUND,
            1,
            new float[] {dash, dash},
            0));
    g.draw(card);
    g.setColor(color(touched ? "Ligature.muted" : "Ligature.faint"));
    g.setFont(Palette.font("semibold.font"));
    String text = "+ " + letter;
    FontMetrics metrics = g.getFontMetrics();
    g.drawString(
        text,
        (getWidth() - metrics.stringWidth(text)) / 2f,
        (getHeight() + metrics.getAscent() - metrics.getDescent()) / 2f);
  }

  private void paintTimbre(Graphics2D g) {
    float pad = UIScale.scale(PAD);
    float badge = UIScale.scale(BADGE);
    float inner = getWidth() - 2 * pad;
    g.setColor(corner.color());
    g.fill(new RoundRectangle2D.Float(pad, pad, badge, badge, badge * 0.6f, badge * 0.6f));
    Font bold = Palette.font("semibold.font");
    g.setFont(bold);
    FontMetrics metrics = g.getFontMetrics();
    g.setColor(Palette.textOn(corner.color()));
    float middle = pad + (badge + metrics.getAscent() - metrics.getDescent()) / 2f;
    g.drawString(letter, pad + (badge - metrics.stringWidth(letter)) / 2f, middle);
    String percent = Math.round(weight * 100) + " %";
    g.setColor(color(weight > 0.005f ? "Button.foreground" : "Ligature.muted"));
    g.drawString(percent, getWidth() - pad - metrics.stringWidth(percent), middle);

    float bar = UIScale.scale(BAR);
    float barTop = getHeight() - pad - bar + UIScale.scale(1f);
    float smallBase = barTop - UIScale.scale(8f);
    g.setFont(Palette.font("small.font"));
    g.setColor(color("Ligature.muted"));
    g.drawString(Painted.fitted(g.getFontMetrics(), corner.family(), inner), pad, smallBase);
    float titleBase = smallBase - g.getFontMetrics().getAscent() - UIScale.scale(2f);
    g.setFont(bold.deriveFont(bold.getSize2D() * 1.08f));
    g.setColor(color("Button.foreground"));
    g.drawString(Painted.fitted(g.getFontMetrics(), corner.title(), inner), pad, titleBase);

    g.setColor(Palette.withAlpha(corner.color(), 0.18));
    g.fill(new RoundRectangle2D.Float(pad, barTop, inner, bar, bar, bar));
    g.setColor(corner.color());
    if (weight > 0.005f) {
      g.fill(new RoundRectangle2D.Float(pad, barTop, Math.max(bar, inner * weight), bar, bar, bar));
    }
  }
}
