package ligature.ui.view;

import java.awt.BorderLayout;
import java.util.Locale;
import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.UIManager;
import ligature.live.Player;

/**
 * One line on how the instrument is doing; a problem takes its place until it is solved.
 * [ui-thread]
 */
final class StatusBar extends JPanel {

  private static final long serialVersionUID = 1;

  private final JLabel left = new JLabel(" ");
  private final JLabel right = new JLabel(" ");
  private String problem = "";

  StatusBar() {
    super(new BorderLayout(16, 0));
    setBorder(BorderFactory.createEmptyBorder(4, 2, 0, 2));
    setOpaque(false);
    left.setName("status");
    right.setName("load");
    left.putClientProperty("FlatLaf.styleClass", "small");
    right.putClientProperty("FlatLaf.styleClass", "small");
    add(left, BorderLayout.CENTER);
    add(right, BorderLayout.EAST);
  }

  /** Shows what went wrong, in one line; empty if all is well. */
  void setProblem(String text) {
    problem = text;
    if (!text.isEmpty()) {
      left.setText(text);
      left.setToolTipText(text);
    }
  }

  void refresh(Player player) {
    double latencyMillis = 1e3 * player.latencyFrames() / player.sampleRateHz();
    if (problem.isEmpty()) {
      left.setForeground(UIManager.getColor("Label.foreground"));
      left.setToolTipText(null);
      left.setText(
          String.format(
              Locale.ROOT,
              "%s  \u00b7  latency %.1f ms  \u00b7  decoder on %s",
              player.audioDescription(),
              latencyMillis,
              player.decoderDevice()));
    } else {
      left.setForeground(UIManager.getColor("Status.problem"));
    }
    right.setText(
        String.format(
            Locale.ROOT,
            "voices %d  \u00b7  model %.2f ms  \u00b7  underruns %d  \u00b7  xruns %d",
            player.meters().voices(),
            player.modelMillis()[0],
            player.underruns(),
            player.xruns()));
  }
}
