package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.GridLayout;
import java.util.Locale;
import javax.swing.BorderFactory;
import javax.swing.BoxLayout;
import javax.swing.ButtonGroup;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JToggleButton;
import ligature.ui.control.Glyph;
import ligature.ui.control.MorphPad;
import ligature.ui.model.Sound;

/** The choice between two corners and four, and where the puck is in figures. */
final class CornerCount extends JPanel {

  private final Sound sound;
  private final MorphPad pad;
  private final JToggleButton two =
      button(Glyph.TWO_CORNERS, "2", "twoCorners", "Blend two timbres: A and B");
  private final JToggleButton four =
      button(Glyph.FOUR_CORNERS, "4", "fourCorners", "Blend four timbres: A, B, C and D");
  private final JLabel place = new JLabel("", JLabel.CENTER);

  CornerCount(Sound sound, MorphPad pad) {
    this.sound = sound;
    this.pad = pad;
    setOpaque(false);
    setLayout(new BoxLayout(this, BoxLayout.Y_AXIS));
    ButtonGroup group = new ButtonGroup();
    group.add(two);
    group.add(four);
    two.addActionListener(e -> sound.setCornerCount(2));
    four.addActionListener(e -> sound.setCornerCount(4));
    JPanel pair = new JPanel(new GridLayout(1, 2, UIScale.scale(6), 0));
    pair.setOpaque(false);
    pair.add(two);
    pair.add(four);
    pair.setMaximumSize(new Dimension(Integer.MAX_VALUE, pair.getPreferredSize().height));
    place.setName("place");
    Styles.mute(place);
    place.setBorder(BorderFactory.createEmptyBorder(UIScale.scale(7), 0, 0, 0));
    pair.setAlignmentX(Component.CENTER_ALIGNMENT);
    place.setAlignmentX(Component.CENTER_ALIGNMENT);
    // figures that grow must not be cut until the next layout
    place.setMaximumSize(new Dimension(Integer.MAX_VALUE, UIScale.scale(24)));
    add(pair);
    add(place);
    sound.addListener(this::refresh);
    refresh();
  }

  private static JToggleButton button(Glyph glyph, String text, String name, String tip) {
    JToggleButton button = new JToggleButton(text, glyph.icon());
    button.setIconTextGap(UIScale.scale(7));
    button.putClientProperty(FlatClientProperties.STYLE, "margin: 5,4,5,4");
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
        sound.patch().cornerCount() == 2
            ? String.format(Locale.ROOT, "x %.2f", pad.puckX())
            : String.format(Locale.ROOT, "x %.2f   y %.2f", pad.puckX(), pad.puckY());
    if (!text.equals(place.getText())) {
      place.setText(text);
    }
  }

  private void refresh() {
    (sound.patch().cornerCount() == 2 ? two : four).setSelected(true);
    tick();
  }
}
