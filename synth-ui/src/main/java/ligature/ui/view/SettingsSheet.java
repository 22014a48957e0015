package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.GridLayout;
import java.util.List;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import ligature.live.Player;
import ligature.ui.model.Preferences;

/**
 * What the instrument plays on, how it is tuned and how its window looks: a sheet over the pad.
 * Tuning and look change at once; audio, MIDI and device when all begins anew. Threads: {@code
 * [ui-thread]}.
 */
final class SettingsSheet extends Sheet {

  private final Preferences preferences;
  private final Machine machine;
  private final AudioSettingsPanel audio;
  private final TuningSettingsPanel tuning;
  private final MidiSettingsPanel midi;
  private final LookSettingsPanel look;
  private final JButton apply = new JButton("Apply");
  private final JLabel note = new JLabel();
  private String problem;

  SettingsSheet(WindowModels models, FileChoice files, Machine machine, Runnable close) {
    super("settingsSheet", close);
    Player player = models.player();
    preferences = models.preferences();
    this.machine = machine;
    audio = new AudioSettingsPanel(player, models.keys(), preferences);
    tuning = new TuningSettingsPanel(models.tunings(), files, this::tell);
    midi = new MidiSettingsPanel(player, preferences);
    look = new LookSettingsPanel(player, preferences);
    setHeading("Settings");
    add(header(Box.createHorizontalGlue()), BorderLayout.NORTH);
    JPanel columns =
        new JPanel(new GridLayout(1, 2, UIScale.scale(20), 0)) {
          @Override
          public Dimension getPreferredSize() { // as wide as the sheet, never wider
            return new Dimension(0, super.getPreferredSize().height);
          }
        };
    columns.setOpaque(false);
    columns.add(stack(audio, tuning));
    columns.add(stack(midi, look));
    add(Styles.scrolled(columns), BorderLayout.CENTER); // a low window has no place for all
    JPanel bottom = new JPanel(new BorderLayout(UIScale.scale(10), 0));
    bottom.setOpaque(false);
    Styles.mute(note);
    note.setName("settingsNote");
    apply.setName("applySettings");
    apply.addActionListener(e -> machine.beginAnew());
    bottom.add(note, BorderLayout.CENTER);
    bottom.add(apply, BorderLayout.EAST);
    add(bottom, BorderLayout.SOUTH);
    preferences.addListener(this::refresh);
    refresh();
  }

  private static JPanel stack(JComponent... parts) {
    JPanel stack = new JPanel();
    stack.setOpaque(false);
    stack.setLayout(new BoxLayout(stack, BoxLayout.Y_AXIS));
    for (JComponent part : parts) {
      if (stack.getComponentCount() > 0) {
        stack.add(Box.createVerticalStrut(UIScale.scale(14)));
      }
      part.setAlignmentX(LEFT_ALIGNMENT);
      stack.add(part);
    }
    stack.add(Box.createVerticalGlue());
    return stack;
  }

  @Override
  void opened() {
    machine.look(
        found -> {
          audio.offer(found.soundCards());
          midi.offer(found.midi());
          look.offer(found.devices(), found.model());
          if (getParent() == null) {
            midi.forget(); // it was closed before the answer came
          }
          revalidate();
        });
    refresh();
  }

  /** Says what is wrong with a file, until another is chosen; null for nothing. */
  private void tell(String line) {
    problem = line;
    refresh();
  }

  @Override
  void closed() {
    problem = null;
    midi.forget();
  }

  /** Reads lamps and figures again. A few times a second. */
  void tick() {
    if (isShowing()) {
      audio.tick();
      midi.tick();
      tuning.refresh();
    }
  }

  private void refresh() {
    boolean same = preferences.settings().hasSameMachine(machine.running());
    apply.setEnabled(!same && machine.canBeginAnew());
    apply.setVisible(machine.canBeginAnew());
    note.setToolTipText(problem);
    note.setText(
        problem != null
            ? problem
            : same
                ? "Everything here is remembered."
                : machine.canBeginAnew()
                    ? "Audio, MIDI and device change when you apply them: a pause of some seconds."
                    : "Audio, MIDI and device change with the next start.");
  }

  @Override
  Component firstFocus() {
    return audio.firstFocus();
  }

  /** Titles and fields in two columns, a row each. */
  static class Form extends JPanel {

    private final JPanel titles = new JPanel();
    private final JPanel fields = new JPanel();

    Form(String heading) {
      super(new BorderLayout(UIScale.scale(10), UIScale.scale(8)));
      setOpaque(false);
      JLabel title = new JLabel(heading);
      title.putClientProperty(FlatClientProperties.STYLE, "font: $semibold.font");
      add(title, BorderLayout.NORTH);
      for (JPanel column : List.of(titles, fields)) {
        column.setOpaque(false);
        column.setLayout(new GridLayout(0, 1, 0, UIScale.scale(4)));
      }
      add(titles, BorderLayout.WEST);
      add(fields, BorderLayout.CENTER);
    }

    void row(String title, JComponent field) {
      JLabel label = new JLabel(title);
      label.putClientProperty(FlatClientProperties.STYLE, "foreground: $Ligature.muted");
      label.setLabelFor(field);
      field.getAccessibleContext().setAccessibleName(title);
      titles.add(label);
      fields.add(field);
    }

    @Override
    public Dimension getMaximumSize() {
      return new Dimension(Integer.MAX_VALUE, getPreferredSize().height);
    }
  }
}
