package ligature.ui.app;

import static ligature.ui.WindowFixture.edt;
import static ligature.ui.WindowFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Point;
import java.awt.event.MouseEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.swing.AbstractButton;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;
import ligature.files.Folders;
import ligature.latent.Timbre;
import ligature.live.LiveRig;
import ligature.live.LiveSession;
import ligature.live.Rig;
import ligature.preset.Patch;
import ligature.preset.PresetLibrary;
import ligature.settings.Settings;
import ligature.settings.SettingsFile;
import ligature.testing.Bundled;
import ligature.ui.TestRig;
import ligature.ui.WindowFixture;
import ligature.ui.control.KeyboardStrip;
import ligature.ui.control.MorphPad;
import ligature.ui.model.PresetStore;

/** The window over the instrument itself, and hands on it. Skips the test where no screen is. */
final class EngineWindow implements AutoCloseable {

  final PresetLibrary presets;
  final LiveSession session;
  private final LigatureWindow window;

  /**
   * @param folder for presets and settings
   */
  EngineWindow(Path folder) {
    WindowFixture.requireDisplay();
    presets =
        new PresetLibrary(List.of(Folders.home().resolve("presets")), folder.resolve("presets"));
    session =
        LiveSession.open(
            Bundled.options(presets.load("first-light", Bundled.model().bank()), 8, "none"));
    LiveRig rig =
        new LiveRig(
            session,
            Bundled.model(),
            presets,
            new SettingsFile(folder.resolve("settings.json")),
            Settings.DEFAULTS,
            null,
            false);
    window = shown(rig, new LibraryStore(presets, session.bank()), () -> {});
    eventually("the presets were listed", () -> edt(() -> button("nextPreset").isEnabled()));
  }

  /**
   * One that plays two timbres, and whose timbres lie in the folder, too.
   *
   * @param onClosed called when all is closed and saved
   */
  EngineWindow(Path folder, List<Timbre> timbres, Runnable onClosed) {
    WindowFixture.requireDisplay();
    session = LiveSession.open(Bundled.options(Patch.of("Two", timbres), 4, "none"));
    TestRig rig = new TestRig(session, folder);
    presets = rig.presets();
    window = shown(rig, new LibraryStore(presets, session::bank), onClosed);
  }

  LigatureWindow window() {
    return window;
  }

  /** A window on what plays, open, with the settings of a first start. */
  static LigatureWindow shown(Rig rig, PresetStore store, Runnable onClosed) {
    return edt(
        () -> {
          WindowMenu.apply(Settings.DEFAULTS);
          LigatureWindow opened = new LigatureWindow(rig, Settings.DEFAULTS, store, onClosed);
          opened.open();
          return opened;
        });
  }

  /** Loads a preset of the product, and waits until it is shown, as it was saved. */
  void load(String preset) {
    String title =
        edt(
            () -> {
              session.load(presets.load(preset, session.bank()));
              return session.patch().name();
            });
    eventually("it is shown", () -> edt(() -> button("presets").getText().equals(title)));
  }

  JFrame frame() {
    return window.frame();
  }

  <T extends Component> T find(String name, Class<T> type) {
    return Components.find(window.frame(), name, type);
  }

  AbstractButton button(String name) {
    return find(name, AbstractButton.class);
  }

  void push(String name) {
    edt(
        () -> {
          button(name).doClick(0);
          return null;
        });
  }

  MorphPad pad() {
    return find("pad", MorphPad.class);
  }

  static void mouse(Component at, int id, double x, double y) {
    mouse(at, id, x, y, MouseEvent.BUTTON1, MouseEvent.BUTTON1_DOWN_MASK);
  }

  static void mouse(Component at, int id, double x, double y, int button, int modifiers) {
    at.dispatchEvent(new MouseEvent(at, id, 0, modifiers, (int) x, (int) y, 1, false, button));
  }

  void dragPad(int id, double x, double y) {
    edt(
        () -> {
          MorphPad pad = pad();
          mouse(pad, id, 34 + x * (pad.getWidth() - 68), 34 + (1 - y) * (pad.getHeight() - 68));
          return null;
        });
  }

  void key(int key, boolean down) {
    edt(
        () -> {
          KeyboardStrip strip = find("keyboard", KeyboardStrip.class);
          Point at =
              new Point(
                  (int) strip.keyBounds(key).getCenterX(),
                  (int) strip.keyBounds(key).getMaxY() - 3);
          mouse(strip, down ? MouseEvent.MOUSE_PRESSED : MouseEvent.MOUSE_RELEASED, at.x, at.y);
          return null;
        });
  }

  /** Drags in circles at 60 Hz; gives the longest time that the window's thread took to answer. */
  long dragInCircles(int steps) throws InterruptedException {
    long longest = 0;
    dragPad(MouseEvent.MOUSE_PRESSED, 0.5, 0.5);
    for (int i = 0; i < steps; i++) {
      double x = 0.5 + 0.4 * Math.cos(i * 0.1);
      double y = 0.5 + 0.4 * Math.sin(i * 0.1);
      CountDownLatch answered = new CountDownLatch(1);
      long begin = System.nanoTime();
      SwingUtilities.invokeLater(
          () -> {
            MorphPad pad = pad();
            mouse(
                pad,
                MouseEvent.MOUSE_DRAGGED,
                34 + x * (pad.getWidth() - 68),
                34 + y * (pad.getHeight() - 68));
            answered.countDown();
          });
      assertThat(answered.await(20, TimeUnit.SECONDS)).isTrue();
      longest = Math.max(longest, System.nanoTime() - begin);
      pause();
    }
    dragPad(MouseEvent.MOUSE_RELEASED, 0.5, 0.5);
    return longest / 1_000_000;
  }

  /** Waits for a frame of the window. */
  static void pause() {
    pause(1);
  }

  /** Waits for so many frames of the window. */
  static void pause(int frames) {
    try {
      Thread.sleep(16L * frames);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    edt(
        () -> {
          window.close();
          return null;
        });
  }
}
