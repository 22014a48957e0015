package ligature.ui.view;

import java.awt.Component;
import java.awt.Dimension;
import java.util.List;
import java.util.stream.Collectors;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JPanel;
import ligature.latent.Timbre;
import ligature.preset.KitPad;
import ligature.ui.control.Knob;
import ligature.ui.control.KnobLayout;
import ligature.ui.control.KnobValue;
import ligature.ui.control.MenuButton;
import ligature.ui.model.PartKnob;
import ligature.ui.model.Parts;

/** One pad of a kit, each part of it to be changed. Threads: {@code [ui-thread]}. */
final class KitRow extends JPanel {

  static final int HEIGHT = 26;

  private static final RowColumns COLUMNS =
      new RowColumns(
          new String[] {"Key", "Timbre", "Pitch", "Level", "Pan", "Choke", "One shot"},
          0.14,
          0.22,
          0.14,
          0.15,
          0.14,
          0.12,
          0.09);

  private final Parts parts;
  private final int index;
  private final Knob key;
  private final MenuButton timbre;
  private final Knob pitch;
  private final Knob level;
  private final Knob pan;
  private final Knob choke;
  private final JCheckBox oneShot = new JCheckBox();
  private final JButton remove;

  KitRow(Parts parts, int index) {
    super(null);
    this.parts = parts;
    this.index = index;
    setOpaque(false);
    setName("pad" + (index + 1));
    key = bar("key", PartKnob.padKey(parts, index));
    timbre =
        new MenuButton(
            getName() + " timbre",
            "What it plays",
            () -> TimbreMenu.of(parts.timbres(), this::setTimbre));
    pitch = bar("pitch", PartKnob.padPitch(parts, index));
    level = bar("level", PartKnob.padLevel(parts, index));
    pan = bar("pan", PartKnob.padPan(parts, index));
    choke = bar("choke", PartKnob.padChoke(parts, index));
    oneShot.setName(getName() + " oneShot");
    oneShot.setToolTipText("It plays to its end, however soon its key is lifted");
    oneShot.getAccessibleContext().setAccessibleName("Pad " + (index + 1) + ", one shot");
    oneShot.setOpaque(false);
    oneShot.addActionListener(
        e ->
            parts.changePad(
                index, "One shot of a pad", pad -> pad.withOneShot(oneShot.isSelected())));
    remove =
        RowColumns.remove(
            getName() + " remove",
            "Take this pad away",
            "Take pad " + (index + 1) + " away",
            () -> parts.removePad(index));
    for (Component part : row()) {
      add(part);
    }
    add(remove);
    refresh();
  }

  private Component[] row() {
    return new Component[] {key, timbre, pitch, level, pan, choke, oneShot};
  }

  private Knob bar(String what, KnobValue value) {
    return new Knob(
        getName() + " " + what, "Pad " + (index + 1) + ", " + value.title(), value, KnobLayout.BAR);
  }

  private void setTimbre(Timbre chosen) {
    parts.changePad(index, "Timbre of a pad", pad -> pad.playing(chosen));
  }

  /** Shows what the pad is now. */
  void refresh() {
    KitPad pad = parts.pads().get(index);
    timbre.showChoice(title(pad.timbres()));
    oneShot.setSelected(pad.oneShot());
    tick();
  }

  private static String title(List<Timbre> timbres) {
    return timbres.isEmpty()
        ? "as the part"
        : timbres.stream().distinct().map(Timbre::title).collect(Collectors.joining(" \u2013 "));
  }

  /** About 30 Hz. */
  void tick() {
    for (Knob knob : List.of(key, pitch, level, pan, choke)) {
      knob.tick();
    }
  }

  @Override
  public void doLayout() {
    COLUMNS.place(row(), remove, getWidth(), getHeight());
  }

  @Override
  public Dimension getPreferredSize() {
    return RowColumns.size(HEIGHT);
  }

  /** The titles over the rows. */
  static JPanel header() {
    return COLUMNS.header();
  }
}
