package ligature.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.GraphicsEnvironment;
import java.awt.Point;
import java.awt.event.KeyEvent;
import java.awt.event.WindowEvent;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.swing.JFrame;
import ligature.files.InputException;
import ligature.preset.Patch;
import ligature.ui.RecordingPlayer;
import ligature.ui.control.KeyboardStrip;
import ligature.ui.control.MorphPad;
import org.assertj.swing.core.BasicRobot;
import org.assertj.swing.core.MouseButton;
import org.assertj.swing.core.Robot;
import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.assertj.swing.edt.GuiActionRunner;
import org.assertj.swing.fixture.FrameFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The window as a player touches it, on a real display. */
class WindowTest {

  private final RecordingPlayer player = new RecordingPlayer();
  private final CountDownLatch closed = new CountDownLatch(1);
  private Robot robot;
  private FrameFixture window;
  private JFrame frame;

  @BeforeEach
  void open() {
    if (GraphicsEnvironment.isHeadless()) {
      System.out.println(
          "SKIPPED: there is no display (Debian: apt install xvfb; ./check starts it)");
      Assumptions.abort("no display");
    }
    FailOnThreadViolationRepaintManager.install();
    robot = BasicRobot.robotWithNewAwtHierarchy();
    Function<String, Patch> load =
        name -> {
          if (name.equals("broken")) {
            throw new InputException("broken.json: is not a preset: line 3");
          }
          return player.patch(name, "marimba", "flute");
        };
    frame =
        GuiActionRunner.execute(
            () -> WindowApp.show(player, List.of("first", "second", "broken"), load, closed));
    window = new FrameFixture(robot, frame);
    await(() -> frame.isActive() && frame.isShowing());
    awaitRest();
    robot.waitForIdle();
    player.calls.clear();
  }

  @AfterEach
  void close() {
    if (window != null) {
      window.cleanUp();
    }
  }

