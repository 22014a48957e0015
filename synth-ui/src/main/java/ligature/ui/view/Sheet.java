package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.event.MouseAdapter;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.UIManager;
import ligature.ui.control.KeyActions;
import ligature.ui.control.RepaintOnFocus;
import ligature.ui.theme.Palette;

/**
 * A page that lies over the pad for a while: a heading, what is on it, a way back. Escape goes
 * back, too. Threads: {@code [ui-thread]}.
 */
abstract class Sheet extends JPanel {

  private final Runnable close;
  private final JLabel heading = new JLabel();

  /**
   * @param close takes the sheet away
   */
  Sheet(String name, Runnable close) {
    super(new BorderLayout(0, UIScale.scale(10)));
    this.close = close;
    setName(name);
    setOpaque(false);
    int pad = UIScale.scale(14);
    setBorder(BorderFactory.createEmptyBorder(pad, pad, pad, pad));
    heading.putClientProperty(FlatClientProperties.STYLE_CLASS, "h4");
    // What lies below the sheet must not get its clicks.
    addMouseListener(new MouseAdapter() {});
    addFocusListener(new RepaintOnFocus());
    KeyActions.onKey(this, WHEN_ANCESTOR_OF_FOCUSED_COMPONENT, "ESCAPE", this::goBack);
  }

  /** What has the focus when the sheet opens. */
  abstract Component firstFocus();

  /** Called when the sheet lies over the pad. */
  void opened() {}

  /** Called when the sheet is taken away. */
  void closed() {}

  void goBack() {
    close.run();
  }

  void setHeading(String text) {
    heading.setText(text);
  }

  /** A line with the heading, something in the middle, and the way back. */
  JPanel header(Component middle) {
    JButton back = new JButton("Back");
    back.setName("back");
    back.setToolTipText("Back to the pad (escape)");
    back.addActionListener(e -> goBack());
    JPanel header = new JPanel(new BorderLayout(UIScale.scale(12), 0));
    header.setOpaque(false);
    header.add(heading, BorderLayout.WEST);
    header.add(middle, BorderLayout.CENTER);
    header.add(back, BorderLayout.EAST);
    return header;
  }

  @Override
  protected void paintComponent(Graphics graphics) {
    Graphics2D g = (Graphics2D) graphics.create();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    int arc = UIScale.scale(UIManager.getInt("MorphPad.arc"));
    g.setColor(Palette.withAlpha(Palette.color("Ligature.panel"), 0.97));
    g.fillRoundRect(0, 0, getWidth(), getHeight(), arc, arc);
    g.setColor(Palette.color(isFocusOwner() ? "MorphPad.focusColor" : "MorphPad.outline"));
    g.drawRoundRect(0, 0, getWidth() - 1, getHeight() - 1, arc, arc);
    g.dispose();
  }
}
