package ligature.ui.view;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.GridBagLayout;
import java.awt.GridLayout;
import java.util.ArrayList;
import java.util.List;
import javax.swing.AbstractButton;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JToggleButton;
import ligature.latent.Blend;
import ligature.preset.Part;
import ligature.preset.Patch;
import ligature.ui.control.Knob;
import ligature.ui.control.KnobLayout;
import ligature.ui.control.KnobValue;
import ligature.ui.control.MenuButton;
import ligature.ui.control.RangeStrip;
import ligature.ui.model.PadShape;
import ligature.ui.model.PartKnob;
import ligature.ui.model.Parts;

/**
 * What the sound has at a time: its parts, the keys and velocities that each plays, and of the one
 * that is edited level, place, timbres, and the pads of its kit. Threads: {@code [ui-thread]}.
 */
final class PartsPage extends JPanel {

  private static final String KIT = "kit";
  private static final String NO_KIT = "noKit";

  private final Parts parts;
  private final List<JToggleButton> chips = new ArrayList<>();
  private final List<Knob> knobs = new ArrayList<>();
  private final List<MenuButton> corners = new ArrayList<>();
  private final JPanel timbres =
      new JPanel(new GridLayout(0, Blend.CORNERS, UIScale.scale(6), UIScale.scale(6)));
  private final JButton add =
      button("Add a part", "addPart", "A second sound, on some keys or on all");
  private final JButton remove =
      button("Remove part 2", "removePart", "Only the first part is left");
  private final JButton makeKit =
      button("Make a kit", "makeKit", "A timbre for each key, of all percussion");
  private final JButton noKit = button("No kit", "noKit", "All keys play the part's timbres again");
  private final JButton addPad = button("Add a pad", "addPad", "One more key of the kit");
  private final OwnValues own;
  private final RangeStrip keys;
  private final RangeStrip velocities;
  private final RowList<KitRow> pads;
  private final CardLayout cards = new CardLayout();
  private final JPanel below = new JPanel(cards);

  PartsPage(Parts parts) {
    super(new BorderLayout(0, UIScale.scale(8)));
    this.parts = parts;
    setName("parts");
    setOpaque(false);
    own = new OwnValues(parts);
    keys = new RangeStrip("partKeys", "Keys of the parts", true, new PartRanges(parts, true));
    velocities =
        new RangeStrip(
            "partVelocities", "Velocities of the parts", false, new PartRanges(parts, false));
    pads = new RowList<>(KitRow.HEIGHT, i -> new KitRow(parts, i));
    JPanel top = new JPanel(new BorderLayout(0, UIScale.scale(8)));
    top.setOpaque(false);
    top.add(choice(), BorderLayout.NORTH);
    top.add(ranges(), BorderLayout.CENTER);
    top.add(place(), BorderLayout.SOUTH);
    below.setOpaque(false);
    below.add(pads.scroll("pads", KitRow.header()), KIT);
    below.add(none(), NO_KIT);
    add(top, BorderLayout.NORTH);
    add(below, BorderLayout.CENTER);
    parts.addListener(this::refresh);
    refresh();
  }

  private static JButton button(String text, String name, String tip) {
    JButton button = new JButton(text);
    small(button, name, tip);
    return button;
  }

  private static void small(AbstractButton button, String name, String tip) {
    button.setName(name);
    button.setToolTipText(tip);
    button.setRequestFocusEnabled(false);
    Styles.small(button);
  }

  private static JPanel row(JComponent... things) {
    JPanel row = new JPanel(new FlowLayout(FlowLayout.LEADING, UIScale.scale(6), 0));
    row.setOpaque(false);
    int edge = -UIScale.scale(6); // what is first and last stands at the edge
    row.setBorder(BorderFactory.createEmptyBorder(0, edge, 0, edge));
    for (JComponent thing : things) {
      row.add(thing);
    }
    return row;
  }

  private JPanel choice() {
    OneOf group = new OneOf();
    JPanel pair = new JPanel(new GridLayout(1, Patch.MOST_PARTS));
    pair.setOpaque(false);
    for (int i = 0; i < Patch.MOST_PARTS; i++) {
      int part = i;
      JToggleButton chip = new JToggleButton("Part " + (i + 1));
      small(chip, "part" + (i + 1), "Edit this part");
      chip.addActionListener(
          e -> {
            parts.edit(part);
            chip.requestFocusInWindow();
          });
      group.add(chip);
      chips.add(chip);
      pair.add(chip);
    }
    add.addActionListener(e -> parts.add());
    remove.addActionListener(e -> parts.removeSecond());
    makeKit.addActionListener(e -> parts.makeKit());
    noKit.addActionListener(e -> parts.clearKit());
    addPad.addActionListener(e -> parts.addPad());
    JPanel line = new JPanel(new BorderLayout());
    line.setOpaque(false);
    line.add(row(pair, add, remove), BorderLayout.WEST);
    line.add(row(addPad, makeKit, noKit), BorderLayout.EAST);
    return line;
  }

