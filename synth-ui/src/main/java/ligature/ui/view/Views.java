package ligature.ui.view;

import java.awt.CardLayout;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JComponent;
import javax.swing.JPanel;

/**
 * The window's two views, of which one shows: to play and to design. A page that lies over the pad
 * brings the pad with it for as long as it is open. Threads: {@code [ui-thread]}.
 */
final class Views extends JPanel {

  private static final String PLAY = "play";
  private static final String DESIGN = "design";

  private final CardLayout cards = new CardLayout();
  private final JComponent pad;
  private final DesignView design;
  private final List<Runnable> listeners = new ArrayList<>();
  private boolean designing;
  private boolean covered;

  /**
   * @param pad has the focus in the view to play
   */
  Views(JComponent play, JComponent pad, DesignView design) {
    this.pad = pad;
    this.design = design;
    setOpaque(false);
    setLayout(cards);
    add(play, PLAY);
    add(design, DESIGN);
  }

  boolean isDesigning() {
    return designing;
  }

  /** Called when another view was chosen. */
  void addListener(Runnable listener) {
    listeners.add(listener);
  }

  void setDesigning(boolean now) {
    designing = now;
    showChosen();
    focus().requestFocusInWindow();
    listeners.forEach(Runnable::run);
  }

  /** A page was laid over the pad, or taken away. */
  void setCovered(boolean now) {
    covered = now;
    showChosen();
  }

  private void showChosen() {
    cards.show(this, designing && !covered ? DESIGN : PLAY);
  }

  /** What has the focus in the view that was chosen. */
  JComponent focus() {
    return designing ? design.firstFocus() : pad;
  }

  /** About 30 Hz. */
  void tick() {
    if (design.isShowing()) {
      design.tick();
    }
  }
}
