package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.FlowLayout;
import java.util.Locale;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JToggleButton;
import ligature.ui.model.OwnSound;
import ligature.ui.model.OwnSound.Heard;

/**
 * The recording and what became of it, to be heard in turn, and how far they are apart. Threads:
 * {@code [ui-thread]}.
 */
final class RoundTripBar extends JPanel {

  private final OwnSound own;
  private final JToggleButton original = new JToggleButton("Original");
  private final JToggleButton encoded = new JToggleButton("Encoded");
  private final JLabel distance = new JLabel();
  private final JButton trim = new JButton("Trim \u2026");

  /**
   * @param trim opens what cuts the recording
   */
  RoundTripBar(OwnSound own, Runnable trim) {
    super(new FlowLayout(FlowLayout.LEADING, UIScale.scale(4), 0));
    this.own = own;
    setOpaque(false);
    prepare(original, "importOriginal", "The recording, as loud as the timbre", Heard.ORIGINAL);
    prepare(encoded, "importEncoded", "The same note, as the timbre plays it", Heard.ENCODED);
    distance.setName("importDistance");
    distance.putClientProperty(FlatClientProperties.STYLE_CLASS, "small");
    distance.setBorder(BorderFactory.createEmptyBorder(0, UIScale.scale(4), 0, UIScale.scale(4)));
    distance.setToolTipText(
        "How far the timbre is from its recording: log-spectral distance, at equal loudness");
    add(original);
    add(encoded);
    add(distance);
    this.trim.setName("importTrim");
    this.trim.setToolTipText("Choose the part of the recording that is the note, and its key");
    this.trim.addActionListener(e -> trim.run());
    add(this.trim);
    own.addListener(this::refresh);
    refresh();
  }

  private void prepare(JToggleButton button, String name, String tip, Heard which) {
    button.setName(name);
    button.setToolTipText(tip);
    button.addActionListener(e -> own.hear(button.isSelected() ? which : Heard.NOTHING));
  }

  private void refresh() {
    boolean known = own.comparison() != null;
    original.setEnabled(known);
    encoded.setEnabled(known);
    original.setSelected(own.heard() == Heard.ORIGINAL);
    encoded.setSelected(own.heard() == Heard.ENCODED);
    trim.setEnabled(own.trims() != null);
    distance.setText(
        known
            ? String.format(Locale.ROOT, "%.1f dB apart", own.comparison().distanceDb())
            : own.isListening() ? "Listening \u2026" : "");
  }
}
