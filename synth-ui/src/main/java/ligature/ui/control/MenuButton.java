package ligature.ui.control;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.Graphics;
import java.util.function.Supplier;
import javax.swing.Icon;
import javax.swing.JButton;
import javax.swing.JPopupMenu;
import javax.swing.SwingConstants;

/** A button that shows what is chosen and opens the menu of choices. Threads: [ui-thread]. */
public final class MenuButton extends JButton {

  private static final Icon SIGN = Glyph.DOWN.icon();

  /**
   * @param menu makes the menu when it is wanted
   */
  public MenuButton(String name, String tip, Supplier<JPopupMenu> menu) {
    setName(name);
    setToolTipText(tip);
    setHorizontalAlignment(SwingConstants.LEADING);
    putClientProperty(FlatClientProperties.STYLE, "margin: 1,6,1,20; minimumWidth: 0");
    putClientProperty(FlatClientProperties.STYLE_CLASS, "small");
    addActionListener(e -> menu.get().show(this, 0, getHeight()));
  }

  /** Shows another choice. */
  public void showChoice(String title) {
    setText(title);
    getAccessibleContext().setAccessibleName(getToolTipText() + ": " + title);
  }

  @Override
  protected void paintComponent(Graphics g) {
    super.paintComponent(g);
    SIGN.paintIcon(
        this,
        g,
        getWidth() - SIGN.getIconWidth() - UIScale.scale(5),
        (getHeight() - SIGN.getIconHeight()) / 2);
  }
}
