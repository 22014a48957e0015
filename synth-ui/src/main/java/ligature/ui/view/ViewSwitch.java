package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.GridLayout;
import javax.swing.JPanel;
import javax.swing.JToggleButton;

/** The choice between the view to play and the view to design. Threads: {@code [ui-thread]}. */
final class ViewSwitch extends JPanel {

  private final JToggleButton play = button("Play", "viewPlay", "The pad (ctrl D)");
  private final JToggleButton design =
      button("Design", "viewDesign", "Every control of the sound (ctrl D)");

  ViewSwitch(Views views, Sheets sheets) {
    super(new GridLayout(1, 2));
    setOpaque(false);
    OneOf group = new OneOf();
    group.add(play);
    group.add(design);
    play.addActionListener(e -> choose(views, sheets, false));
    design.addActionListener(e -> choose(views, sheets, true));
    add(play);
    add(design);
    views.addListener(() -> show(views));
    show(views);
  }

  private static void choose(Views views, Sheets sheets, boolean designing) {
    sheets.close();
    views.setDesigning(designing);
  }

  private void show(Views views) {
    (views.isDesigning() ? design : play).setSelected(true);
  }

  private static JToggleButton button(String text, String name, String tip) {
    JToggleButton button = new JToggleButton(text);
    button.setName(name);
    button.setToolTipText(tip);
    button.getAccessibleContext().setAccessibleName(text + " view");
    button.setRequestFocusEnabled(false);
    button.putClientProperty(FlatClientProperties.STYLE, "margin: 2,8,2,8");
    return button;
  }
}
