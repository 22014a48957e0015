package ligature.ui.app;

import java.awt.Dimension;
import java.awt.GraphicsEnvironment;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;
import javax.swing.WindowConstants;
import ligature.files.InputException;
import ligature.live.Player;
import ligature.live.WindowLauncher;
import ligature.preset.Patch;
import ligature.ui.theme.Theme;
import ligature.ui.view.InstrumentPanel;

/** The window: opened by the command line, which waits until it is closed. */
public final class WindowApp implements WindowLauncher {

  private static final Dimension SIZE = new Dimension(1040, 680);
  private static final Dimension LEAST = new Dimension(800, 520);

  @Override
  public void open(Player player, List<String> presets, Function<String, Patch> loadPreset) {
    if (GraphicsEnvironment.isHeadless()) {
      throw new InputException(
          "there is no display for the window; play without it: ligature play --headless");
    }
    CountDownLatch closed = new CountDownLatch(1);
    try {
      SwingUtilities.invokeAndWait(() -> show(player, presets, loadPreset, closed));
      closed.await();
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("the window could not be built", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Builds and shows the frame. [ui-thread] */
  public static JFrame show(
      Player player,
      List<String> presets,
      Function<String, Patch> loadPreset,
      CountDownLatch closed) {
    Theme.DARK.install();
    JFrame frame = new JFrame("Ligature");
    frame.setIconImages(AppIcon.images());
    InstrumentPanel panel = new InstrumentPanel(player, presets, loadPreset);
    frame.setContentPane(panel);
    frame.setMinimumSize(LEAST);
    frame.setSize(SIZE);
    frame.setLocationRelativeTo(null);
    frame.setDefaultCloseOperation(WindowConstants.DISPOSE_ON_CLOSE);
    frame.addWindowListener(
        new WindowAdapter() {
          @Override
          public void windowDeactivated(WindowEvent e) {
            panel.releaseAll();
          }

          @Override
          public void windowClosed(WindowEvent e) {
            panel.stop();
            closed.countDown();
          }
        });
    frame.setVisible(true);
    panel.start();
    return frame;
  }
}
