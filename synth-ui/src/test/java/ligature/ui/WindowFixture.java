package ligature.ui;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.Component;
import java.awt.GraphicsEnvironment;
import java.awt.KeyboardFocusManager;
import java.awt.Point;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.swing.AbstractButton;
import javax.swing.JTextField;
import ligature.preset.Patch;
import ligature.settings.Settings;
import ligature.ui.app.Components;
import ligature.ui.app.LigatureWindow;
import ligature.ui.theme.Theme;
import org.assertj.swing.core.BasicRobot;
import org.assertj.swing.core.MouseButton;
import org.assertj.swing.core.Robot;
import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.assertj.swing.edt.GuiActionRunner;

/**
 * An open window over a recording player, and a robot's hands on it. Fails a test that paints off
 * the event thread.
 */
public final class WindowFixture implements AutoCloseable {

  private static final int QUIET_MILLIS = 200;
  private static final long PATIENCE_MILLIS = 5000;
  private static final int STILL_MILLIS = 400;

  public final RecordingPlayer player = new RecordingPlayer();
  public final TestRig rig = new TestRig(player);
  public final TestStore store;
  public final Robot robot;
  public final LigatureWindow window;

  public WindowFixture(List<String> presets, Function<String, Patch> load) {
    store = new TestStore(presets, load);
    FailOnThreadViolationRepaintManager.install();
    robot = BasicRobot.robotWithCurrentAwtHierarchy();
    robot.settings().delayBetweenEvents(20);
    window =
        edt(
            () -> {
              Theme.DARK.apply();
              LigatureWindow opened = new LigatureWindow(rig, Settings.DEFAULTS, store, () -> {});
              opened.open();
              return opened;
            });
    settle();
  }

  /** Skips the calling test, and says why, where there is no screen. */
  public static void requireDisplay() {
    boolean headless = GraphicsEnvironment.isHeadless();
    if (headless) {
      System.err.println(
          "SKIPPED: the window's tests need an X display (DISPLAY is not set); start one with"
              + " Xvfb :77 -screen 0 1600x1000x24");
    }
    assumeFalse(headless, "there is no display");
  }

  /** Without a window manager a frame may move once more after it is shown. */
  private void settle() {
    Point[] last = {new Point(-1, -1)};
    long[] since = {System.currentTimeMillis()};
    eventually(
        "the window stands still and has the focus",
        () -> {
          Point now = edt(() -> window.frame().getLocationOnScreen());
          if (!now.equals(last[0])) {
            last[0] = now;
            since[0] = System.currentTimeMillis();
          }
          return System.currentTimeMillis() - since[0] > STILL_MILLIS
              && edt(() -> find("pad", Component.class).isFocusOwner());
        });
  }

  public <T extends Component> T find(String name, Class<T> type) {
    return Components.find(window.frame(), name, type);
  }

  /** Types into the text field that has, or is about to have, the focus. */
  public void type(String text) {
    eventually("a text field has the focus", () -> edt(() -> focused() instanceof JTextField));
    robot.enterText(text);
    eventually(
        "what was typed is there",
        () -> edt(() -> focused() instanceof JTextField field && field.getText().equals(text)));
  }

  private static Component focused() {
    return KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner();
  }

  /** Runs on the event thread, waits, and gives the answer. */
  public static <T> T edt(Callable<T> question) {
    return GuiActionRunner.execute(question);
  }

  /** Waits until something holds, and fails if it does not. */
  public static void eventually(String what, BooleanSupplier holds) {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (!holds.getAsBoolean()) {
      if (System.currentTimeMillis() > end) {
        throw new AssertionError("did not come to hold: " + what);
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  public void press(Component component, Point at) {
    robot.pressMouse(component, at);
  }

  public void moveTo(Component component, Point at) {
    robot.moveMouse(component, at);
    robot.waitForIdle();
  }

  /** Presses a button without the mouse. */
  public void push(String name) {
    edt(
        () -> {
          find(name, AbstractButton.class).doClick(0);
          return null;
        });
  }

  public void release() {
    robot.releaseMouse(MouseButton.LEFT_BUTTON);
    robot.waitForIdle();
  }

  public void click(String name) {
    robot.click(find(name, Component.class));
    robot.waitForIdle();
  }

  /**
   * The calls that begin with one of these words, in their order, once no more come: what the X
   * server sends reaches the window in its own time.
   */
  public List<String> calls(String... words) {
    int[] count = {-1};
    long[] since = {0};
    eventually(
        "no more calls come",
        () -> {
          if (player.calls.size() != count[0]) {
            count[0] = player.calls.size();
            since[0] = System.currentTimeMillis();
          }
          return System.currentTimeMillis() - since[0] > QUIET_MILLIS;
        });
    return player.calls.stream()
        .filter(c -> List.of(words).stream().anyMatch(c::startsWith))
        .toList();
  }

  @Override
  public void close() {
    GuiActionRunner.execute(window::close);
    robot.cleanUpWithoutDisposingWindows();
  }
}
