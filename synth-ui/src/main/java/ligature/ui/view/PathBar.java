package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.Dimension;
import java.awt.GridLayout;
import javax.swing.AbstractButton;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JToggleButton;
import ligature.ui.control.Glyph;
import ligature.ui.model.PadPath;

/**
 * Captures a sound; records, plays, opens and forgets the path over the pad. Threads: {@code
 * [ui-thread]}.
 */
final class PathBar extends JPanel {

  private static final int HEIGHT = 28;

  private final PadPath path;
  private final JToggleButton record = new JToggleButton(Glyph.RECORD.icon());
  private final JToggleButton loop = new JToggleButton(Glyph.LOOP.icon());
  private final JToggleButton edit = new JToggleButton(Glyph.EDIT_PATH.icon());
  private final JButton clear = new JButton(Glyph.CLEAR.icon());

  PathBar(PadPath path, CaptureButton capture) {
    super(new GridLayout(1, 5, UIScale.scale(2), 0));
    this.path = path;
    setOpaque(false);
    add(capture);
    prepare(
        record, "pathRecord", "Record a path: press, then drag on the pad (ctrl R)", path::record);
    prepare(
        loop, "pathLoop", "Let the notes follow the path, or stop them (ctrl space)", path::play);
    prepare(
        edit,
        "pathEdit",
        "Edit the path: drag its points, ctrl click the line to insert one, right click a point to"
            + " delete it (ctrl shift R)",
        path::edit);
    prepare(clear, "pathClear", "Forget the path", path::clear);
    path.addListener(this::refresh);
    refresh();
  }

  private void prepare(AbstractButton button, String name, String tip, Runnable action) {
    button.setName(name);
    button.setToolTipText(tip);
    button.getAccessibleContext().setAccessibleName(tip);
    button.setRequestFocusEnabled(false);
    button.putClientProperty(FlatClientProperties.STYLE, "margin: 0,0,0,0");
    button.addActionListener(
        e -> {
          action.run();
          refresh();
        });
    add(button);
  }

  /** Narrow buttons, where there are five side by side, but no low ones. */
  @Override
  public Dimension getPreferredSize() {
    return new Dimension(super.getPreferredSize().width, UIScale.scale(HEIGHT));
  }

  private void refresh() {
    record.setSelected(path.isRecording());
    boolean there = !path.path().isEmpty();
    loop.setSelected(path.isPlaying());
    edit.setSelected(path.isEditing());
    for (AbstractButton button : new AbstractButton[] {loop, edit, clear}) {
      button.setEnabled(there);
    }
  }

  /** Shows what was turned elsewhere. About 30 Hz. */
  void tick() {
    loop.setSelected(path.isPlaying());
  }
}
