package ligature.ui.view;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.geom.Point2D;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.swing.BorderFactory;
import javax.swing.Icon;
import javax.swing.JComponent;
import javax.swing.JMenuItem;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import ligature.engine.Meters;
import ligature.latent.TimbreMap;
import ligature.live.Player;
import ligature.parameter.Parameter;
import ligature.ui.control.ComputerKeys;
import ligature.ui.control.KeyboardStrip;
import ligature.ui.control.LevelMeter;
import ligature.ui.control.MorphPad;
import ligature.ui.control.SoundFeed;
import ligature.ui.control.SoundView;
import ligature.ui.model.Audition;
import ligature.ui.model.Imports;
import ligature.ui.model.Inserts;
import ligature.ui.model.PadPath;
import ligature.ui.model.PlayedKeys;
import ligature.ui.model.Preferences;
import ligature.ui.model.Presets;
import ligature.ui.model.Renders;
import ligature.ui.model.Sound;

/**
 * Everything in the window: presets above, the pad between its corners, level and meter at its
 * side, keys and status below. Threads: {@code [ui-thread]}.
 */
public final class MainView extends JPanel {

  private static final int METERS_EVERY = 2;
  private static final int STATUS_EVERY = 12;

  private final Player player;
  private final Sound sound;
  private final PlayedKeys keys;
  private final MorphPad pad;
  private final Corners corners;
  private final LevelFader fader;
  private final LevelMeter meter = new LevelMeter();
  private final CornerCount cornerCount;
  private final KeyboardStrip strip;
  private final KeyboardPanel keyboard;
  private final StatusLine status;
  private final Views views;
  private final Sheets sheets;
  private final Presets presets;
  private final TimbreBrowser browser;
  private final PresetBrowser presetBrowser;
  private final SoundView soundView;
  private final SoundSheet soundSheet;
  private final SettingsSheet settingsSheet;
  private final RenderSheet renderSheet;
  private final PadPath path;
  private final LearnMenu learn;
  private long ticks;

  /**
   * @param machine what lies around the instrument
   * @param sign the product's sign
   * @param menu look and size
   */
  public MainView(
      Player player,
      Sound sound,
      Presets presets,
      Inserts inserts,
      Renders renders,
      FileChoice files,
      Imports imports,
      Preferences preferences,
      PlayedKeys keys,
      KeyboardStrip strip,
      ComputerKeys computerKeys,
      Machine machine,
      Icon sign,
      JPopupMenu menu) {
    this.player = player;
    this.sound = sound;
    this.presets = presets;
    this.keys = keys;
    this.strip = strip;
    pad = new MorphPad(sound.binding(Parameter.MORPH_X), sound.binding(Parameter.MORPH_Y));
    fader = new LevelFader(sound.binding(Parameter.LEVEL));
    cornerCount =
        new CornerCount(sound, sound.binding(Parameter.MORPH_X), sound.binding(Parameter.MORPH_Y));
    keyboard = new KeyboardPanel(strip, computerKeys, keys);
    status = new StatusLine(player);
    corners = new Corners(sound, pad, this::openBrowser);
    JPanel strips = new JPanel(new BorderLayout());
    strips.setOpaque(false);
    strips.add(fader, BorderLayout.CENTER);
    strips.add(meter, BorderLayout.EAST);
    SoundFeed feed = new TapFeed(player);
    soundView = new SoundView(feed, List.of(SoundView.Kind.values()));
    path = new PadPath(sound);
    PadSide side = new PadSide(soundView, cornerCount, soundView, new PathBar(path));
    Stage stage = new Stage(column(2, side, 0), pad, column(3, strips, 1));
    learn = new LearnMenu(player, this::hint);
    views = new Views(stage, pad, new DesignView(sound, inserts, learn));
    sheets = new Sheets(stage, views);
    browser =
        new TimbreBrowser(
            player::bank, new Audition(sound, keys), corners::timbreCarried, sheets::close);
    soundSheet = new SoundSheet(feed, sheets::close);
    settingsSheet = new SettingsSheet(player, keys, preferences, machine, sheets::close);
    renderSheet = new RenderSheet(renders, sound, files, sheets::close);
    presetBrowser = new PresetBrowser(presets, player::bank, preferences, sheets::close);
    TopBar.Actions actions =
        new TopBar.Actions(
            () -> sheets.toggle(presetBrowser),
            this::save,
            keys::panic,
            () -> sheets.toggle(settingsSheet));
    layOut(
        new TopBar(presets, sound.history(), new ViewSwitch(views, sheets), sign, actions, menu),
        new ImportBar(imports, sound));
    imports.setTell(status::fail);
    imports.setAdded(timbre -> browser.grow());
    Map<Parameter, String> axes = new LinkedHashMap<>();
    axes.put(Parameter.MORPH_X, "the pad\u2019s x");
    axes.put(Parameter.MORPH_Y, "the pad\u2019s y");
    learn.on(pad, axes);
    learn.on(fader.control(), Map.of(Parameter.LEVEL, "the level"));
    JMenuItem render = new JMenuItem("Render to a file \u2026");
    render.setName("render");
    render.setAccelerator(KeyStroke.getKeyStroke("ctrl B"));
    render.addActionListener(e -> sheets.toggle(renderSheet));
    menu.insert(render, 0);
    bindKeys();
    path.addListener(this::showPath);
    presets.setOnFailure(
        line -> {
          if (line == null) {
            status.clear();
          } else {
            status.fail(line);
          }
        });
  }

