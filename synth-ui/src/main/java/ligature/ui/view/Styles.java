package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.Component;
import javax.swing.AbstractButton;
import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JScrollPane;

/** How small things look on all pages. Threads: {@code [ui-thread]}. */
final class Styles {

  private Styles() {}

  /** A small label that stands back behind what it names. */
  static JLabel muted(String text) {
    JLabel label = new JLabel(text);
    mute(label);
    return label;
  }

  /** Makes a label small and lets it stand back. */
  static void mute(JLabel label) {
    label.putClientProperty(FlatClientProperties.STYLE_CLASS, "small");
    label.putClientProperty(FlatClientProperties.STYLE, "foreground: $Ligature.muted");
  }

  /** Makes a button low, with small letters. */
  static void small(AbstractButton button) {
    button.putClientProperty(FlatClientProperties.STYLE, "margin: 1,8,1,8");
    button.putClientProperty(FlatClientProperties.STYLE_CLASS, "small");
  }

  /** Lets something be scrolled up and down, without a frame or a ground of its own. */
  static JScrollPane scrolled(Component content) {
    JScrollPane scroll = new JScrollPane(content);
    bare(scroll);
    return scroll;
  }

  /** Takes frame and ground away; it is scrolled up and down only. */
  static void bare(JScrollPane scroll) {
    scroll.setBorder(BorderFactory.createEmptyBorder());
    scroll.setOpaque(false);
    scroll.getViewport().setOpaque(false);
    scroll.setHorizontalScrollBarPolicy(JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
  }
}
