package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.GridLayout;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JToggleButton;
import ligature.ui.control.ComputerKeys;
import ligature.ui.control.KeyboardStrip;
import ligature.ui.control.PlayWheel;
import ligature.ui.model.PlayedKeys;
import ligature.units.Pitch;

/** The keys, and beside them where the computer's keyboard plays on them. */
final class KeyboardPanel extends JPanel {

  /** A column that is narrower has no room for them. */
  private static final int WITH_WHEELS = 132;

  private static final int LEAST_HEIGHT = 66;
  private static final int MOST_HEIGHT = 130;
  private static final double HEIGHT_SHARE = 0.13;

  private final KeyboardStrip strip;
  private final ComputerKeys computerKeys;
  private final PlayedKeys keys;
  private final JLabel octave = new JLabel("", JLabel.CENTER);
  private final JPanel wheels = new JPanel(new GridLayout(1, 2, UIScale.scale(3), 0));
  private final JToggleButton sustain = new JToggleButton("Sustain");

  KeyboardPanel(KeyboardStrip strip, ComputerKeys computerKeys, PlayedKeys keys) {
    super(new BorderLayout(UIScale.scale(Stage.GAP), 0));
    this.strip = strip;
    this.computerKeys = computerKeys;
    this.keys = keys;
    setOpaque(false);
    wheels.setOpaque(false);
    wheels.add(new PlayWheel("pitchWheel", "Pitch wheel", true, keys::bend));
    wheels.add(new PlayWheel("modulationWheel", "Modulation wheel", false, keys::modulationWheel));
    add(left(), BorderLayout.WEST);
    add(strip, BorderLayout.CENTER);
    octaveChanged();
  }

  private JComponent left() {
    JPanel left =
        new JPanel(new BorderLayout(UIScale.scale(5), 0)) {
          /** As wide as the columns beside the pad: the keys begin where the pad does. */
          @Override
          public Dimension getPreferredSize() {
            return new Dimension(
                Stage.columnWidth(KeyboardPanel.this.getWidth()), UIScale.scale(60));
          }
        };
    left.setOpaque(false);
    left.add(controls(), BorderLayout.CENTER);
    left.add(wheels, BorderLayout.EAST);
    return left;
  }

  private JComponent controls() {
    JPanel row = new JPanel(new BorderLayout(UIScale.scale(2), 0));
    row.setOpaque(false);
    row.add(button("Z", "octaveDown", "Computer keys an octave lower (Z)", -1), BorderLayout.WEST);
    row.add(octave, BorderLayout.CENTER);
    row.add(button("X", "octaveUp", "Computer keys an octave higher (X)", 1), BorderLayout.EAST);
    octave.setName("octave");
    octave.setToolTipText(
        "The key that A plays on the computer's keyboard: A W S E D F T G Y H U J K O L P");
    sustain.setName("sustain");
    sustain.setToolTipText("Holds the notes (space, while it is held)");
    sustain.setRequestFocusEnabled(false);
    sustain.addActionListener(e -> keys.sustain(sustain.isSelected()));
    JPanel controls = new JPanel(new GridLayout(2, 1, 0, UIScale.scale(6)));
    controls.setOpaque(false);
    controls.add(row);
    controls.add(sustain);
    return controls;
  }

  private JButton button(String text, String name, String tip, int octaves) {
    JButton button = new JButton(text);
    button.setName(name);
    button.setToolTipText(tip);
    button.getAccessibleContext().setAccessibleName(tip);
    button.setRequestFocusEnabled(false);
    button.putClientProperty(FlatClientProperties.MINIMUM_WIDTH, 0);
    button.setPreferredSize(UIScale.scale(new Dimension(28, 28)));
    button.addActionListener(e -> computerKeys.shiftOctave(octaves));
    return button;
  }

  /** Shows where the row of computer keys is now. */
  void octaveChanged() {
    octave.setText(Pitch.keyName(computerKeys.base()));
    strip.setHints(computerKeys::letter);
    strip.show(computerKeys.base(), computerKeys.top());
  }

  /** Takes the keys' share of a window of this size; call it before the window is laid out. */
  void fitTo(int windowWidth, int windowHeight) {
    boolean room = Stage.columnWidth(windowWidth) >= UIScale.scale(WITH_WHEELS);
    if (room != wheels.isVisible()) {
      wheels.setVisible(room);
    }
    int height =
        Math.max(
            UIScale.scale(LEAST_HEIGHT),
            Math.min(UIScale.scale(MOST_HEIGHT), (int) (windowHeight * HEIGHT_SHARE)));
    if (height != getPreferredSize().height) {
      setPreferredSize(new Dimension(0, height));
      invalidate();
    }
  }

  void tick() {
    strip.tick();
    if (sustain.isSelected() != keys.isSustained()) {
      sustain.setSelected(keys.isSustained());
    }
  }
}
