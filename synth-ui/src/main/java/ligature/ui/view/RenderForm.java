package ligature.ui.view;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.util.EnumMap;
import java.util.Map;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JSpinner;
import javax.swing.JTextField;
import javax.swing.SpinnerNumberModel;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import ligature.ui.model.Renders;
import ligature.ui.model.Renders.Kind;

/** The fields of what is to be rendered: those of one kind show. Threads: {@code [ui-thread]}. */
final class RenderForm extends JPanel {

  private static final double LONGEST_NOTE_SECONDS = 600;
  private static final double LONGEST_SAMPLE_SECONDS = 60;

  private final FileChoice files;
  private final Runnable onChange;
  private final CardLayout cards = new CardLayout();
  private final JPanel fields = new JPanel(cards);
  private final JTextField noteKeys = field("renderNoteKeys", "60");
  private final JSpinner velocity = spinner("renderVelocity", 100, 1, 127, 1);
  private final JSpinner noteSeconds =
      spinner("renderNoteSeconds", 4.0, 0.1, LONGEST_NOTE_SECONDS, 0.5);
  private final JTextField song = field("renderSong", "");
  private final JTextField packKeys = field("renderPackKeys", "36..84:4");
  private final JSpinner steps = spinner("renderSteps", 5, 2, 16, 1);
  private final JSpinner packSeconds =
      spinner("renderPackSeconds", 3.0, 0.1, LONGEST_SAMPLE_SECONDS, 0.5);
  private final JTextField out = field("renderOut", "");
  private final Map<Kind, String> outs = new EnumMap<>(Kind.class);
  private Kind kind = Kind.NOTE;

  /**
   * @param onChange called when a field has changed
   */
  RenderForm(FileChoice files, Runnable onChange) {
    this.files = files;
    this.onChange = onChange;
    setOpaque(false);
    setLayout(new BoxLayout(this, BoxLayout.Y_AXIS));
    fields.setOpaque(false);
    SettingsSheet.Form note = new SettingsSheet.Form("Keys, held for a time");
    note.row("Keys", noteKeys);
    note.row("Velocity", velocity);
    note.row("Seconds", noteSeconds);
    SettingsSheet.Form midi = new SettingsSheet.Form("A MIDI file");
    midi.row("File", beside(song, "renderBrowseSong", this::browseSong));
    SettingsSheet.Form pack = new SettingsSheet.Form("Samples of the morph, for SFZ players");
    pack.row("Keys", packKeys);
    pack.row("Morph steps", steps);
    pack.row("Seconds", packSeconds);
    fields.add(top(note), Kind.NOTE.name());
    fields.add(top(midi), Kind.SONG.name());
    fields.add(top(pack), Kind.PACK.name());
    SettingsSheet.Form target = new SettingsSheet.Form("Where to");
    target.row("File or folder", beside(out, "renderBrowseOut", this::browseOut));
    add(fields);
    add(Box.createVerticalStrut(UIScale.scale(14)));
    add(target);
  }

  private static JPanel top(JComponent form) {
    JPanel panel = new JPanel(new BorderLayout());
    panel.setOpaque(false);
    panel.add(form, BorderLayout.NORTH);
    return panel;
  }

  private JPanel beside(JTextField field, String name, Runnable browse) {
    JButton button = new JButton("Browse \u2026");
    button.setName(name);
    button.addActionListener(e -> browse.run());
    JPanel both = new JPanel(new BorderLayout(UIScale.scale(6), 0));
    both.setOpaque(false);
    both.add(field, BorderLayout.CENTER);
    both.add(button, BorderLayout.EAST);
    return both;
  }

  private JTextField field(String name, String text) {
    JTextField field = new JTextField(text, 12);
    field.setName(name);
    field
        .getDocument()
        .addDocumentListener(
            new DocumentListener() {
              @Override
              public void insertUpdate(DocumentEvent e) {
                changed();
              }

              @Override
              public void removeUpdate(DocumentEvent e) {
                changed();
              }

              @Override
              public void changedUpdate(DocumentEvent e) {}
            });
    return field;
  }

  private JSpinner spinner(String name, Number value, double min, double max, double step) {
    boolean whole = value instanceof Integer;
    JSpinner spinner =
        new JSpinner(
            whole
                ? new SpinnerNumberModel(value.intValue(), (int) min, (int) max, (int) step)
                : new SpinnerNumberModel(value.doubleValue(), min, max, step));
    spinner.setName(name);
    spinner.addChangeListener(e -> changed());
    return spinner;
  }

  private void changed() {
    if (onChange != null) { // else the fields are still being made
      onChange.run();
    }
  }

  private void browseSong() {
    String chosen = files.read(this, "A MIDI file", "mid", "midi");
    if (chosen != null) {
      song.setText(chosen);
    }
  }

  private void browseOut() {
    String chosen = files.write(this, "Where to", out.getText());
    if (chosen != null) {
      out.setText(chosen);
    }
  }

  /** Shows the fields of a kind. */
  void show(Kind next) {
    outs.put(kind, out.getText());
    kind = next;
    cards.show(fields, kind.name());
    out.setText(outs.getOrDefault(kind, ""));
  }

  /**
   * Proposes where to write, for a sound of this name, unless the user has said it.
   *
   * @param name for a file
   */
  void propose(String name) {
    String before = proposed;
    proposed = files.folder() + "/" + name;
    for (Kind each : Kind.values()) {
      String ending = each == Kind.PACK ? "-pack" : each == Kind.SONG ? "-song.wav" : ".wav";
      String now = each == kind ? out.getText() : outs.getOrDefault(each, "");
      if (now.isBlank() || now.equals(before + ending)) {
        outs.put(each, proposed + ending);
      } else {
        outs.put(each, now);
      }
    }
    if (!out.getText().equals(outs.get(kind))) {
      out.setText(outs.get(kind));
    }
  }

  private String proposed = "";

  /** What the fields say. */
  Renders.Order order() {
    boolean pack = kind == Kind.PACK;
    return new Renders.Order(
        kind,
        out.getText().strip(),
        (pack ? packKeys : noteKeys).getText().strip(),
        (Integer) velocity.getValue(),
        (Double) (pack ? packSeconds : noteSeconds).getValue(),
        song.getText().strip(),
        (Integer) steps.getValue());
  }

  JComponent first() {
    return switch (kind) {
      case NOTE -> noteKeys;
      case SONG -> song;
      case PACK -> packKeys;
    };
  }
}
