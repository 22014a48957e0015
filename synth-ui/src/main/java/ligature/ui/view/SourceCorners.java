package ligature.ui.view;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.GridLayout;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.SwingConstants;
import ligature.ui.model.ModelSources;

/**
 * The recordings of a model that plays beside the voices, a button for each corner of the pad; and
 * the dialogs in which they are chosen. Threads: {@code [ui-thread]}.
 */
final class SourceCorners extends JPanel {

  private static final int WIDTH = 120;

  /**
   * @param names of the recordings, from corner A on
   */
  SourceCorners(ModelSources sources, FileChoice files, int slot, List<String> names) {
    super(new GridLayout(2, names.size() / 2, UIScale.scale(4), UIScale.scale(4)));
    setOpaque(false);
    for (int corner = 0; corner < names.size(); corner++) {
      add(button(sources, files, slot, corner, names.get(corner)));
    }
  }

  private JButton button(
      ModelSources sources, FileChoice files, int slot, int corner, String name) {
    char letter = letter(corner);
    JButton button = new JButton(letter + "  " + name);
    button.setName("source" + letter);
    button.setToolTipText(name + ": choose another recording for corner " + letter);
    button.getAccessibleContext().setAccessibleName("Recording " + letter + ", " + name);
    button.setHorizontalAlignment(SwingConstants.LEADING);
    button.setRequestFocusEnabled(false);
    Styles.small(button);
    button.setPreferredSize(new Dimension(UIScale.scale(WIDTH), button.getPreferredSize().height));
    button.addActionListener(
        e -> {
          String file =
              files.read(this, "A recording for corner " + letter, FileActions.RECORDINGS);
          if (file != null) {
            sources.replace(slot, corner, file);
          }
        });
    return button;
  }

  private static char letter(int corner) {
    return (char) ('A' + corner);
  }

  /** Asks for a model and for its recordings; does nothing once one is not chosen. */
  static void choose(ModelSources sources, FileChoice files, Component over) {
    String model = files.read(over, "A model for nn~ or RAVE", "ts");
    List<String> recordings = new ArrayList<>();
    while (model != null && recordings.size() < sources.recordings()) {
      String title = "A recording of a note for corner " + letter(recordings.size());
      String file = files.read(over, title, FileActions.RECORDINGS);
      if (file == null) {
        return;
      }
      recordings.add(file);
    }
    if (model != null) {
      sources.add(model, recordings);
    }
  }
}