  /**
   * Without a window manager a frame may still move after it was shown, and the mouse would miss
   * it.
   */
  private void awaitRest() {
    Point[] last = {null};
    long[] since = {System.nanoTime()};
    await(
        () -> {
          Point now = frame.getLocationOnScreen();
          if (!now.equals(last[0])) {
            last[0] = now;
            since[0] = System.nanoTime();
          }
          return System.nanoTime() - since[0] > TimeUnit.MILLISECONDS.toNanos(600);
        });
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  private MorphPad pad() {
    return robot.finder().findByType(frame, MorphPad.class);
  }

  private Point on(Component component, double x, double y) {
    return new Point(
        (int) Math.round(x * (component.getWidth() - 1)),
        (int) Math.round(y * (component.getHeight() - 1)));
  }

  @Test
  void draggingThePadMovesTheSound() {
    MorphPad pad = pad();
    robot.pressMouse(pad, on(pad, 0.25, 0.75));
    robot.moveMouse(pad, on(pad, 0.5, 0.5));
    robot.moveMouse(pad, on(pad, 0.8, 0.2));
    robot.releaseMouse(MouseButton.LEFT_BUTTON);
    robot.waitForIdle();
    assertThat(player.calls)
        .contains("set morph-x 0.25", "set morph-y 0.75", "set morph-x 0.80", "set morph-y 0.20");
  }

  @Test
  void aDoubleClickCentres() {
    MorphPad pad = pad();
    robot.click(pad, on(pad, 0.1, 0.1));
    robot.click(pad, MouseButton.LEFT_BUTTON, 2);
    robot.waitForIdle();
    assertThat(player.calls).endsWith("set morph-x 0.50", "set morph-y 0.50");
  }

  @Test
  void arrowKeysMoveThePuck() {
    MorphPad pad = pad();
    robot.focusAndWaitForFocusGain(pad);
    robot.pressAndReleaseKeys(KeyEvent.VK_RIGHT, KeyEvent.VK_DOWN);
    robot.waitForIdle();
    assertThat(player.calls).contains("set morph-x 0.55", "set morph-y 0.05");
  }

  @Test
  void theMousePlaysTheKeyboard() {
    KeyboardStrip strip = robot.finder().findByType(frame, KeyboardStrip.class);
    robot.pressMouse(strip, strip.middleOf(60));
    robot.moveMouse(strip, strip.middleOf(62));
    robot.releaseMouse(MouseButton.LEFT_BUTTON);
    robot.waitForIdle();
    assertThat(player.calls).startsWith("on 60").endsWith("off 62").contains("off 60", "on 62");
    assertThat(player.calls.stream().filter(c -> c.startsWith("on")))
        .hasSameSizeAs(player.calls.stream().filter(c -> c.startsWith("off")).toList());
  }

  @Test
  void theComputersKeysPlayAndDoNotRepeat() {
    key(KeyEvent.KEY_PRESSED, KeyEvent.VK_A);
    key(KeyEvent.KEY_PRESSED, KeyEvent.VK_A);
    key(KeyEvent.KEY_PRESSED, KeyEvent.VK_D);
    key(KeyEvent.KEY_RELEASED, KeyEvent.VK_A);
    key(KeyEvent.KEY_RELEASED, KeyEvent.VK_D);
    key(KeyEvent.KEY_PRESSED, KeyEvent.VK_X);
    key(KeyEvent.KEY_PRESSED, KeyEvent.VK_A);
    key(KeyEvent.KEY_RELEASED, KeyEvent.VK_A);
    key(KeyEvent.KEY_PRESSED, KeyEvent.VK_SPACE);
    key(KeyEvent.KEY_RELEASED, KeyEvent.VK_SPACE);
    assertThat(player.calls)
        .containsExactly(
            "on 60",
            "on 64",
            "off 60",
            "off 64",
            "on 72",
            "off 72",
            "sustain true",
            "sustain false");
  }

  private void key(int id, int code) {
    GuiActionRunner.execute(
        () ->
            java.awt.KeyboardFocusManager.getCurrentKeyboardFocusManager()
                .dispatchEvent(
                    new KeyEvent(
                        pad(), id, System.currentTimeMillis(), 0, code, KeyEvent.CHAR_UNDEFINED)));
  }

  @Test
  void losingTheKeyboardLetsGo() {
    key(KeyEvent.KEY_PRESSED, KeyEvent.VK_S);
    GuiActionRunner.execute(
        () -> frame.dispatchEvent(new WindowEvent(frame, WindowEvent.WINDOW_DEACTIVATED)));
    robot.waitForIdle();
    assertThat(player.calls).containsExactly("on 62", "off 62");
  }

  @Test
  void aCornersTimbreCanBeChosen() {
    GuiActionRunner.execute(
        () -> window.comboBox("corner-b").target().setSelectedItem(player.bank().find("marimba")));
    robot.waitForIdle();
    assertThat(player.calls).contains("load [piano, marimba, flute, harp]");
  }

  @Test
  void twoCornersAndBackKeepTheTimbres() {
    window.toggleButton("four-corners").click();
    window.toggleButton("four-corners").click();
    robot.waitForIdle();
    assertThat(player.calls)
        .containsSubsequence("load [piano, cello]", "load [piano, cello, flute, harp]");
  }

  @Test
  void presetsLoadAndABrokenOneIsTold() {
    window.button("preset-next").click();
    await(() -> player.calls.contains("load [marimba, flute]"));
    Patch playing = player.patch();
    window.button("preset-next").click();
    await(() -> window.label("status").target().getText().contains("broken.json"));
    assertThat(player.patch()).isSameAs(playing);
  }

  @Test
  void panicSilences() {
    window.button("panic").click();
    robot.waitForIdle();
    assertThat(player.calls).contains("panic");
  }

  @Test
  void bothThemesAndAllSizesPaint() {
    for (int[] size : new int[][] {{800, 520}, {1040, 680}, {1500, 900}}) {
      for (int theme = 0; theme < 2; theme++) {
        GuiActionRunner.execute(() -> frame.setBounds(0, 0, size[0], size[1]));
        window.button("theme").click();
        robot.waitForIdle();
        MorphPad pad = pad();
        double part =
            (double) pad.getWidth() * pad.getHeight() / (frame.getWidth() * frame.getHeight());
        assertThat(part)
            .as("the pad's part of %s x %s", size[0], size[1])
            .isGreaterThan(size[0] < 1000 ? 0.34 : 0.45);
        for (String name :
            List.of("preset", "level", "meter", "panic", "corner-a", "corner-d", "keyboard")) {
          Component component = robot.finder().findByName(frame, name);
          assertThat(component.isShowing()).as(name).isTrue();
          assertThat(component.getWidth()).as("width of " + name).isGreaterThan(40);
        }
      }
    }
  }

  @Test
  void closingEnds() throws Exception {
    window.close();
    assertThat(closed.await(5, TimeUnit.SECONDS)).isTrue();
  }
}