  private Knob knob(String name, KnobValue value) {
    Knob knob = new Knob(name, "Part, " + value.title(), value, KnobLayout.BAR);
    knobs.add(knob);
    return knob;
  }

  private JPanel ranges() {
    JPanel both = new JPanel(new BorderLayout(0, UIScale.scale(6)));
    both.setOpaque(false);
    both.add(
        range(
            "Keys",
            keys,
            knob("partLowKey", PartKnob.lowKey(parts)),
            knob("partHighKey", PartKnob.highKey(parts))),
        BorderLayout.NORTH);
    both.add(
        range(
            "Velocities",
            velocities,
            knob("partLowVelocity", PartKnob.lowVelocity(parts)),
            knob("partHighVelocity", PartKnob.highVelocity(parts))),
        BorderLayout.SOUTH);
    return both;
  }

  private static JPanel range(String title, RangeStrip strip, Knob low, Knob high) {
    JPanel typed = new JPanel(new GridLayout(2, 1, 0, UIScale.scale(3)));
    typed.setOpaque(false);
    typed.add(low);
    typed.add(high);
    JLabel label = Styles.muted(title);
    label.setPreferredSize(new Dimension(UIScale.scale(64), label.getPreferredSize().height));
    label.setVerticalAlignment(JLabel.TOP);
    JPanel row = new JPanel(new BorderLayout(UIScale.scale(8), 0));
    row.setOpaque(false);
    row.add(label, BorderLayout.WEST);
    row.add(strip, BorderLayout.CENTER);
    row.add(typed, BorderLayout.EAST);
    return row;
  }

  private JPanel place() {
    JPanel row =
        row(
            Styles.muted("Level"),
            knob("partLevel", PartKnob.level(parts)),
            Styles.muted("Pan"),
            knob("partPan", PartKnob.pan(parts)));
    timbres.setOpaque(false);
    for (int i = 0; i < Blend.MOST; i++) {
      int corner = i;
      MenuButton button =
          new MenuButton(
              "partCorner" + PadShape.letter(i),
              "Timbre at " + PadShape.letter(i),
              () -> TimbreMenu.of(parts.timbres(), t -> parts.setCorner(corner, t)));
      corners.add(button);
    }
    JPanel line = new JPanel(new BorderLayout(UIScale.scale(6), UIScale.scale(6)));
    line.setOpaque(false);
    line.add(row, BorderLayout.WEST);
    line.add(timbres, BorderLayout.CENTER);
    line.add(own, BorderLayout.SOUTH);
    return line;
  }

  private static JPanel none() {
    JPanel empty = new JPanel(new GridBagLayout());
    empty.setOpaque(false);
    JLabel label =
        Styles.muted("All keys of this part play its timbres. A kit gives each key its own.");
    label.setName("noPads");
    empty.add(label);
    return empty;
  }

  private void refresh() {
    boolean two = !parts.canAdd();
    Part part = parts.part();
    chips.get(1).setEnabled(two);
    chips.get(parts.edited()).setSelected(true);
    add.setVisible(!two);
    remove.setVisible(two);
    makeKit.setVisible(!part.isKit());
    makeKit.setEnabled(parts.canMakeKit());
    noKit.setVisible(part.isKit());
    addPad.setVisible(part.isKit());
    timbres.removeAll();
    for (int i = 0; i < part.corners().size(); i++) {
      corners.get(i).showChoice(PadShape.letter(i) + "  " + part.corners().get(i).title());
      timbres.add(corners.get(i));
    }
    timbres.revalidate();
    timbres.repaint();
    own.refresh();
    pads.show(part.kit().size(), KitRow::refresh);
    cards.show(below, part.isKit() ? KIT : NO_KIT);
    keys.repaint();
    velocities.repaint();
    knobs.forEach(Knob::tick);
  }

  JComponent firstFocus() {
    return chips.get(parts.edited());
  }

  /** Shows the values that hold now. About 30 Hz. */
  void tick() {
    knobs.forEach(Knob::tick);
    own.tick();
    pads.rows().forEach(KitRow::tick);
  }
}
