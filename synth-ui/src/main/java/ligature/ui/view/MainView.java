package ligature.ui.view;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.util.List;
import javax.swing.BorderFactory;
import javax.swing.BoxLayout;
import javax.swing.Icon;
import javax.swing.JComponent;
import javax.swing.JMenuItem;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import ligature.engine.NotePlaces;
import ligature.latent.TimbreMap;
import ligature.live.Player;
import ligature.ui.control.ComputerKeys;
import ligature.ui.control.KeyActions;
import ligature.ui.control.KeyboardStrip;
import ligature.ui.control.SoundFeed;
import ligature.ui.model.Incoming;
import ligature.ui.model.PlayedKeys;
import ligature.ui.model.Presets;
import ligature.ui.model.Sound;

/**
 * Everything in the window: presets above, the pad between its corners, level and meter at its
 * side, keys and status below. Threads: {@code [ui-thread]}.
 */
public final class MainView extends JPanel {

  private static final int METERS_EVERY = 2;
  private static final int STATUS_EVERY = 12;

  private final WindowModels models;
  private final FileActions fromFiles;
  private final Sound sound;
  private final PlayView play;
  private final KeyboardStrip strip;
  private final KeyboardPanel keyboard;
  private final StatusLine status;
  private final Views views;
  private final Sheets sheets;
  private final TimbreBrowser browser;
  private final TimbreChoice choice;
  private final PresetBrowser presetBrowser;
  private final SoundSheet soundSheet;
  private final SettingsSheet settingsSheet;
  private final RenderSheet renderSheet;
  private final PackSheet packSheet;
  private final OwnSoundSheet ownSoundSheet;
  private final LearnMenu learn;
  private final float[] places = new float[NotePlaces.MOST * NotePlaces.SIZE];
  private long ticks;

  /**
   * @param machine what lies around the instrument
   * @param sign the product's sign
   * @param menu look and size
   */
  public MainView(
      WindowModels models,
      FileChoice files,
      KeyboardStrip strip,
      ComputerKeys computerKeys,
      Machine machine,
      Icon sign,
      JPopupMenu menu) {
    this.models = models;
    fromFiles =
        new FileActions(
            this, files, models.matches(), new Incoming(models.imports(), models.packs()));
    this.strip = strip;
    sound = models.sound();
    Player player = models.player();
    Presets presets = models.presets();
    PlayedKeys keys = models.keys();
    keyboard = new KeyboardPanel(strip, computerKeys, keys);
    status = new StatusLine(player);
    SoundFeed feed = new TapFeed(player);
    learn = new LearnMenu(player, this::hint);
    CaptureButton capture = new CaptureButton(models.captures(), this, this::hint);
    TrimMenu trim = new TrimMenu(models.ownSound(), timbre -> openOwnSound());
    choice = new TimbreChoice(sound, trim, this::open);
    play = new PlayView(sound, models.modulation(), models.path(), feed, learn, capture, choice);
    views = new Views(play, play.pad(), new DesignView(models, files, learn));
    models.variants().setTell(status::fail);
    models.inserts().setTell(status::fail);
    models.inserts().sources().setTell(status::tell, status::fail);
    sheets = new Sheets(play.stage(), views);
    browser = new TimbreBrowser(models, play.corners()::timbreCarried, trim, sheets::close);
    choice.setBrowser(browser);
    browser.map().setTell(status::tell);
    models.drawnPaths().setTell(status::tell, status::fail);
    soundSheet = new SoundSheet(feed, sheets::close);
    settingsSheet = new SettingsSheet(models, files, machine, sheets::close);
    renderSheet = new RenderSheet(models.renders(), sound, files, sheets::close);
    presetBrowser =
        new PresetBrowser(
            presets, models.previews(), player::bank, models.preferences(), sheets::close);
    models.previews().setTell(status::fail);
    ownSoundSheet = new OwnSoundSheet(models.ownSound(), sheets::close);
    packSheet = new PackSheet(models.packs(), files, sheets::close);
    TopBar.Actions actions =
        new TopBar.Actions(
            () -> sheets.toggle(presetBrowser),
            this::save,
            keys::panic,
            () -> sheets.toggle(settingsSheet));
    layOut(
        new TopBar(presets, sound.history(), new ViewSwitch(views, sheets), sign, actions, menu),
        new ImportBar(
            models.imports(), models.ownSound(), sound, () -> sheets.toggle(ownSoundSheet)),
        new MatchBar(models.matches(), choice::showNearest));
    models.imports().setTell(status::fail);
    models.ownSound().setTell(status::fail);
    models.matches().setTell(status::fail);
    models.imports().setAdded(timbre -> browser.grow());
    models.captures().setTell(status::fail);
    models.captures().setAdded(timbre -> browser.grow());
    models.packs().setTell(status::tell, status::fail);
    models.packs().setAdded(timbre -> browser.grow());
    addTo(
        menu,
        "pack",
        "Export presets as a pack \u2026",
        "ctrl shift E",
        () -> sheets.toggle(packSheet));
    addTo(menu, "map", "Map of the timbres", "ctrl T", this::showMap);
    addTo(menu, "match", "Match a recording \u2026", "ctrl M", fromFiles::match);
    addTo(menu, "import", "Import recordings, presets or packs \u2026", "ctrl I", fromFiles::take);
    addTo(menu, "render", "Render to a file \u2026", "ctrl B", () -> sheets.toggle(renderSheet));
    bindKeys();
    presets.setOnFailure(
        line -> {
          if (line == null) {
            status.clear();
          } else {
            status.fail(line);
          }
        });
  }

