package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.swing.BoxLayout;
import javax.swing.JCheckBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import ligature.live.Player;
import ligature.midi.MidiInputs;
import ligature.midi.MidiMonitor;
import ligature.midi.MpeMode;
import ligature.ui.model.Preferences;
import ligature.ui.theme.Palette;

/** Which MIDI inputs play, a lamp for each that lights when something comes, and the MPE zones. */
final class MidiSettingsPanel extends JPanel {

  private static final int LIT_TICKS = 3;

  private static final int HEIGHT = 176;

  private static final Map<String, MpeMode> ZONES = new LinkedHashMap<>();

  static {
    ZONES.put("Automatic", MpeMode.AUTO);
    ZONES.put("None", MpeMode.OFF);
    ZONES.put("Lower zone: channels 2 to 16", MpeMode.LOWER);
    ZONES.put("Upper zone: channels 1 to 15", MpeMode.UPPER);
    ZONES.put("Both zones, seven channels each", MpeMode.BOTH);
  }

  private final Player player;
  private final Preferences preferences;
  private final JCheckBox all = new JCheckBox("Every input");
  private final JPanel rows = new JPanel();
  private final Choice<MpeMode> zones;
  private final List<Lamp> lamps = new ArrayList<>();
  private final List<JCheckBox> boxes = new ArrayList<>();
  private MidiMonitor monitor;

  MidiSettingsPanel(Player player, Preferences preferences) {
    super(new BorderLayout(0, UIScale.scale(4)));
    this.player = player;
    this.preferences = preferences;
    zones = new Choice<>("mpe", player::setMpe);
    setOpaque(false);
    JLabel heading = new JLabel("MIDI inputs");
    heading.putClientProperty(FlatClientProperties.STYLE, "font: $semibold.font");
    all.setName("allMidi");
    all.setToolTipText("Also those that are connected later");
    all.setOpaque(false);
    all.addActionListener(e -> choose());
    JPanel top = new JPanel(new BorderLayout());
    top.setOpaque(false);
    top.add(heading, BorderLayout.NORTH);
    top.add(all, BorderLayout.SOUTH);
    rows.setOpaque(false);
    rows.setLayout(new BoxLayout(rows, BoxLayout.Y_AXIS));
    JScrollPane scroll = Styles.scrolled(rows);
    add(top, BorderLayout.NORTH);
    add(scroll, BorderLayout.CENTER);
    add(zoneRow(), BorderLayout.SOUTH);
    refresh();
  }

  private JPanel zoneRow() {
    JLabel title = new JLabel("MPE zones");
    title.putClientProperty(FlatClientProperties.STYLE, "foreground: $Ligature.muted");
    title.setLabelFor(zones);
    zones.getAccessibleContext().setAccessibleName(title.getText());
    zones.setToolTipText("For a controller that does not announce them; holds at once");
    JPanel row = new JPanel(new BorderLayout(UIScale.scale(10), 0));
    row.setOpaque(false);
    row.add(title, BorderLayout.WEST);
    row.add(zones, BorderLayout.CENTER);
    return row;
  }

  /** Takes the inputs that there are, and closes them in time. */
  void offer(MidiMonitor found) {
    forget();
    monitor = found;
    rows.removeAll();
    lamps.clear();
    boxes.clear();
    for (MidiMonitor.Input input : found.inputs()) {
      JCheckBox box = new JCheckBox(input.name());
      box.setName("midi " + input.name());
      box.setOpaque(false);
      box.addActionListener(e -> choose());
      Lamp lamp = new Lamp(input);
      JPanel row = new JPanel(new BorderLayout(UIScale.scale(8), 0));
      row.setOpaque(false);
      row.add(lamp, BorderLayout.WEST);
      row.add(box, BorderLayout.CENTER);
      row.setAlignmentX(LEFT_ALIGNMENT);
      row.setMaximumSize(new Dimension(Integer.MAX_VALUE, row.getPreferredSize().height));
      rows.add(row);
      lamps.add(lamp);
      boxes.add(box);
    }
    if (found.inputs().isEmpty()) {
      JLabel none = new JLabel("None is connected. JACK has the port midi_in.");
      Styles.mute(none);
      none.setMinimumSize(new Dimension());
      rows.add(none);
    }
    refresh();
    revalidate();
    repaint();
  }

  /** Stops listening. */
  void forget() {
    if (monitor != null) {
      monitor.close();
      monitor = null;
    }
  }

  private void refresh() {
    zones.offer(ZONES, player.mpe(), "");
    List<String> wanted = preferences.settings().midiInputs();
    boolean every = wanted.contains(MidiInputs.ALL);
    all.setSelected(every);
    for (JCheckBox box : boxes) {
      box.setEnabled(!every);
      box.setSelected(every || wanted.contains(box.getText()));
    }
  }

  private void choose() {
    List<String> chosen =
        all.isSelected()
            ? List.of(MidiInputs.ALL)
            : boxes.stream().filter(JCheckBox::isSelected).map(JCheckBox::getText).toList();
    preferences.change(s -> s.withMidiInputs(chosen));
    refresh();
  }

  void tick() {
    lamps.forEach(Lamp::tick);
  }

  @Override
  public Dimension getPreferredSize() {
    return new Dimension(0, UIScale.scale(HEIGHT));
  }

  @Override
  public Dimension getMaximumSize() {
    return new Dimension(Integer.MAX_VALUE, UIScale.scale(HEIGHT));
  }

  /** Lit for a moment when its input has sent something. */
  static final class Lamp extends JComponent {

    private final MidiMonitor.Input input;
    private long seen;
    private int lit;

    Lamp(MidiMonitor.Input input) {
      this.input = input;
      setName("lamp " + input.name());
      setToolTipText(input.isOpen() ? "Lights when something comes" : "Is not played from now");
    }

    boolean isLit() {
      return lit > 0;
    }

    void tick() {
      long messages = input.messages().get();
      int before = lit;
      lit = messages != seen ? LIT_TICKS : Math.max(0, lit - 1);
      seen = messages;
      if ((before > 0) != (lit > 0)) {
        repaint();
      }
    }

    @Override
    public Dimension getPreferredSize() {
      return UIScale.scale(new Dimension(14, 14));
    }

    @Override
    protected void paintComponent(Graphics graphics) {
      Graphics2D g = (Graphics2D) graphics.create();
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      int size = UIScale.scale(10);
      g.setColor(Palette.color(isLit() ? "LevelMeter.low" : "LevelMeter.off"));
      g.fillOval((getWidth() - size) / 2, (getHeight() - size) / 2, size, size);
      g.setColor(Palette.color(input.isOpen() ? "Ligature.muted" : "Ligature.line"));
      g.drawOval((getWidth() - size) / 2, (getHeight() - size) / 2, size, size);
      g.dispose();
    }
  }
}
