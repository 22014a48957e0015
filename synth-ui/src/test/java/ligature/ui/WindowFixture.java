package ligature.ui;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.AWTEvent;
import java.awt.Component;
import java.awt.GraphicsEnvironment;
import java.awt.KeyboardFocusManager;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Toolkit;
import java.awt.event.AWTEventListener;
import java.awt.event.MouseEvent;
import java.awt.event.MouseMotionAdapter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.swing.AbstractButton;
import javax.swing.JComponent;
import javax.swing.JTextField;
import javax.swing.MenuSelectionManager;
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

  /** The first window of a process loads what all of them need. */
  private static final long OPENING_MILLIS = 30_000;

  private static final int PATIENT_TRIES = 24;
  private static final int STILL_MILLIS = 400;
  private static final int ARRIVAL_MILLIS = 1000;
  private static final int MOST_MOVES = 8;

  public final RecordingPlayer player = new RecordingPlayer();
  public final TestRig rig = new TestRig(player);
  public final TestStore store;
  public final Robot robot;
  public final LigatureWindow window;
  private final Patch first = player.patch();

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
    aim();
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
    BooleanSupplier standing = standing();
    eventually(
        "the window stands still and has the focus",
        OPENING_MILLIS,
        () -> standing.getAsBoolean() && edt(() -> find("pad", Component.class).isFocusOwner()));
  }

  /** Whether the window has stood still for a while. */
  private BooleanSupplier standing() {
    Point[] last = {new Point(-1, -1)};
    long[] since = {System.currentTimeMillis()};
    return () -> {
      Point now = edt(() -> window.frame().getLocationOnScreen());
      if (!now.equals(last[0])) {
        last[0] = now;
        since[0] = System.currentTimeMillis();
      }
      return System.currentTimeMillis() - since[0] > STILL_MILLIS;
    };
  }

  /** Moves the window to a place of the screen, or where its manager lets it go instead. */
  public void move(Point to) {
    run(() -> window.frame().setLocation(to));
    eventually("the window stands still", standing());
  }

  /**
   * Without a window manager Java is at times wrong about where its frame lies, and every click
   * goes astray: the frame is moved until the pointer arrives where it was sent.
   */
  private void aim() {
    for (int i = 0; !arrives() && i < MOST_MOVES; i++) {
      int at = 20 + 10 * i;
      edt(
          () -> {
            window.frame().setLocation(at, at);
            return null;
          });
      settle();
    }
    robot.moveMouse(new Point(0, 0));
    robot.waitForIdle();
  }

  private boolean arrives() {
    Component pad = find("pad", Component.class);
    Point centre = edt(() -> new Point(pad.getWidth() / 2, pad.getHeight() / 2));
    AtomicReference<Point> seen = new AtomicReference<>(new Point());
    MouseMotionAdapter listener =
        new MouseMotionAdapter() {
          @Override
          public void mouseMoved(MouseEvent e) {
            seen.set(e.getPoint());
          }
        };
    pad.addMouseMotionListener(listener);
    try {
      robot.moveMouse(pad, new Point(centre.x - 20, centre.y - 20));
      robot.moveMouse(pad, centre);
      long end = System.currentTimeMillis() + ARRIVAL_MILLIS;
      while (seen.get().distance(centre) > 2 && System.currentTimeMillis() < end) {
        robot.waitForIdle();
      }
      return seen.get().distance(centre) <= 2;
    } finally {
      pad.removeMouseMotionListener(listener);
    }
  }

  /**
   * Makes all as it was when the window opened, for a class whose tests share it because it takes
   * its time to open: the sound, nothing held, no menu, the view to play with the focus on the pad,
   * the pointer out of the way, and no calls. What was done before can still be undone.
   */
  public void beginAnew() {
    Component pad = find("pad", Component.class);
    robot.releaseMouseButtons(); // a test that failed may have left one down
    run(
        () -> {
          MenuSelectionManager.defaultManager().clearSelectedPath();
          find("viewPlay", AbstractButton.class).doClick(0);
          player.panic();
          player.load(first);
          window.frame().toFront();
          window.frame().requestFocus();
        });
    robot.moveMouse(new Point(0, 0));
    eventually(
        "the pad has the focus",
        () ->
            edt(
                () -> {
                  pad.requestFocusInWindow();
                  return pad.isFocusOwner();
                }));
    calls(); // those that are still on their way
    player.calls.clear();
    player.velocities.clear();
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

  /** Does something on the event thread, and returns when it is done. */
  public static void run(Runnable action) {
    edt(Executors.callable(action));
  }

  /** Runs on the event thread, waits, and gives the answer. */
  public static <T> T edt(Callable<T> question) {
    return GuiActionRunner.execute(question);
  }

  /**
   * Waits until something holds, and fails if it does not. It does not hold as long as a component
   * is missing that it asks for; whatever else goes wrong in asking fails at once.
   */
  public static void eventually(String what, BooleanSupplier holds) {
    eventually(what, PATIENCE_MILLIS, holds);
  }

  static void eventually(String what, long patienceMillis, BooleanSupplier holds) {
    long end = System.currentTimeMillis() + patienceMillis;
    while (true) {
      Components.Missing missing = null;
      try {
        if (holds.getAsBoolean()) {
          return;
        }
      } catch (Components.Missing e) {
        missing = e;
      }
      if (System.currentTimeMillis() > end) {
        throw new AssertionError("did not come to hold: " + what, missing);
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** The same on the event thread, for what the model needs its time for: up to two minutes. */
  public static void patiently(String what, Callable<Boolean> holds) {
    for (int i = 1; i < PATIENT_TRIES; i++) {
      try {
        eventually(what, () -> edt(holds));
        return;
      } catch (AssertionError e) {
        // a slow machine
      }
    }
    eventually(what, () -> edt(holds));
  }

  public void press(Component component, Point at) {
    show(component);
    awaiting(MouseEvent.MOUSE_PRESSED, () -> robot.pressMouse(component, at));
  }

  /** What the X server is told comes to the window in its own time. */
  private void awaiting(int event, Runnable action) {
    CountDownLatch seen = new CountDownLatch(1);
    AWTEventListener listener =
        e -> {
          if (e.getID() == event) {
            seen.countDown();
          }
        };
    Toolkit.getDefaultToolkit().addAWTEventListener(listener, AWTEvent.MOUSE_EVENT_MASK);
    try {
      action.run();
      eventually("the mouse event " + event + " arrives", () -> seen.getCount() == 0);
      robot.waitForIdle();
    } finally {
      Toolkit.getDefaultToolkit().removeAWTEventListener(listener);
    }
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
    awaiting(MouseEvent.MOUSE_RELEASED, () -> robot.releaseMouse(MouseButton.LEFT_BUTTON));
  }

  public void click(String name) {
    Component component = find(name, Component.class);
    show(component);
    awaiting(MouseEvent.MOUSE_RELEASED, () -> robot.click(component));
  }

  /**
   * Scrolls to it: a test before may have scrolled away, and then the mouse is beside the window.
   */
  private static void show(Component component) {
    if (component instanceof JComponent part) {
      run(() -> part.scrollRectToVisible(new Rectangle(part.getSize())));
    }
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
    robot
        .releaseMouseButtons(); // what a test that failed left down would be so for the next window
    GuiActionRunner.execute(window::close);
    robot.cleanUpWithoutDisposingWindows();
  }
}
