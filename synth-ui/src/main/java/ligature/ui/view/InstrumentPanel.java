package ligature.ui.view;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JSlider;
import javax.swing.JToggleButton;
import javax.swing.Timer;
import ligature.engine.Meters;
import ligature.latent.Timbre;
import ligature.live.Player;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.ui.control.ComputerKeys;
import ligature.ui.control.KeyboardStrip;
import ligature.ui.control.LevelMeter;
import ligature.ui.control.MorphPad;
import ligature.ui.theme.Theme;

/**
 * The whole instrument on one panel: presets and level above, the pad with its corners, the
 * keyboard. [ui-thread]
 */
public final class InstrumentPanel extends JPanel {

  private static final long serialVersionUID = 1;
  private static final int FRAME_MILLIS = 16;
  private static final int STATUS_FRAMES = 16;
  private static final String[] LETTERS = {"A", "B", "C", "D"};

  private final transient Player player;
  private final MorphPad pad = new MorphPad();
  private final KeyboardStrip keyboard = new KeyboardStrip();
  private final LevelMeter meter = new LevelMeter();
  private final StatusBar status = new StatusBar();
  private final JSlider level =
      new JSlider((int) Parameter.LEVEL.min(), (int) Parameter.LEVEL.max());
  private final JToggleButton four = new JToggleButton("4 corners");
  private final List<CornerChooser> choosers = new ArrayList<>();
  private final transient ComputerKeys computerKeys;
  private final Timer timer = new Timer(FRAME_MILLIS, e -> refresh());
  private Theme theme = Theme.DARK;
  private Timbre[] corners;
  private int frames;
  private boolean showing;

  /** Threads: the player's calls return at once; presets are loaded on a thread of their own. */
  public InstrumentPanel(Player player, List<String> presets, Function<String, Patch> loadPreset) {
    super(new BorderLayout(10, 8));
    this.player = player;
    setBorder(BorderFactory.createEmptyBorder(10, 12, 6, 12));
    computerKeys =
        new ComputerKeys(new KeyListener(), this::isWindowActive, keyboard::setOctaveKey);
    for (String letter : LETTERS) {
      int corner = choosers.size();
      choosers.add(
          new CornerChooser(letter, player.bank().timbres(), t -> chooseCorner(corner, t)));
    }
    add(top(presets, loadPreset), BorderLayout.NORTH);
    add(column(0, 2), BorderLayout.WEST);
    add(pad, BorderLayout.CENTER);
    add(column(1, 3), BorderLayout.EAST);
    JPanel bottom = new JPanel(new BorderLayout());
    bottom.setOpaque(false);
    bottom.add(keyboard, BorderLayout.CENTER);
    bottom.add(status, BorderLayout.SOUTH);
    add(bottom, BorderLayout.SOUTH);
    pad.setListener(
        (x, y) -> {
          player.set(Parameter.MORPH_X, x);
          player.set(Parameter.MORPH_Y, y);
        });
    keyboard.setListener(new KeyListener());
    keyboard.setLit(player::isKeyDown);
    show(player.patch());
  }

  private JPanel top(List<String> presets, Function<String, Patch> loadPreset) {
    JPanel bar = new JPanel(new BorderLayout(12, 0));
    bar.setOpaque(false);
    bar.add(
        new PresetBar(presets, fileName(presets), loadPreset, this::load, status::setProblem),
        BorderLayout.WEST);
    JPanel right = new JPanel(new FlowLayout(FlowLayout.RIGHT, 8, 0));
    right.setOpaque(false);
    level.setName("level");
    level.setPreferredSize(new Dimension(120, 30));
    level.setToolTipText("Level in dB");
    level.getAccessibleContext().setAccessibleName("Level in dB");
    level.addChangeListener(
        e -> {
          level.setToolTipText("Level " + level.getValue() + " dB");
          if (!showing) {
            player.set(Parameter.LEVEL, level.getValue());
          }
        });
    four.setName("four-corners");
    four.setToolTipText("Four timbres, or two");
    four.setFocusable(false);
    four.addActionListener(e -> load(patchWithCorners()));
    right.add(four);
    right.add(new JLabel("Level"));
    right.add(level);
    right.add(meter);
    right.add(button("Panic", "panic", "Silence everything", player::panic));
    right.add(button("\u25d0", "theme", "Light or dark", this::switchTheme));
    bar.add(right, BorderLayout.EAST);
    return bar;
  }

  /** Presets go by their file's name, patches by their own. */
  private String fileName(List<String> presets) {
    String wanted = player.patch().name().toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
    return presets.contains(wanted) ? wanted : null;
  }