  private void hint(String line) {
    if (line == null) {
      status.clear();
    } else {
      status.tell(line);
    }
  }

  private void switchView() {
    sheets.close();
    views.setDesigning(!views.isDesigning());
  }

  private void bindKeys() {
    bind("ESCAPE", keys::panic);
    bind("PAGE_UP", () -> presets.step(-1));
    bind("PAGE_DOWN", () -> presets.step(1));
    bind("ctrl Z", sound.history()::undo);
    bind("ctrl shift Z", sound.history()::redo);
    bind("ctrl Y", sound.history()::redo);
    bind("ctrl S", this::save);
    bind("ctrl shift S", this::saveAs);
    bind("ctrl R", path::record);
    bind("ctrl SPACE", path::loop);
    bind("ctrl COMMA", () -> sheets.toggle(settingsSheet));
    bind("ctrl E", () -> sheets.toggle(soundSheet));
    bind("ctrl B", () -> sheets.toggle(renderSheet));
    bind("ctrl D", this::switchView);
    bind("ctrl P", () -> sheets.toggle(presetBrowser));
  }

  private void showPath() {
    pad.setPath(
        path.steps().stream().map(s -> new Point2D.Float(s.x(), s.y())).toList(),
        path.isRecording());
  }

  /** Shows a line in the place of the figures, in the error colour. */
  public void tell(String line) {
    status.fail(line);
  }

  /** Saves over the own preset that plays; asks for a name where there is none. */
  private void save() {
    if (presets.isOwn()) {
      presets.save();
    } else {
      saveAs();
    }
  }

  private void saveAs() {
    sheets.open(presetBrowser);
    presetBrowser.askForName();
  }

  private JPanel column(int top, Component middle, int bottom) {
    JPanel column = new JPanel(new BorderLayout(0, UIScale.scale(10)));
    column.setOpaque(false);
    column.add(corners.chip(top), BorderLayout.NORTH);
    column.add(middle, BorderLayout.CENTER);
    column.add(corners.chip(bottom), BorderLayout.SOUTH);
    return column;
  }

  private void layOut(TopBar top, ImportBar imports) {
    int side = UIScale.scale(12);
    int gap = UIScale.scale(8);
    setLayout(new BorderLayout(0, gap));
    setBorder(BorderFactory.createEmptyBorder(UIScale.scale(9), side, UIScale.scale(6), side));
    JPanel bottom = new JPanel(new BorderLayout(0, UIScale.scale(6)));
    bottom.setOpaque(false);
    bottom.add(imports, BorderLayout.NORTH);
    bottom.add(keyboard, BorderLayout.CENTER);
    bottom.add(status, BorderLayout.SOUTH);
    add(top, BorderLayout.NORTH);
    add(views, BorderLayout.CENTER);
    add(bottom, BorderLayout.SOUTH);
    setPreferredSize(UIScale.scale(new Dimension(1000, 640)));
    setMinimumSize(UIScale.scale(new Dimension(800, 520)));
  }

  private void bind(String key, Runnable action) {
    Sheet.onKey(this, WHEN_IN_FOCUSED_WINDOW, key, action);
  }

  private void openBrowser(int corner) {
    sheets.open(browser);
    browser.start(
        Corners.letter(corner),
        sound.patch().corner(corner),
        timbre -> sound.setCorner(corner, timbre));
  }

  /** Shows where the timbres of the bank lie. */
  public void setTimbreMap(TimbreMap map) {
    browser.setMap(map);
  }

  /** What should have the focus when the window opens. */
  public JComponent firstFocus() {
    return pad;
  }

  /** Shows where the row of computer keys is now. */
  public void octaveChanged() {
    keyboard.octaveChanged();
  }

  /** Goes on to a time, in seconds of any clock. About 60 Hz. */
  public void tick(double seconds) {
    if (ticks % METERS_EVERY == 0) {
      presets.tick();
      Meters meters = player.meters();
      float left = meters.takePeakLeft();
      float right = meters.takePeakRight();
      meter.tick(seconds, left, right, meters.limiterDb());
      pad.hear(Math.max(left, right));
      pad.setWaiting(
          meters.waitingControl(Parameter.MORPH_X), meters.waitingControl(Parameter.MORPH_Y));
      strip.setGlow(pad.blendColor());
      keyboard.tick();
      fader.tick();
      cornerCount.tick();
      views.tick();
    }
    if (ticks % STATUS_EVERY == 0) {
      status.tick(seconds);
      settingsSheet.tick();
      renderSheet.tick();
      learn.tick();
    }
    ticks++;
    path.tick(seconds, pad.isHeld());
    pad.tick(seconds);
    soundView.tick(pad.blendColor());
    soundSheet.tick(pad.blendColor());
    corners.tick();
  }

  @Override
  public void doLayout() {
    keyboard.fitTo(getHeight());
    super.doLayout();
  }

  @Override
  public void updateUI() {
    super.updateUI();
    if (presetBrowser != null) {
      corners.refresh();
      for (Sheet sheet : List.of(browser, presetBrowser, soundSheet, settingsSheet, renderSheet)) {
        if (sheet.getParent() == null) {
          SwingUtilities.updateComponentTreeUI(sheet);
        }
      }
    }
  }
}