  private static void addTo(
      JPopupMenu menu, String name, String text, String key, Runnable action) {
    JMenuItem item = new JMenuItem(text);
    item.setName(name);
    item.setAccelerator(KeyStroke.getKeyStroke(key));
    item.addActionListener(e -> action.run());
    menu.insert(item, 0);
  }

  private void showMap() {
    if (browser.isShowing()) {
      sheets.close();
    } else {
      choice.showMap();
    }
  }

  private void hint(String line) {
    if (line == null) {
      status.clear();
    } else {
      status.tell(line);
    }
  }

  private void stop() {
    models.keys().panic();
    models.captures().cancel();
  }

  private void switchView() {
    sheets.close();
    views.setDesigning(!views.isDesigning());
  }

  private void bindKeys() {
    bind("ESCAPE", this::stop);
    bind("PAGE_UP", () -> models.presets().step(-1));
    bind("PAGE_DOWN", () -> models.presets().step(1));
    bind("ctrl Z", sound.history()::undo);
    bind("ctrl shift Z", sound.history()::redo);
    bind("ctrl Y", sound.history()::redo);
    bind("ctrl S", this::save);
    bind("ctrl shift S", this::saveAs);
    bind("ctrl R", models.path()::record);
    bind("ctrl SPACE", models.path()::play);
    bind("ctrl shift R", models.path()::edit);
    bind("ctrl COMMA", () -> sheets.toggle(settingsSheet));
    bind("ctrl E", () -> sheets.toggle(soundSheet));
    bind("ctrl M", fromFiles::match);
    bind("ctrl I", fromFiles::take);
    bind("ctrl T", this::showMap);
    bind("ctrl shift E", () -> sheets.toggle(packSheet));
    bind("ctrl B", () -> sheets.toggle(renderSheet));
    bind("ctrl D", this::switchView);
    bind("ctrl P", () -> sheets.toggle(presetBrowser));
  }

  /** Shows a line in the place of the figures, in the error colour. */
  public void tell(String line) {
    status.fail(line);
  }

  /** Saves over the own preset that plays; asks for a name where there is none. */
  private void save() {
    if (models.presets().isOwn()) {
      models.presets().save();
    } else {
      saveAs();
    }
  }

  private void saveAs() {
    sheets.open(presetBrowser);
    presetBrowser.askForName();
  }

  private void layOut(TopBar top, ImportBar imports, MatchBar match) {
    int side = UIScale.scale(12);
    int gap = UIScale.scale(8);
    setLayout(new BorderLayout(0, gap));
    setBorder(BorderFactory.createEmptyBorder(UIScale.scale(9), side, UIScale.scale(6), side));
    JPanel bottom = new JPanel(new BorderLayout(0, UIScale.scale(6)));
    bottom.setOpaque(false);
    JPanel news = new JPanel();
    // without news there is no gap for them
    Runnable show = () -> news.setVisible(imports.isVisible() || match.isVisible());
    models.imports().addListener(show);
    models.matches().addListener(show);
    show.run();
    news.setLayout(new BoxLayout(news, BoxLayout.Y_AXIS));
    news.setOpaque(false);
    news.add(imports);
    news.add(match);
    bottom.add(news, BorderLayout.NORTH);
    bottom.add(keyboard, BorderLayout.CENTER);
    bottom.add(status, BorderLayout.SOUTH);
    add(top, BorderLayout.NORTH);
    add(views, BorderLayout.CENTER);
    add(bottom, BorderLayout.SOUTH);
    setPreferredSize(UIScale.scale(new Dimension(1000, 640)));
    setMinimumSize(UIScale.scale(new Dimension(800, 520)));
  }

  private void bind(String key, Runnable action) {
    KeyActions.onKey(this, WHEN_IN_FOCUSED_WINDOW, key, action);
  }

  private void open(Sheet sheet) {
    sheets.open(sheet);
  }

  private void openOwnSound() {
    sheets.open(ownSoundSheet);
  }

  /** Shows where the timbres of the bank lie. */
  public void setTimbreMap(TimbreMap map) {
    browser.setMap(map);
  }

  /** What should have the focus when the window opens. */
  public JComponent firstFocus() {
    return play.pad();
  }

  /** Shows where the row of computer keys is now. */
  public void octaveChanged() {
    keyboard.octaveChanged();
  }

  /** Goes on to a time, in seconds of any clock. About 60 Hz. */
  public void tick(double seconds) {
    if (ticks % METERS_EVERY == 0) {
      models.presets().tick();
      models.previews().tick();
      models.captures().tick();
      ownSoundSheet.tick();
      play.tickMeters(seconds, models.player().meters());
      strip.setGlow(play.pad().blendColor());
      keyboard.tick();
      browser.map().tick(places, models.player().meters().places().read(places));
      views.tick();
    }
    if (ticks % STATUS_EVERY == 0) {
      status.tick(seconds);
      settingsSheet.tick();
      renderSheet.tick();
      learn.tick();
    }
    ticks++;
    play.tick(seconds, models.player().meters());
    soundSheet.tick(play.pad().blendColor());
  }

  @Override
  public void doLayout() {
    keyboard.fitTo(getWidth(), getHeight());
    super.doLayout();
  }

  @Override
  public void updateUI() {
    super.updateUI();
    if (presetBrowser != null) {
      play.corners().refresh();
      for (Sheet sheet :
          List.of(
              browser,
              presetBrowser,
              soundSheet,
              settingsSheet,
              renderSheet,
              packSheet,
              ownSoundSheet)) {
        if (sheet.getParent() == null) {
          SwingUtilities.updateComponentTreeUI(sheet);
        }
      }
    }
  }
}
