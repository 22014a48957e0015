package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.GridLayout;
import java.util.Locale;
import javax.swing.BorderFactory;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JToggleButton;
import ligature.preset.PadTimbres;
import ligature.ui.control.Glyph;
import ligature.ui.control.MorphPad;
import ligature.ui.model.Sound;

/**
 * The choice between two corners, four, and points, with a way to one more point; and where the
 * puck is in figures. Threads: {@code [ui-thread]}.
 */
final class CornerCount extends JPanel {

  private final Sound sound;
  private final MorphPad pad;
  private final JToggleButton two =
      button(Glyph.TWO_CORNERS, "2", "twoCorners", "Blend two timbres: A and B");
  private final JToggleButton four =
      button(Glyph.FOUR_CORNERS, "4", "fourCorners", "Blend four timbres: A, B, C and D");
  private final JToggleButton free =
      button(
          Glyph.FREE_POINTS, "", "freePoints", "Blend up to eight timbres at points of their own");
  private final JButton add = new JButton("+");
  private final JLabel place = new JLabel("", JLabel.CENTER);

  /**
   * @param add asks for a timbre to lie at a point of its own
   */
  CornerCount(Sound sound, MorphPad pad, Runnable add) {
    this.sound = sound;
    this.pad = pad;
    setOpaque(false);
    setLayout(new BoxLayout(this, BoxLayout.Y_AXIS));
    OneOf group = new OneOf();
    group.add(two);
    group.add(four);
    group.add(free);
    two.addActionListener(e -> sound.pad().setCorners(2));
    four.addActionListener(e -> sound.pad().setCorners(4));
    free.addActionListener(e -> sound.pad().setFree());
    JPanel choice = new JPanel(new GridLayout(1, 3, UIScale.scale(4), 0));
    choice.setOpaque(false);
    choice.add(two);
    choice.add(four);
    choice.add(free);
    choice.setMaximumSize(new Dimension(Integer.MAX_VALUE, choice.getPreferredSize().height));
    place.setName("place");
    Styles.mute(place);
    place.setBorder(BorderFactory.createEmptyBorder(UIScale.scale(7), 0, 0, 0));
    choice.setAlignmentX(Component.CENTER_ALIGNMENT);
    add(choice);
    add(below(add));
    sound.addListener(this::refresh);
    refresh();
  }

  private JPanel below(Runnable onAdd) {
    add.setName("addPoint");
    add.setToolTipText("Add a timbre at a point of its own (insert, or ctrl click on the pad)");
    add.getAccessibleContext().setAccessibleName("Add a timbre");
    add.setRequestFocusEnabled(false);
    Styles.small(add);
    add.addActionListener(e -> onAdd.run());
    JPanel below = new JPanel(new BorderLayout());
    below.setOpaque(false);
    below.add(place, BorderLayout.CENTER);
    below.add(add, BorderLayout.EAST);
    // figures that grow must not be cut until the next layout
    below.setMaximumSize(new Dimension(Integer.MAX_VALUE, UIScale.scale(28)));
    below.setAlignmentX(Component.CENTER_ALIGNMENT);
    return below;
  }

  private static JToggleButton button(Glyph glyph, String text, String name, String tip) {
    JToggleButton button = new JToggleButton(text, glyph.icon());
    button.setIconTextGap(UIScale.scale(text.isEmpty() ? 0 : 2));
    button.putClientProperty(FlatClientProperties.STYLE, "margin: 5,0,5,0");
    button.setName(name);
    button.setToolTipText(tip);
    button.getAccessibleContext().setAccessibleName(tip);
    // A click must not take the focus from the pad; tab still reaches the button.
    button.setRequestFocusEnabled(false);
    return button;
  }

  /** Shows where the puck is. */
  void tick() {
    String text =
        sound.patch().pad().isLine()
            ? String.format(Locale.ROOT, "x %.2f", pad.puckX())
            : String.format(Locale.ROOT, "x %.2f   y %.2f", pad.puckX(), pad.puckY());
    if (!text.equals(place.getText())) {
      place.setText(text);
    }
  }

  private void refresh() {
    PadTimbres timbres = sound.patch().pad();
    (timbres.isFree() ? free : timbres.isLine() ? two : four).setSelected(true);
    add.setVisible(timbres.isFree());
    add.setEnabled(sound.pad().canAdd());
    tick();
  }
}
