package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.GridLayout;
import javax.swing.AbstractButton;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JToggleButton;
import ligature.ui.control.Glyph;
import ligature.ui.model.PadPath;

/**
 * Captures a sound; records, plays and forgets a path over the pad. Threads: {@code [ui-thread]}.
 */
final class PathBar extends JPanel {

  private final PadPath path;
  private final JToggleButton record = new JToggleButton(Glyph.RECORD.icon());
  private final JToggleButton loop = new JToggleButton(Glyph.LOOP.icon());
  private final JButton clear = new JButton(Glyph.CLEAR.icon());

  PathBar(PadPath path, CaptureButton capture) {
    super(new GridLayout(1, 4, UIScale.scale(2), 0));
    this.path = path;
    setOpaque(false);
    add(capture);
    prepare(
        record, "pathRecord", "Record a path: press, then drag on the pad (ctrl R)", path::record);
    prepare(loop, "pathLoop", "Play the path in a loop (ctrl space)", path::loop);
    prepare(clear, "pathClear", "Forget the path", path::clear);
    path.addListener(this::refresh);
    refresh();
  }

  private void prepare(AbstractButton button, String name, String tip, Runnable action) {
    button.setName(name);
    button.setToolTipText(tip);
    button.getAccessibleContext().setAccessibleName(tip);
    button.setRequestFocusEnabled(false);
    button.putClientProperty(FlatClientProperties.STYLE, "margin: 4,2,4,2");
    button.addActionListener(
        e -> {
          action.run();
          refresh();
        });
    add(button);
  }

  private void refresh() {
    record.setSelected(path.isRecording());
    loop.setSelected(path.isLooping());
    loop.setEnabled(!path.steps().isEmpty());
    clear.setEnabled(!path.steps().isEmpty());
  }
}
