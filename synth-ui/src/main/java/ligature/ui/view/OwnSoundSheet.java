package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import ligature.encode.FileNames;
import ligature.encode.RecordingSet;
import ligature.model.SourceNote;
import ligature.ui.control.WaveView;
import ligature.ui.model.OwnSound;
import ligature.ui.model.Trims;
import ligature.units.Pitch;

/**
 * The recordings of a timbre of one's own: which part of each is the note, what key it has, and a
 * way to make the timbre anew of that. Threads: {@code [ui-thread]}.
 */
final class OwnSoundSheet extends Sheet {

  private static final String NONE = "none";

  private final OwnSound own;
  private final JComboBox<String> recordings = new JComboBox<>();
  private final WaveView wave = new WaveView("importWave");
  private final TrimField start =
      TrimField.seconds("importStart", "Start", this::start, s -> set(t -> t.setStart(s)));
  private final TrimField end =
      TrimField.seconds("importEndAt", "End", this::end, s -> set(t -> t.setEnd(s)));
  private final TrimField key = new TrimField("importKey", "Key", 5, this::keyText, this::keyTyped);
  private final JLabel found = new JLabel();
  private final JProgressBar progress = new JProgressBar(0, 1000);
  private final JButton save = new JButton("Save");
  private List<String> listed = List.of();

  OwnSoundSheet(OwnSound own, Runnable close) {
    super("ownSoundSheet", close);
    this.own = own;
    recordings.setName("importRecording");
    recordings.getAccessibleContext().setAccessibleName("Recording");
    recordings.addActionListener(e -> own.select(recordings.getSelectedIndex()));
    JPanel middle = new JPanel(new FlowLayout(FlowLayout.LEADING, 0, 0));
    middle.setOpaque(false);
    middle.add(recordings);
    add(header(middle), BorderLayout.NORTH);
    add(wave, BorderLayout.CENTER);
    add(figures(), BorderLayout.SOUTH);
    own.addListener(this::refresh);
    refresh();
  }

  private JPanel figures() {
    key.setToolTipText("A note such as A2, a number, none for a drum, or nothing: as it is found");
    found.setName("importFound");
    Styles.mute(found);
    found.setMinimumSize(new Dimension());
    progress.setName("importSaved");
    progress.getAccessibleContext().setAccessibleName("How much of the timbre is made anew");
    progress.setPreferredSize(UIScale.scale(new Dimension(90, 6)));
    progress.setMaximumSize(progress.getPreferredSize());
    save.setName("importSave");
    save.setToolTipText("Make the timbre anew of this part, in its place");
    save.addActionListener(e -> own.save());
    JPanel row = new JPanel();
    row.setLayout(new BoxLayout(row, BoxLayout.X_AXIS));
    row.setOpaque(false);
    for (TrimField field : List.of(start, end, key)) {
      JLabel title = new JLabel(field.getAccessibleContext().getAccessibleName());
      title.putClientProperty(FlatClientProperties.STYLE_CLASS, "small");
      title.setLabelFor(field);
      field.setMaximumSize(field.getPreferredSize());
      row.add(title);
      row.add(Box.createHorizontalStrut(UIScale.scale(5)));
      row.add(field);
      row.add(Box.createHorizontalStrut(UIScale.scale(12)));
    }
    row.add(found);
    row.add(Box.createHorizontalGlue());
    row.add(progress);
    row.add(Box.createHorizontalStrut(UIScale.scale(8)));
    row.add(save);
    return row;
  }

  private double start() {
    return own.trims() == null ? 0 : own.trims().start();
  }

  private double end() {
    return own.trims() == null ? 0 : own.trims().end();
  }

  /** What is typed is an edit of its own. */
  private void set(Consumer<Trims> change) {
    Trims trims = own.trims();
    if (trims != null) {
      trims.hold();
      change.accept(trims);
      trims.letGo();
    }
  }

  private String keyText() {
    Trims trims = own.trims();
    if (trims == null) {
      return "";
    }
    int set = trims.key();
    SourceNote note = own.note();
    boolean none = set == RecordingSet.DETECT ? note.pitchHz() == 0 : set < 0;
    return none ? NONE : Pitch.keyName(set == RecordingSet.DETECT ? note.key() : set);
  }

  private void keyTyped(String text) {
    String typed = text.strip();
    int value =
        typed.isEmpty()
            ? RecordingSet.DETECT
            : typed.equalsIgnoreCase(NONE) ? RecordingSet.UNPITCHED : FileNames.keyValue(typed);
    boolean known = value >= 0 || typed.isEmpty() || typed.equalsIgnoreCase(NONE);
    if (known) {
      set(trims -> trims.setKey(value));
    }
  }

  private String foundText() {
    SourceNote note = own.note();
    if (note == null) {
      return "";
    }
    if (own.trims().key() != RecordingSet.DETECT && !own.isTrimmed()) {
      return note.pitchHz() == 0 ? "a drum" : cents(note);
    }
    return note.pitchHz() == 0 ? "no pitch was found" : "found: " + cents(note);
  }

  private static String cents(SourceNote note) {
    long cents = Math.round(Pitch.ratioToCents(note.pitchHz() / Pitch.keyToHz(note.key())));
    String off = String.format(Locale.ROOT, "%+d cents", cents).replace('-', '\u2212');
    return Pitch.keyName(note.key()) + (cents == 0 ? "" : " " + off);
  }

  private void refresh() {
    if (own.title() == null) {
      if (isShowing()) {
        goBack();
      }
      return;
    }
    Trims trims = own.trims();
    setHeading("Trim " + own.title());
    List<String> names = trims == null ? List.of() : trims.recordings();
    if (!names.equals(listed)) {
      listed = names;
      recordings.removeAllItems();
      names.forEach(recordings::addItem);
    }
    if (trims != null && recordings.getSelectedIndex() != trims.index()) {
      recordings.setSelectedIndex(trims.index());
    }
    recordings.setVisible(names.size() > 1);
    wave.show(own.comparison() == null ? null : own.comparison().original(), trims);
    for (TrimField field : List.of(start, end, key)) {
      field.refresh();
      field.setEnabled(trims != null && !own.isSaving());
    }
    found.setText(foundText());
    found.setToolTipText(foundText());
    progress.setVisible(own.isSaving());
    progress.setValue((int) Math.round(progress.getMaximum() * own.progress()));
    save.setText(own.isSaving() ? "Saving \u2026" : "Save");
    save.setEnabled(own.isTrimmed() && !own.isSaving());
  }

  /** Looks where the recording is heard. */
  void tick() {
    own.tick();
    wave.setPlace(own.place());
  }

  @Override
  Component firstFocus() {
    return wave;
  }
}
