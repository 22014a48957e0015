package ligature.ui.view;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.GridBagLayout;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import ligature.latent.Timbre;
import ligature.ui.model.Matches;

/**
 * A recording that is listened to, and then what came closest to it. There only while there is
 * something to tell. Threads: {@code [ui-thread]}.
 */
final class MatchBar extends JPanel {

  private final Matches matches;
  private final JLabel text = new JLabel();
  private final JProgressBar progress = new JProgressBar(0, 1000);
  private final JButton nearest = new JButton("Nearest timbres");
  private final JButton end = new JButton();
  private final JPanel middle = new JPanel(new GridBagLayout());

  /**
   * @param showNearest shows where the timbres lie that are nearest to the recording
   */
  MatchBar(Matches matches, Consumer<List<Timbre>> showNearest) {
    super(new BorderLayout(UIScale.scale(10), 0));
    this.matches = matches;
    setName("match");
    setOpaque(false);
    text.setName("matchText");
    text.setMinimumSize(new Dimension());
    progress.setName("matchProgress");
    progress.getAccessibleContext().setAccessibleName("How far the recording was listened to");
    progress.setPreferredSize(UIScale.scale(new Dimension(200, 6)));
    nearest.setName("matchNearest");
    nearest.setToolTipText("Show the timbres that are nearest to this recording");
    nearest.addActionListener(e -> showNearest.accept(matches.state().found().nearest()));
    end.setName("matchEnd");
    end.addActionListener(e -> matches.dismiss());
    middle.setOpaque(false);
    middle.add(progress);
    JPanel right = new JPanel(new BorderLayout(UIScale.scale(6), 0));
    right.setOpaque(false);
    right.add(nearest, BorderLayout.CENTER);
    right.add(end, BorderLayout.EAST);
    JPanel left = new JPanel(new BorderLayout(UIScale.scale(14), 0));
    left.setOpaque(false);
    left.add(text, BorderLayout.CENTER);
    left.add(middle, BorderLayout.EAST);
    add(left, BorderLayout.CENTER);
    add(right, BorderLayout.EAST);
    matches.addListener(this::refresh);
    refresh();
  }

  private void refresh() {
    Matches.State state = matches.state();
    setVisible(state.title() != null);
    middle.setVisible(state.isRunning());
    nearest.setVisible(state.found() != null);
    end.setText(state.isRunning() ? "Cancel" : "Done");
    progress.setValue((int) Math.round(progress.getMaximum() * state.done()));
    if (state.isRunning()) {
      text.setText("Listening to " + state.title() + " \u2026");
    } else if (state.found() != null) {
      String line =
          String.format(
              Locale.ROOT,
              "%s: %s, %.1f dB away",
              state.title(),
              Matches.inWords(state.found()),
              state.found().distanceDb());
      text.setText(line);
      text.setToolTipText(line);
    }
  }
}