  private static JButton button(String text, String name, String tip, Runnable action) {
    JButton button = new JButton(text);
    button.setName(name);
    button.setToolTipText(tip);
    button.getAccessibleContext().setAccessibleName(tip);
    button.setFocusable(false);
    button.addActionListener(e -> action.run());
    return button;
  }

  private JPanel column(int above, int below) {
    JPanel column = new JPanel();
    column.setOpaque(false);
    column.setLayout(new BoxLayout(column, BoxLayout.Y_AXIS));
    for (int corner : new int[] {above, below}) {
      choosers.get(corner).setMaximumSize(new Dimension(170, 64));
    }
    column.add(choosers.get(above));
    column.add(Box.createVerticalGlue());
    column.add(choosers.get(below));
    return column;
  }

  private void switchTheme() {
    theme = theme.other();
    theme.install();
    showCorners();
  }

  private void chooseCorner(int corner, Timbre timbre) {
    corners[corner] = timbre;
    load(patchWithCorners());
    pad.requestFocusInWindow();
  }

  /** The current sound, where it is now, with the timbres that the choosers show. */
  private Patch patchWithCorners() {
    List<Timbre> wanted = List.of(corners).subList(0, four.isSelected() ? 4 : 2);
    Patch patch = player.patch().withCorners(wanted);
    for (int i = 0; i < Parameter.count(); i++) {
      patch = patch.with(Parameter.of(i), player.meters().value(Parameter.of(i)));
    }
    return patch;
  }

  private void load(Patch patch) {
    player.load(patch);
    show(patch);
  }

  private void show(Patch patch) {
    showing = true;
    Timbre[] old = corners;
    corners = new Timbre[LETTERS.length];
    for (int i = 0; i < corners.length; i++) {
      // with two corners C and D keep what they had, for when there are four again
      corners[i] =
          i < patch.cornerCount() ? patch.corner(i) : old != null ? old[i] : patch.corner(i - 2);
      choosers.get(i).show(corners[i]);
      choosers.get(i).setVisible(i < patch.cornerCount());
    }
    four.setSelected(patch.cornerCount() == 4);
    level.setValue(Math.round(patch.value(Parameter.LEVEL)));
    pad.setPosition(patch.value(Parameter.MORPH_X), patch.value(Parameter.MORPH_Y));
    showing = false;
    showCorners();
  }

  private void showCorners() {
    int count = four.isSelected() ? 4 : 2;
    Color[] colors = new Color[count];
    String[] names = new String[count];
    for (int i = 0; i < count; i++) {
      colors[i] = Theme.family(corners[i].family());
      names[i] = corners[i].title();
    }
    pad.setCorners(colors, names);
  }

  /** Begins to follow the instrument; call when the window is shown. */
  public void start() {
    java.awt.KeyboardFocusManager.getCurrentKeyboardFocusManager()
        .addKeyEventDispatcher(computerKeys);
    timer.start();
    pad.requestFocusInWindow();
  }

  /** Stops, and lets go of all keys; call when the window closes. */
  public void stop() {
    timer.stop();
    java.awt.KeyboardFocusManager.getCurrentKeyboardFocusManager()
        .removeKeyEventDispatcher(computerKeys);
    releaseAll();
  }

  /** Lets go of all keys: the window lost the keyboard. */
  public void releaseAll() {
    computerKeys.releaseAll();
    keyboard.releaseAll();
  }

  private boolean isWindowActive() {
    java.awt.Window window = javax.swing.SwingUtilities.getWindowAncestor(this);
    return window != null && window.isActive();
  }

  private void refresh() {
    Meters meters = player.meters();
    float left = meters.takePeakLeft();
    float right = meters.takePeakRight();
    meter.set(left, right, meters.limiterDb());
    pad.setPosition(meters.value(Parameter.MORPH_X), meters.value(Parameter.MORPH_Y));
    pad.setLevel(Math.max(left, right));
    keyboard.refresh();
    if (frames++ % STATUS_FRAMES == 0) {
      status.refresh(player);
    }
  }

  /** From either keyboard to the player. */
  private final class KeyListener implements KeyboardStrip.Listener, ComputerKeys.Listener {

    @Override
    public void pressed(int key, float velocity) {
      player.noteOn(key, velocity);
    }

    @Override
    public void released(int key) {
      player.noteOff(key);
    }

    @Override
    public void sustain(boolean down) {
      player.sustain(down);
    }
  }
}
