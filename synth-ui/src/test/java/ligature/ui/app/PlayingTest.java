package ligature.ui.app;

import static ligature.ui.WindowFixture.edt;
import static ligature.ui.WindowFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Point;
import java.awt.event.KeyEvent;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import javax.swing.JFrame;
import javax.swing.KeyStroke;
import ligature.engine.MeterFeed;
import ligature.parameter.Parameter;
import ligature.ui.WindowFixture;
import ligature.ui.control.KeyboardStrip;
import ligature.ui.control.MorphPad;
import ligature.ui.control.PlayWheel;
import org.assertj.swing.core.MouseButton;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A robot plays pad and keys: what it does reaches the player. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlayingTest {

  private WindowFixture on;

  @BeforeAll
  void needsScreen() {
    WindowFixture.requireDisplay();
  }

  @BeforeEach
  void beginAnew() {
    if (on == null) { // not before all: a test that fails is run again, a class is not
      on = new WindowFixture(List.of(), name -> null);
    }
    on.beginAnew();
  }

  @AfterAll
  void close() {
    if (on != null) {
      on.close();
    }
  }

  private MorphPad pad() {
    return on.find("pad", MorphPad.class);
  }

  private KeyboardStrip strip() {
    return on.find("keyboard", KeyboardStrip.class);
  }

  /** The pixel of a place on the pad: where the puck lies when it is there. */
  private Point place(double x, double y) {
    return edt(
        () ->
            new Point(pixel(x, pad().getWidth()), pad().getHeight() - pixel(y, pad().getHeight())));
  }

  private static int pixel(double share, int size) {
    int margin = UIScale.scale(34);
    return (int) Math.round(margin + share * (size - 2 * margin));
  }

  private static float valueOf(String call) {
    return Float.parseFloat(call.substring(call.lastIndexOf(' ') + 1));
  }

  private float lastSet(Parameter parameter) {
    List<String> sets = on.calls("set " + parameter.id());
    return sets.isEmpty() ? Float.NaN : valueOf(sets.get(sets.size() - 1));
  }

  private Point keyPoint(int key, double along) {
    return edt(
        () -> {
          Rectangle2D at = strip().keyBounds(key);
          return new Point((int) at.getCenterX(), (int) (at.getY() + along * at.getHeight()));
        });
  }

  @Test
  void aDragOnThePadTurnsTheMorph() {
    on.press(pad(), place(0.25, 0.25));
    assertThat(lastSet(Parameter.MORPH_X)).isBetween(0.24f, 0.26f);
    assertThat(lastSet(Parameter.MORPH_Y)).isBetween(0.24f, 0.26f);
    on.moveTo(pad(), place(0.5, 0.9));
    on.moveTo(pad(), place(0.75, 0.6));
    on.release();
    assertThat(lastSet(Parameter.MORPH_X)).isBetween(0.74f, 0.76f);
    assertThat(lastSet(Parameter.MORPH_Y)).isBetween(0.59f, 0.61f);
  }

  @Test
  void beyondTheEdgeTheMorphStaysInItsRange() {
    on.press(pad(), place(0.5, 0.5));
    on.moveTo(pad(), new Point(-40, edt(() -> pad().getHeight()) + 20));
    on.release();
    assertThat(lastSet(Parameter.MORPH_X)).isZero();
    assertThat(lastSet(Parameter.MORPH_Y)).isZero();
  }

  @Test
  void aDragWithShiftIsFine() {
    on.press(pad(), place(0.5, 0.5));
    on.robot.pressKey(KeyEvent.VK_SHIFT);
    on.moveTo(pad(), place(0.51, 0.5));
    on.moveTo(pad(), place(0.91, 0.5));
    on.robot.releaseKey(KeyEvent.VK_SHIFT);
    on.release();
    assertThat(lastSet(Parameter.MORPH_X)).isBetween(0.55f, 0.62f);
  }

  @Test
  void aDoubleClickCentres() {
    on.robot.click(pad(), place(0.1, 0.9), MouseButton.LEFT_BUTTON, 2);
    on.robot.waitForIdle();
    assertThat(lastSet(Parameter.MORPH_X)).isEqualTo(0.5f);
    assertThat(lastSet(Parameter.MORPH_Y)).isEqualTo(0.5f);
  }

  @Test
  void arrowKeysStep() {
    on.robot.pressAndReleaseKeys(KeyEvent.VK_RIGHT, KeyEvent.VK_UP, KeyEvent.VK_UP);
    on.robot.waitForIdle();
    assertThat(lastSet(Parameter.MORPH_X)).isEqualTo(0.52f);
    assertThat(lastSet(Parameter.MORPH_Y)).isEqualTo(0.54f);
  }

  @Test
  void thePadFollowsMidi() {
    MeterFeed.value(on.player.meters(), Parameter.MORPH_X, 1);
    MeterFeed.value(on.player.meters(), Parameter.MORPH_Y, 0);
    eventually("the puck is at B", () -> edt(() -> pad().weight(1)) == 1);
    assertThat(on.calls("set")).isEmpty();
  }

  @Test
  void mouseOnAKeyPlaysHarderNearItsEnd() {
    on.press(strip(), keyPoint(60, 0.95));
    on.release();
    on.press(strip(), keyPoint(62, 0.7));
    on.release();
    assertThat(on.calls("note"))
        .containsExactly("noteOn 60", "noteOff 60", "noteOn 62", "noteOff 62");
    assertThat(on.player.velocities.get(0))
        .isGreaterThan(on.player.velocities.get(1))
        .isBetween(0.9f, 1f);
  }

  @Test
  void aDragOverTheKeysGlides() {
    on.press(strip(), keyPoint(60, 0.9));
    on.moveTo(strip(), keyPoint(62, 0.9));
    on.moveTo(strip(), keyPoint(64, 0.9));
    on.release();
    List<String> notes = on.calls("note");
    assertThat(notes).startsWith("noteOn 60", "noteOn 62", "noteOff 60").endsWith("noteOff 64");
    assertThat(notes).filteredOn(c -> c.startsWith("noteOn")).hasSameSizeAs(on.calls("noteOff"));
  }

  @Test
  void aHeldComputerKeyPlaysOnce() throws InterruptedException {
    on.robot.pressKey(KeyEvent.VK_W);
    // Longer than the X server waits before it repeats a key.
    Thread.sleep(1000);
    on.robot.releaseKey(KeyEvent.VK_W);
    on.robot.waitForIdle();
    assertThat(on.calls("note")).containsExactly("noteOn 61", "noteOff 61");
  }

  @Test
  void octaveAndSustainOnComputerKeys() {
    on.robot.pressAndReleaseKeys(
        KeyEvent.VK_Z, KeyEvent.VK_A, KeyEvent.VK_X, KeyEvent.VK_X, KeyEvent.VK_K);
    on.robot.pressAndReleaseKeys(KeyEvent.VK_SPACE);
    on.robot.pressAndReleaseKeys(KeyEvent.VK_Z, KeyEvent.VK_A);
    on.robot.waitForIdle();
    assertThat(on.calls("note", "sustain"))
        .containsExactly(
            "noteOn 48",
            "noteOff 48",
            "noteOn 84",
            "noteOff 84",
            "sustain true",
            "sustain false",
            "noteOn 60",
            "noteOff 60");
  }

  @Test
  void losingTheFocusLiftsWhatIsHeld() {
    on.robot.pressKey(KeyEvent.VK_D);
    on.robot.pressKey(KeyEvent.VK_SPACE);
    eventually("the key is down", () -> on.player.isKeyDown(64));
    JFrame other =
        edt(
            () -> {
              JFrame frame = new JFrame("other");
              frame.setBounds(0, 0, 200, 100);
              frame.setVisible(true);
              frame.toFront();
              frame.requestFocus();
              return frame;
            });
    eventually(
        "the key is lifted",
        () ->
            on.calls("note", "sustain")
                .equals(List.of("noteOn 64", "sustain true", "noteOff 64", "sustain false")));
    on.robot.releaseKey(KeyEvent.VK_D);
    on.robot.releaseKey(KeyEvent.VK_SPACE);
    edt(
        () -> {
          other.dispose();
          return null;
        });
  }

  @Test
  void theWheelThatHasToBePickedUpIsShownWhereItStands() {
    assertThat(edt(pad()::waiting)).isNull();
    MeterFeed.waitingControl(on.player.meters(), Parameter.MORPH_X, 0.9f);
    eventually("it is shown", () -> edt(() -> pad().waiting() != null));
    assertThat(edt(() -> pad().waiting().x)).isCloseTo(place(0.9, 0).x, within(1.5f));
    assertThat(edt(() -> pad().waiting().y)).isEqualTo(edt(() -> pad().puck().y));
    Point at = edt(() -> new Point((int) pad().waiting().x, (int) pad().waiting().y));
    int[] with = pixelsAround(at);
    MeterFeed.waitingControl(on.player.meters(), Parameter.MORPH_X, Float.NaN);
    eventually("it has gone", () -> edt(() -> pad().waiting() == null));
    assertThat(pixelsAround(at)).isNotEqualTo(with);
  }

  private int[] pixelsAround(Point at) {
    return edt(
        () -> {
          BufferedImage image =
              new BufferedImage(pad().getWidth(), pad().getHeight(), BufferedImage.TYPE_INT_RGB);
          pad().paint(image.createGraphics());
          return image.getRGB(at.x - 10, at.y - 10, 20, 20, null, 0, 20);
        });
  }

  @Test
  void theStrikesPointAndTheWheelsAreDragged() {
    theStrikesPointIsThereWhileNotesAreStruck();
    thePitchWheelGoesBackAndTheModulationWheelStays();
  }

  private void theStrikesPointIsThereWhileNotesAreStruck() {
    assertThat(edt(() -> pad().strikePoint())).isNull();
    on.player.load(
        on.player
            .patch()
            .with(Parameter.STRIKE, 1)
            .with(Parameter.STRIKE_X, 0.2f)
            .with(Parameter.STRIKE_Y, 0.8f));
    Point from = place(0.2, 0.8);
    eventually("it is shown", () -> edt(() -> pad().strikePoint() != null));
    assertThat(edt(() -> pad().strikePoint().distance(from))).isLessThan(2);
    on.player.calls.clear();
    on.press(pad(), from);
    on.moveTo(pad(), place(0.3, 0.6));
    on.release();
    assertThat(on.calls("set strike-x")).last().asString().isEqualTo("set strike-x 0.30");
    assertThat(on.calls("set strike-y")).last().asString().isEqualTo("set strike-y 0.60");
    assertThat(on.calls("set morph")).isEmpty();
    on.push("undo");
    assertThat(on.player.meters().value(Parameter.STRIKE_X)).isEqualTo(0.2f);
    byKeys();
  }

  private void byKeys() {
    edt(
        () -> {
          for (String key : List.of("alt RIGHT", "alt shift DOWN")) {
            Object action = pad().getInputMap().get(KeyStroke.getKeyStroke(key));
            pad().getActionMap().get(action).actionPerformed(null);
          }
          return null;
        });
    assertThat(on.player.meters().value(Parameter.STRIKE_X)).isCloseTo(0.22f, within(1e-5f));
    assertThat(on.player.meters().value(Parameter.STRIKE_Y)).isCloseTo(0.798f, within(1e-5f));
    assertThat(on.calls("set morph")).as("the puck stays").isEmpty();
  }

  private void thePitchWheelGoesBackAndTheModulationWheelStays() {
    PlayWheel bend = on.find("pitchWheel", PlayWheel.class);
    Point middle = edt(() -> new Point(bend.getWidth() / 2, bend.getHeight() / 2));
    on.press(bend, middle);
    on.moveTo(bend, new Point(middle.x, 2));
    assertThat(edt(bend::value)).isGreaterThan(0.5f);
    on.release();
    assertThat(on.calls("bend")).hasSizeGreaterThan(1).last().isEqualTo("bend 0.00");
    PlayWheel modulation = on.find("modulationWheel", PlayWheel.class);
    on.press(modulation, middle);
    on.moveTo(modulation, new Point(middle.x, 2));
    on.release();
    assertThat(edt(modulation::value)).isGreaterThan(0.3f);
    assertThat(on.calls("wheel")).isNotEmpty().doesNotContain("wheel 0.00");
    edt(
        () -> {
          bend.getActionMap().get("DOWN").actionPerformed(null);
          return null;
        });
    assertThat(on.calls("bend")).last().isEqualTo("bend -0.10");
  }
}
