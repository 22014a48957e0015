package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.GridBagLayout;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import ligature.ui.model.Imports;
import ligature.ui.model.OwnSound;
import ligature.ui.model.PadShape;
import ligature.ui.model.Sound;

/**
 * Recordings that become timbres: how far they are, a way to stop it, and then the corners where
 * the new timbre may go. There only while there is something to tell. Threads: {@code [ui-thread]}.
 */
final class ImportBar extends JPanel {

  private static final int CORNERS = 4;

  private final Imports imports;
  private final Sound sound;
  private final JLabel text = new JLabel();
  private final JProgressBar progress = new JProgressBar(0, 1000);
  private final JButton end = new JButton();
  private final JPanel corners =
      new JPanel(new FlowLayout(FlowLayout.TRAILING, UIScale.scale(4), 0));
  private final JButton[] to = new JButton[CORNERS];

  /**
   * @param trim opens what cuts the recording of the new timbre
   */
  ImportBar(Imports imports, OwnSound own, Sound sound, Runnable trim) {
    super(new BorderLayout(UIScale.scale(10), 0));
    this.imports = imports;
    this.sound = sound;
    setName("imports");
    setOpaque(false);
    text.setName("importText");
    text.setMinimumSize(new Dimension());
    progress.setName("importProgress");
    progress.getAccessibleContext().setAccessibleName("How much of the timbre is made");
    progress.setPreferredSize(UIScale.scale(new Dimension(200, 6)));
    end.setName("importEnd");
    end.addActionListener(e -> end());
    corners.setOpaque(false);
    corners.add(new RoundTripBar(own, trim));
    JLabel put = new JLabel("Play it at");
    put.putClientProperty(FlatClientProperties.STYLE_CLASS, "small");
    corners.add(put);
    for (int i = 0; i < CORNERS; i++) {
      int corner = i;
      to[i] = new JButton(PadShape.letter(i));
      to[i].setName("importTo" + PadShape.letter(i));
      to[i].setToolTipText("Put the new timbre at corner " + PadShape.letter(i));
      to[i].addActionListener(e -> sound.setCorner(corner, imports.state().made()));
      corners.add(to[i]);
    }
    JPanel middle = new JPanel(new GridBagLayout());
    middle.setOpaque(false);
    middle.add(progress);
    JPanel right = new JPanel(new BorderLayout(UIScale.scale(10), 0));
    right.setOpaque(false);
    right.add(corners, BorderLayout.CENTER);
    right.add(end, BorderLayout.EAST);
    add(text, BorderLayout.WEST);
    add(middle, BorderLayout.CENTER);
    add(right, BorderLayout.EAST);
    imports.addListener(this::refresh);
    sound.addListener(this::refresh);
    refresh();
  }

  private void end() {
    if (imports.state().running()) {
      imports.cancel();
    } else {
      imports.dismiss();
    }
  }

  private void refresh() {
    Imports.State state = imports.state();
    boolean made = state.made() != null;
    setVisible(state.running() || made);
    if (state.running()) {
      String title = state.title() == null ? "your recordings" : state.title();
      text.setText("Making a timbre of " + title + " \u2026");
    } else if (made) {
      String what = state.fresh() ? " is among the timbres now." : ", of your own recordings";
      text.setText(state.made().title() + what);
    }
    progress.setVisible(state.running());
    progress.setValue((int) Math.round(progress.getMaximum() * state.done()));
    end.setText(state.running() ? "Cancel" : "Done");
    corners.setVisible(made);
    for (int i = 0; i < CORNERS; i++) {
      to[i].setEnabled(made && i < sound.patch().cornerCount());
    }
  }
}
