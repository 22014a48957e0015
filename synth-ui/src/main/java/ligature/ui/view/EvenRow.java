package ligature.ui.view;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.Dimension;
import javax.swing.JPanel;

/** Parts of equal width side by side, from edge to edge. Threads: {@code [ui-thread]}. */
final class EvenRow extends JPanel {

  private static final int GAP = 6;

  EvenRow() {
    super(null);
    setOpaque(false);
  }

  @Override
  public void doLayout() {
    int gap = UIScale.scale(GAP);
    int count = getComponentCount();
    double part = (getWidth() + gap) / (double) Math.max(1, count);
    for (int i = 0; i < count; i++) {
      int x = (int) Math.round(i * part);
      getComponent(i).setBounds(x, 0, (int) Math.round((i + 1) * part) - gap - x, getHeight());
    }
  }

  @Override
  public Dimension getPreferredSize() {
    Dimension size = new Dimension();
    for (Component part : getComponents()) {
      Dimension wanted = part.getPreferredSize();
      size.width += wanted.width + UIScale.scale(GAP);
      size.height = Math.max(size.height, wanted.height);
    }
    return size;
  }
}
