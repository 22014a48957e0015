package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.Color;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.Locale;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JLabel;
import javax.swing.JPanel;
import ligature.live.Player;
import ligature.ui.theme.Palette;
import ligature.units.Frames;

/**
 * The line at the bottom: what plays and how well; or, for a while, the one line that says what
 * went wrong. A figure turns to the warning colour while it is getting worse.
 */
final class StatusLine extends JPanel {

  private static final double MESSAGE_SECONDS = 12;
  private static final double WARNING_SECONDS = 3;
  private static final double HIGH_LOAD = 85;

  private final Player player;
  private final CardLayout cards = new CardLayout();
  private final JLabel audio = label("audio", "What plays, and its latency from key to sound");
  private final JLabel latency = label("latency", "From a key to its sound");
  private final JLabel voices =
      label(
          "voices",
          "Voices that sound now; while the model is too slow for this machine, of how many at most");
  private final JLabel dropouts =
      label("dropouts", "Gaps in the sound: our own underruns, and xruns of the audio server");
  private final JLabel model =
      label(
          "model",
          "The model's time for a step of sound against the time that it has: the slowest of a"
              + " hundred; in brackets the median and the slowest");
  private final JLabel message = new JLabel();
  private final JPanel failure = new JPanel(new BorderLayout());
  private boolean failing = true;
  private double now;
  private double messageUntil;
  private double worseUntil;
  private long lastDropouts;
  private String shownProblem;

  StatusLine(Player player) {
    this.player = player;
    setLayout(cards);
    setOpaque(false);
    JPanel figures = new JPanel();
    figures.setOpaque(false);
    figures.setLayout(new BoxLayout(figures, BoxLayout.X_AXIS));
    figures.add(audio);
    figures.add(Box.createHorizontalGlue());
    for (JLabel figure : new JLabel[] {latency, voices, dropouts, model}) {
      figures.add(Box.createHorizontalStrut(UIScale.scale(18)));
      figures.add(figure);
    }
    message.setName("message");
    message.putClientProperty(FlatClientProperties.STYLE_CLASS, "small");
    failure.add(message, BorderLayout.CENTER);
    failure.setBorder(BorderFactory.createEmptyBorder(0, UIScale.scale(8), 0, UIScale.scale(8)));
    failure.setToolTipText("Click to go back to the figures");
    failure.addMouseListener(
        new MouseAdapter() {
          @Override
          public void mousePressed(MouseEvent e) {
            clear();
          }
        });
    add(figures, "figures");
    add(failure, "failure");
    lastDropouts = player.underruns() + player.xruns();
    refresh();
  }

  private static JLabel label(String name, String tip) {
    JLabel label = new JLabel();
    label.setName(name);
    label.setToolTipText(tip);
    label.putClientProperty(FlatClientProperties.STYLE_CLASS, "small");
    return label;
  }

  /** Shows a line in the error colour for a while. */
  void fail(String line) {
    message.setText(line);
    message.setToolTipText(line);
    messageUntil = now + MESSAGE_SECONDS;
    failing = true;
    colorFailure();
    cards.show(this, "failure");
  }

  /** Shows a line for a while that is no failure. */
  void tell(String line) {
    fail(line);
    failing = false;
    colorFailure();
  }

  /** Goes back to the figures. */
  void clear() {
    messageUntil = 0;
    message.setText("");
    cards.show(this, "figures");
  }

  /** Reads the figures again. A few times a second. */
  void tick(double seconds) {
    now = seconds;
    if (messageUntil > 0 && now > messageUntil) {
      clear();
    }
    refresh();
  }

  /** What is wrong stays on show until it is over, or clicked away. */
  private void showProblem() {
    String problem = player.problem();
    if (problem != null && !problem.equals(shownProblem)) {
      fail(problem);
      messageUntil = Double.MAX_VALUE;
    } else if (problem == null && shownProblem != null && message.getText().equals(shownProblem)) {
      clear();
    }
    shownProblem = problem;
  }

  private void refresh() {
    showProblem();
    long drops = player.underruns() + player.xruns();
    if (drops > lastDropouts) {
      worseUntil = now + WARNING_SECONDS;
    }
    lastDropouts = drops;
    double[] millis = player.modelMillis();
    double latencyMillis = 1000 * Frames.toSeconds(player.latencyFrames(), player.sampleRateHz());
    audio.setText(player.audioDescription());
    latency.setText(String.format(Locale.ROOT, "Latency %.1f ms", latencyMillis));
    int sounding = player.meters().voices();
    int most = player.meters().governorVoices();
    String limit = most > 0 ? " of " + most : "";
    voices.setText(sounding + limit + (sounding == 1 && most == 0 ? " voice" : " voices"));
    dropouts.setText(player.underruns() + " underruns, " + player.xruns() + " xruns");
    double load = 100 * millis[1] / player.hopMillis();
    model.setText(
        String.format(
            Locale.ROOT,
            "Load %.0f %% (%.1f / %.1f ms on %s)",
            load,
            millis[0],
            millis[1],
            player.decoderDevice()));
    for (JLabel label : new JLabel[] {audio, latency}) {
      label.setForeground(Palette.color("Ligature.muted"));
    }
    voices.setForeground(Palette.color(most > 0 ? "Ligature.warning" : "Ligature.muted"));
    model.setForeground(Palette.color(load > HIGH_LOAD ? "Ligature.warning" : "Ligature.muted"));
    dropouts.setForeground(Palette.color(now < worseUntil ? "Ligature.warning" : "Ligature.muted"));
  }

  /** Colours that are no resources of the look: it would take them back when it changes. */
  private void colorFailure() {
    String ground = failing ? "Ligature.errorBackground" : "Ligature.panel";
    String text = failing ? "Ligature.error" : "Button.foreground";
    failure.setBackground(new Color(Palette.color(ground).getRGB()));
    message.setForeground(new Color(Palette.color(text).getRGB()));
  }

  @Override
  public void updateUI() {
    super.updateUI();
    if (failure != null) {
      colorFailure();
    }
  }
}
