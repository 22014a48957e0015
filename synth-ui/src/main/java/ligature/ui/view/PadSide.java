package ligature.ui.view;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.Dimension;
import javax.swing.JPanel;

/**
 * A stack of parts beside the pad: one of them takes the room that is there, as long as it does not
 * become a tower.
 */
final class PadSide extends JPanel {

  private static final double TALLEST = 1.15;
  private static final int GAP = 9;

  private final Component stretched;

  PadSide(Component stretched, Component... stack) {
    super(null);
    this.stretched = stretched;
    setOpaque(false);
    for (Component part : stack) {
      add(part);
    }
  }

  @Override
  public void doLayout() {
    int gap = UIScale.scale(GAP);
    int fixed = (getComponentCount() - 1) * gap;
    for (Component part : getComponents()) {
      fixed += part == stretched ? 0 : part.getPreferredSize().height;
    }
    int stretch = Math.max(0, Math.min(getHeight() - fixed, (int) (getWidth() * TALLEST)));
    int y = Math.max(0, (getHeight() - fixed - stretch) / 2);
    for (Component part : getComponents()) {
      int height = part == stretched ? stretch : part.getPreferredSize().height;
      part.setBounds(0, y, getWidth(), height);
      y += height + gap;
    }
  }

  @Override
  public Dimension getPreferredSize() {
    return UIScale.scale(new Dimension(140, 200));
  }
}
