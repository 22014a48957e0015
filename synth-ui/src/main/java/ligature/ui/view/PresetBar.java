package ligature.ui.view;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JPanel;
import javax.swing.SwingWorker;
import ligature.preset.Patch;

/**
 * Chooses presets. They are read on a thread of their own; until one is there, and if it cannot be
 * read, what played goes on. [ui-thread]
 */
final class PresetBar extends JPanel {

  private static final long serialVersionUID = 1;

  private final JComboBox<String> box;
  private final transient Function<String, Patch> load;
  private final transient Consumer<Patch> loaded;
  private final transient Consumer<String> problem;
  private boolean showing;

  PresetBar(
      List<String> names,
      String current,
      Function<String, Patch> load,
      Consumer<Patch> loaded,
      Consumer<String> problem) {
    super(new BorderLayout(4, 0));
    this.load = load;
    this.loaded = loaded;
    this.problem = problem;
    setOpaque(false);
    box = new JComboBox<>(names.toArray(String[]::new));
    box.setName("preset");
    box.setSelectedItem(current);
    box.setPreferredSize(new Dimension(190, 32));
    box.setMaximumRowCount(24);
    box.getAccessibleContext().setAccessibleName("Preset");
    box.addActionListener(
        e -> {
          if (!showing && box.getSelectedItem() != null) {
            read((String) box.getSelectedItem());
          }
        });
    add(button("\u2039", "preset-previous", "Previous preset", -1), BorderLayout.WEST);
    add(box, BorderLayout.CENTER);
    add(button("\u203a", "preset-next", "Next preset", 1), BorderLayout.EAST);
  }

  private JButton button(String text, String name, String tip, int step) {
    JButton button = new JButton(text);
    button.setName(name);
    button.setToolTipText(tip);
    button.getAccessibleContext().setAccessibleName(tip);
    button.setFocusable(false);
    button.setPreferredSize(new Dimension(34, 32));
    button.addActionListener(
        e -> {
          int count = box.getItemCount();
          if (count > 0) {
            box.setSelectedIndex(Math.floorMod(box.getSelectedIndex() + step, count));
          }
        });
    return button;
  }

  private void read(String name) {
    new SwingWorker<Patch, Void>() {
      @Override
      protected Patch doInBackground() {
        return load.apply(name);
      }

      @Override
      protected void done() {
        try {
          loaded.accept(get());
          problem.accept("");
        } catch (ExecutionException e) {
          problem.accept(String.valueOf(e.getCause().getMessage()));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
    }.execute();
  }
}
