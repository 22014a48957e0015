package ligature.ui.control;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import javax.swing.JToggleButton;
import ligature.ui.theme.Palette;

/**
 * An insert slot: its number, what it holds, a lamp that is out while it is bypassed and red where
 * something is wrong. Threads: {@code [ui-thread]}.
 */
public final class SlotChip extends JToggleButton {

  private final int number;
  private String title = "";
  private boolean filled;
  private boolean bypassed;
  private boolean failed;

  /**
   * @param number from 1
   */
  public SlotChip(int number) {
    this.number = number;
    setName("slot" + number);
    Painted.bare(this);
    addFocusListener(new RepaintOnFocus());
    setEmpty();
  }

  /** Shows that nothing is in it. */
  public void setEmpty() {
    show(false, "", false, false);
    setToolTipText("Put an effect into slot " + number);
    getAccessibleContext().setAccessibleName("Slot " + number + ", empty");
  }

  /** Shows what is in it. */
  public void setFilled(String newTitle, boolean isBypassed, boolean hasFailed) {
    show(true, newTitle, isBypassed, hasFailed);
    setToolTipText(newTitle + ": click for its controls, drag to move it");
    getAccessibleContext()
        .setAccessibleName("Slot " + number + ", " + newTitle + (isBypassed ? ", bypassed" : ""));
  }

  private void show(boolean isFilled, String newTitle, boolean isBypassed, boolean hasFailed) {
    filled = isFilled;
    title = newTitle;
    bypassed = isBypassed;
    failed = hasFailed;
    repaint();
  }

  /** What it reads. */
  public String title() {
    return title;
  }

  public boolean isBypassed() {
    return bypassed;
  }

  @Override
  public Dimension getPreferredSize() {
    return UIScale.scale(new Dimension(72, 30));
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D g = Painted.smooth(graphics);
    int arc = UIScale.scale(10);
    boolean chosen = isSelected() && filled;
    Color ground =
        chosen
            ? Palette.color("ToggleButton.selectedBackground")
            : Palette.color(
                getModel().isRollover() ? "CornerChip.hoverBackground" : "CornerChip.background");
    g.setColor(filled ? ground : Palette.withAlpha(ground, 0.5));
    g.fillRoundRect(0, 0, getWidth() - 1, getHeight() - 1, arc, arc);
    g.setColor(Palette.color(isFocusOwner() ? "MorphPad.focusColor" : "Component.borderColor"));
    g.drawRoundRect(0, 0, getWidth() - 1, getHeight() - 1, arc, arc);
    g.setFont(Palette.font("small.font"));
    FontMetrics metrics = g.getFontMetrics();
    float baseline = (getHeight() + metrics.getAscent() - metrics.getDescent()) / 2f;
    float left = UIScale.scale(9f);
    if (filled) {
      float lamp = UIScale.scale(7f);
      g.setColor(
          Palette.color(
              failed ? "Ligature.error" : bypassed ? "Ligature.faint" : "LevelMeter.low"));
      Ellipse2D.Float dot = new Ellipse2D.Float(left, (getHeight() - lamp) / 2, lamp, lamp);
      if (bypassed && !failed) {
        g.draw(dot);
      } else {
        g.fill(dot);
      }
      left += lamp + UIScale.scale(6f);
      g.setColor(
          Palette.color(
              chosen
                  ? "ToggleButton.selectedForeground"
                  : bypassed ? "Ligature.muted" : "Button.foreground"));
      g.drawString(fitted(metrics, getWidth() - left - UIScale.scale(6f)), left, baseline);
    } else {
      g.setColor(Palette.color("Ligature.faint"));
      String text = number + "  +";
      g.drawString(text, (getWidth() - metrics.stringWidth(text)) / 2f, baseline);
    }
    g.dispose();
  }

  private String fitted(FontMetrics metrics, float room) {
    String shown = title;
    while (metrics.stringWidth(shown) > room && shown.length() > 2) {
      shown = shown.substring(0, shown.length() - 2).strip() + "\u2026";
    }
    return shown;
  }
}
