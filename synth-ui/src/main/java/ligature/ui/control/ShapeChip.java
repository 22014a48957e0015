package ligature.ui.control;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import javax.swing.JToggleButton;
import ligature.ui.theme.Palette;

/**
 * A curve in small with its name, to be chosen; one that moves nothing is faint. Threads: {@code
 * [ui-thread]}.
 */
public final class ShapeChip extends JToggleButton {

  private final DrawnShape shape;
  private final String title;
  private boolean used;

  public ShapeChip(String name, String title, DrawnShape shape) {
    this.title = title;
    this.shape = shape;
    setName(name);
    Painted.bare(this);
    addFocusListener(new RepaintOnFocus());
    getAccessibleContext().setAccessibleName(title);
  }

  /**
   * Says what it moves.
   *
   * @param moved for people; "" for nothing
   */
  public void setMoved(String moved) {
    used = !moved.isEmpty();
    setToolTipText(title + (used ? " moves " + moved : " moves nothing yet"));
    repaint();
  }

  @Override
  public Dimension getPreferredSize() {
    return UIScale.scale(new Dimension(84, 62));
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D g = Painted.smooth(graphics);
    int arc = UIScale.scale(10);
    Color ground =
        isSelected()
            ? Palette.color("ToggleButton.selectedBackground")
            : Palette.color(
                getModel().isRollover() ? "CornerChip.hoverBackground" : "CornerChip.background");
    g.setColor(ground);
    g.fillRoundRect(0, 0, getWidth() - 1, getHeight() - 1, arc, arc);
    g.setColor(Palette.color(isFocusOwner() ? "MorphPad.focusColor" : "Component.borderColor"));
    g.drawRoundRect(0, 0, getWidth() - 1, getHeight() - 1, arc, arc);
    int pad = UIScale.scale(9);
    g.setFont(isSelected() ? Palette.smallBold() : Palette.font("small.font"));
    FontMetrics metrics = g.getFontMetrics();
    String text =
        isSelected() ? "ToggleButton.selectedForeground" : used ? "Button.foreground" : "";
    g.setColor(Palette.color(text.isEmpty() ? "Ligature.muted" : text));
    g.drawString(title, pad, UIScale.scale(5) + metrics.getAscent());
    int top = UIScale.scale(9) + metrics.getHeight();
    Rectangle at =
        new Rectangle(
            pad, top, getWidth() - 2 * pad, Math.max(1, getHeight() - top - UIScale.scale(9)));
    Color line = Palette.color(used ? "Slider.trackValueColor" : "Ligature.faint");
    ShapePainter.paint(g, shape, at, line, 1.5f);
    g.dispose();
  }
}
