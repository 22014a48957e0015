package ligature.ui.view;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.GridBagLayout;
import java.awt.GridLayout;
import java.util.function.Consumer;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JToggleButton;
import ligature.ui.control.MapTool;
import ligature.ui.model.DrawnPaths;

/**
 * The line below the map: the tools, what the chosen one does, and how far a drawn line was timed.
 * Threads: {@code [ui-thread]}.
 */
final class MapTools extends JPanel {

  private final DrawnPaths drawn;
  private final Consumer<MapTool> onTool;
  private final JLabel hint = new JLabel();
  private final JProgressBar progress = new JProgressBar(0, 1000);
  private final JButton cancel = new JButton("Cancel");
  private MapTool tool = MapTool.POINT;

  MapTools(DrawnPaths drawn, Consumer<MapTool> onTool) {
    super(new BorderLayout(UIScale.scale(10), 0));
    this.drawn = drawn;
    this.onTool = onTool;
    setOpaque(false);
    hint.setName("mapHint");
    Styles.mute(hint);
    hint.setMinimumSize(new Dimension());
    add(buttons(), BorderLayout.WEST);
    add(hint, BorderLayout.CENTER);
    add(work(), BorderLayout.EAST);
    drawn.addListener(this::refresh);
    refresh();
  }

  private JPanel buttons() {
    OneOf group = new OneOf();
    JPanel buttons = new JPanel(new GridLayout(1, MapTool.values().length, UIScale.scale(4), 0));
    buttons.setOpaque(false);
    for (MapTool one : MapTool.values()) {
      JToggleButton button = new JToggleButton(title(one), one == tool);
      button.setName("mapTool " + title(one));
      button.setToolTipText(tip(one));
      button.setRequestFocusEnabled(false);
      Styles.small(button);
      button.addActionListener(e -> take(one));
      group.add(button);
      buttons.add(button);
    }
    return buttons;
  }

  private JPanel work() {
    progress.setName("mapProgress");
    progress.getAccessibleContext().setAccessibleName("How far the line was timed");
    progress.setPreferredSize(UIScale.scale(new Dimension(120, 6)));
    cancel.setName("mapCancel");
    Styles.small(cancel);
    cancel.addActionListener(e -> drawn.cancel());
    JPanel middle = new JPanel(new GridBagLayout());
    middle.setOpaque(false);
    middle.add(progress);
    JPanel work = new JPanel(new FlowLayout(FlowLayout.TRAILING, UIScale.scale(8), 0));
    work.setOpaque(false);
    work.add(middle);
    work.add(cancel);
    return work;
  }

  private static String title(MapTool tool) {
    return switch (tool) {
      case POINT -> "Point";
      case PLAY -> "Play";
      case PATH -> "Path";
      case LASSO -> "Lasso";
    };
  }

  private static String tip(MapTool tool) {
    return switch (tool) {
      case POINT -> "Point to hear on a held key, click to take, drag to a corner";
      case PLAY -> "Hold and move: the nearest timbres blend, and stay on the pad; Point ends it";
      case PATH -> "Draw a line: it becomes the path (ctrl drag; enter marks, ctrl enter ends)";
      case LASSO -> "Go round timbres: they become corners (shift drag; enter, ctrl enter)";
    };
  }

  /** Shows what is played, until the tool changes. */
  void show(String line) {
    hint.setText(line);
    hint.setToolTipText(line);
  }

  private void take(MapTool chosen) {
    tool = chosen;
    refresh();
    onTool.accept(chosen);
  }

  private void refresh() {
    boolean running = drawn.isRunning();
    progress.setVisible(running);
    cancel.setVisible(running);
    progress.setValue((int) Math.round(progress.getMaximum() * drawn.done()));
    hint.setText(running ? "Timing the line by ear \u2026" : tip(tool));
    hint.setToolTipText(hint.getText());
  }
}
