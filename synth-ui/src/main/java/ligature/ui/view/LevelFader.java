package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.BorderLayout;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.Locale;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JSlider;
import javax.swing.SwingUtilities;
import ligature.ui.control.ControlValue;

/** A fader for a level in dB, with its figure below; a double click returns to where it began. */
final class LevelFader extends JPanel {

  private static final int STEPS_PER_DB = 10;

  private final ControlValue level;
  private final JSlider slider;
  private final JLabel caption = new JLabel("Level", JLabel.CENTER);
  private final JLabel figure = new JLabel("", JLabel.CENTER);
  private boolean showing;

  LevelFader(ControlValue level) {
    super(new BorderLayout());
    this.level = level;
    setOpaque(false);
    slider =
        new JSlider(
            JSlider.VERTICAL,
            Math.round(level.min() * STEPS_PER_DB),
            Math.round(level.max() * STEPS_PER_DB),
            Math.round(level.value() * STEPS_PER_DB));
    slider.setName("level");
    slider.setOpaque(false);
    slider.setRequestFocusEnabled(false);
    slider.setToolTipText("Level in dB; a double click sets 0 dB");
    slider.getAccessibleContext().setAccessibleName("Level in dB");
    slider.addChangeListener(
        e -> {
          if (!showing) {
            level.turn((float) slider.getValue() / STEPS_PER_DB);
            showFigure();
          }
        });
    slider.addMouseListener(
        new MouseAdapter() {
          @Override
          public void mousePressed(MouseEvent e) {
            if (SwingUtilities.isLeftMouseButton(e)) {
              level.grab();
            }
          }

          @Override
          public void mouseReleased(MouseEvent e) {
            if (SwingUtilities.isLeftMouseButton(e)) {
              level.letGo();
            }
          }

          @Override
          public void mouseClicked(MouseEvent e) {
            if (e.getClickCount() == 2) {
              slider.setValue(Math.round(level.initial() * STEPS_PER_DB));
            }
          }
        });
    figure.setName("levelFigure");
    figure.putClientProperty(FlatClientProperties.STYLE_CLASS, "small");
    Styles.mute(caption);
    add(caption, BorderLayout.NORTH);
    add(slider, BorderLayout.CENTER);
    add(figure, BorderLayout.SOUTH);
    showFigure();
  }

  /** What a hand turns. */
  JComponent control() {
    return slider;
  }

  /** Shows the level that holds now, unless a hand is on the fader. */
  void tick() {
    int now = Math.round(level.value() * STEPS_PER_DB);
    if (now != slider.getValue() && !slider.getValueIsAdjusting()) {
      showing = true;
      slider.setValue(now);
      showing = false;
      showFigure();
    }
  }

  private void showFigure() {
    double db = (double) slider.getValue() / STEPS_PER_DB;
    figure.setText(
        String.format(Locale.ROOT, "%+.1f dB", db).replace('-', '\u2212').replace("+0.0", "0.0"));
  }
}
