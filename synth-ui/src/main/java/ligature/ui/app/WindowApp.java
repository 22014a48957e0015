package ligature.ui.app;

import java.awt.AWTError;
import java.awt.GraphicsEnvironment;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javax.swing.SwingUtilities;
import ligature.files.InputException;
import ligature.live.Rig;
import ligature.live.WindowLauncher;
import ligature.preset.Patch;
import ligature.rt.ThreadRole;
import ligature.settings.Settings;
import ligature.ui.model.PresetStore;

/**
 * Opens the window for the command line, and waits until it is closed. Threads: any but {@code
 * [ui-thread]}.
 */
public final class WindowApp implements WindowLauncher {

  @Override
  public Patch open(Rig rig) {
    requireDisplay();
    Settings settings = rig.settings().load();
    PresetStore store = new LibraryStore(rig.presets(), rig.player()::bank);
    CountDownLatch closed = new CountDownLatch(1);
    AtomicReference<LigatureWindow> window = new AtomicReference<>();
    try {
      SwingUtilities.invokeAndWait(
          () -> {
            ThreadRole.UI.enter();
            WindowMenu.apply(settings);
            window.set(new LigatureWindow(rig, settings, store, closed::countDown));
            window.get().open();
          });
      closed.await();
      return window.get().goOnWith();
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the window could not be opened", e.getCause());
    } catch (InterruptedException e) {
      SwingUtilities.invokeLater(() -> window.get().close());
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private static void requireDisplay() {
    try {
      if (!GraphicsEnvironment.isHeadless()) {
        GraphicsEnvironment.getLocalGraphicsEnvironment().getDefaultScreenDevice();
        return;
      }
    } catch (AWTError e) {
      throw noDisplay(e);
    }
    throw noDisplay(null);
  }

  private static InputException noDisplay(Throwable cause) {
    String display = System.getenv("DISPLAY");
    return new InputException(
        (display == null
                ? "there is no display for the window: DISPLAY is not set"
                : "the display " + display + " cannot be used for the window")
            + "; play without a window, or set DISPLAY to one such as :0",
        cause);
  }
}
