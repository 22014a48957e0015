package ligature.ui.view;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.GridLayout;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.swing.JCheckBox;
import javax.swing.JMenuItem;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.JSpinner;
import javax.swing.SpinnerNumberModel;
import ligature.tuning.Tuning;
import ligature.ui.control.MenuButton;
import ligature.ui.model.Tunings;

/** Scale, keyboard map, A4 and lock of the tuning; all of it holds at once. */
final class TuningSettingsPanel extends SettingsSheet.Form {

  private static final double A4_STEP_HZ = 0.5;

  private final Tunings tunings;
  private final FileChoice files;
  private final Consumer<String> tell;
  private final MenuButton scale;
  private final MenuButton keyMap;
  private final SpinnerNumberModel a4 =
      new SpinnerNumberModel(440.0, Tuning.LOWEST_A4_HZ, Tuning.HIGHEST_A4_HZ, A4_STEP_HZ);
  private final JCheckBox lock = new JCheckBox("Lock");
  private boolean showing;

  /**
   * @param tell told in a line what is wrong with a file, or null for nothing
   */
  TuningSettingsPanel(Tunings tunings, FileChoice files, Consumer<String> tell) {
    super("Tuning");
    this.tunings = tunings;
    this.files = files;
    this.tell = tell;
    scale =
        new MenuButton(
            "tuningScale",
            "Scale",
            () -> menu("Scala scale (.scl)", "scl", "Twelve equal steps", tunings::setScale));
    keyMap =
        new MenuButton(
            "tuningKeyMap",
            "Keyboard map",
            () -> menu("Keyboard map (.kbm)", "kbm", "One degree a key", tunings::setKeyMap));
    JSpinner a4Field = new JSpinner(a4);
    a4Field.setName("a4");
    a4Field.setEditor(new JSpinner.NumberEditor(a4Field, "0.0# Hz"));
    a4Field.setToolTipText("Moves all tunings, 400 to 480 Hz");
    a4.addChangeListener(e -> chooseA4());
    lock.setName("lockTuning");
    lock.setOpaque(false);
    lock.setToolTipText("Keeps this tuning whatever preset is loaded");
    lock.addActionListener(e -> tunings.lock(lock.isSelected()));
    JPanel scala = new JPanel(new GridLayout(1, 2, UIScale.scale(6), 0));
    scala.setOpaque(false);
    scala.add(scale);
    scala.add(keyMap);
    JPanel room = new JPanel(new BorderLayout(UIScale.scale(6), 0));
    room.setOpaque(false);
    room.add(a4Field, BorderLayout.CENTER);
    room.add(lock, BorderLayout.EAST);
    row("Scale, map", scala);
    row("A4", room);
    a4Field.getAccessibleContext().setAccessibleName("A4 in Hz");
    refresh();
  }

  private JPopupMenu menu(
      String title, String kind, String plain, BiConsumer<String, Consumer<String>> take) {
    JPopupMenu menu = new JPopupMenu();
    JMenuItem open = new JMenuItem("Open " + title + " \u2026");
    open.setName("open " + kind);
    open.addActionListener(
        e -> {
          String file = files.read(this, title, kind);
          if (file != null) {
            take.accept(file, this::ended);
          }
        });
    JMenuItem none = new JMenuItem(plain);
    none.setName("no " + kind);
    none.addActionListener(e -> take.accept(null, this::ended));
    menu.add(open);
    menu.add(none);
    return menu;
  }

  private void ended(String problem) {
    tell.accept(problem);
    refresh();
  }

  private void chooseA4() {
    if (!showing) {
      tunings.setA4Hz(a4.getNumber().doubleValue());
    }
  }

  /** Shows what holds now: presets and a remote control change it, too. */
  void refresh() {
    Tuning now = tunings.sounding();
    showing = true;
    if (a4.getNumber().doubleValue() != now.a4Hz()) {
      a4.setValue(now.a4Hz());
    }
    showing = false;
    show(scale, now.scl() == null ? "Equal" : now.name());
    show(keyMap, now.kbm() == null ? "Plain" : now.scl() == null ? now.name() : "Mapped");
    lock.setSelected(tunings.isLocked());
  }

  private static void show(MenuButton button, String choice) {
    if (!choice.equals(button.getText())) {
      button.showChoice(choice);
    }
  }
}
