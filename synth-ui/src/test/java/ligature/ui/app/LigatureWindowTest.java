package ligature.ui.app;

import static ligature.ui.WindowFixture.edt;
import static ligature.ui.WindowFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Component;
import java.awt.Point;
import java.awt.event.KeyEvent;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.swing.AbstractButton;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JSlider;
import javax.swing.SwingUtilities;
import ligature.engine.MeterFeed;
import ligature.files.InputException;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.rt.ThreadRole;
import ligature.ui.WindowFixture;
import ligature.ui.control.KeyboardStrip;
import ligature.ui.control.LevelMeter;
import ligature.ui.control.MorphPad;
import ligature.ui.theme.Palette;
import ligature.ui.theme.Theme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A robot chooses timbres and presets, and looks at what the window shows. */
class LigatureWindowTest {

  private static final List<String> PRESETS =
      List.of("Glass to Strings", "Bowed Marimba", "Slow", "Broken");

  private final CountDownLatch reading = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private WindowFixture on;

  @BeforeAll
  static void needsScreen() {
    WindowFixture.requireDisplay();
  }

  @BeforeEach
  void open() {
    on = new WindowFixture(PRESETS, this::load);
  }

  @AfterEach
  void close() {
    on.close();
  }

  private Patch load(String name) {
    return switch (name) {
      case "Broken" ->
          throw new InputException("preset Broken: no such timbre: x; the nearest is viola");
      case "Slow" -> {
        assertThat(ThreadRole.IO.isCurrent() && !SwingUtilities.isEventDispatchThread()).isTrue();
        reading.countDown();
        try {
          goOn.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
        yield on.player.patch(name, "oboe", "viola");
      }
      case "Bowed Marimba" -> on.player.patch(name, "marimba", "violin");
      default -> on.player.patch(name, "celesta", "pan-flute", "saw-lead", "cello");
    };
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

  @Test
  void aTimbreIsSearchedAndChosenAndTypingPlaysNothing() {
    float level =
        edt(
            () -> {
              on.find("level", JSlider.class).setValue(-60);
              return on.player.meters().value(Parameter.LEVEL);
            });
    on.click("cornerA");
    on.type("kalim");
    on.robot.pressAndReleaseKeys(KeyEvent.VK_ENTER);
    on.robot.waitForIdle();
    assertThat(on.player.patch().corner(0).name()).isEqualTo("kalimba");
    assertThat(on.player.patch().corner(1).name()).isEqualTo("pan-flute");
    assertThat(on.player.patch().value(Parameter.LEVEL)).isEqualTo(level).isEqualTo(-6f);
    assertThat(on.calls("note")).isEmpty();
    eventually("the pad has the focus again", () -> edt(() -> pad().isFocusOwner()));
  }

  @Test
  void escapeKeepsTheTimbreAndSilencesOnlyOutsideTheBrowser() {
    on.click("cornerB");
    on.robot.pressAndReleaseKeys(KeyEvent.VK_DOWN, KeyEvent.VK_ESCAPE);
    on.robot.waitForIdle();
    assertThat(on.calls("load", "panic")).isEmpty();
    on.robot.pressAndReleaseKeys(KeyEvent.VK_ESCAPE);
    on.robot.waitForIdle();
    assertThat(on.calls("panic")).hasSize(1);
    on.click("panic");
    assertThat(on.calls("panic")).as("one click").hasSize(2);
  }

  @Test
  void twoCornersIgnoreYAndFourBringBackTheOthers() {
    on.click("twoCorners");
    assertThat(on.player.patch().cornerCount()).isEqualTo(2);
    on.player.calls.clear();
    on.press(pad(), place(0.3, 0.9));
    on.release();
    assertThat(on.calls("set morph-x")).isNotEmpty();
    assertThat(on.calls("set morph-y")).isEmpty();
    on.click("cornerD");
    assertThat(on.player.patch().corners())
        .extracting(Object::toString)
        .containsExactly("celesta", "pan-flute", "saw-lead", "cello");
  }

  @Test
  void aSlowPresetHoldsNothingUp() {
    on.click("presets");
    on.type("slow");
    on.robot.pressAndReleaseKeys(KeyEvent.VK_ENTER);
    eventually("it is being read", () -> reading.getCount() == 0);
    eventually("the pad has the focus again", () -> edt(() -> pad().isFocusOwner()));
    on.robot.pressAndReleaseKeys(KeyEvent.VK_RIGHT);
    on.robot.waitForIdle();
    assertThat(on.player.patch().name()).isNotEqualTo("Slow");
    assertThat(on.calls("set morph-x")).isNotEmpty();
    goOn.countDown();
    eventually("it plays", () -> on.player.patch().name().equals("Slow"));
  }

  @Test
  void presetsGoForthAndBackPastOneThatCannotBeRead() {
    presetsGoForthAndBack();
    aPresetThatCannotBeReadIsALineAndNothingElse();
  }

  private void presetsGoForthAndBack() {
    on.click("nextPreset");
    eventually("the next one plays", () -> on.player.patch().name().equals("Bowed Marimba"));
    on.robot.pressAndReleaseKeys(KeyEvent.VK_PAGE_UP);
    eventually("the first one plays", () -> on.player.patch().name().equals("Glass to Strings"));
    assertThat(edt(() -> on.find("presets", JButton.class).getText()))
        .isEqualTo("Glass to Strings");
  }

  private void aPresetThatCannotBeReadIsALineAndNothingElse() {
    Patch before = on.player.patch();
    on.click("previousPreset");
    JLabel line = on.find("message", JLabel.class);
    eventually(
        "the line is shown",
        () -> edt(() -> line.isShowing() && line.getText().contains("no such timbre: x")));
    assertThat(on.player.patch()).isSameAs(before);
    assertThat(edt(() -> on.find("presets", JButton.class).getText()))
        .isEqualTo("Glass to Strings");
    on.click("nextPreset");
    eventually("the line goes when one can be read", () -> edt(() -> !line.isShowing()));
  }

  @Test
  void theStatusFollowsThePlayer() {
    whatIsWrongStaysOnShowUntilItIsOver();
    keysAndMetersFollowThePlayer();
  }

  private void whatIsWrongStaysOnShowUntilItIsOver() {
    JLabel line = on.find("message", JLabel.class);
    on.player.fail("the model fails and is tried again: no memory");
    eventually(
        "the line is shown",
        () -> edt(() -> line.isShowing() && line.getText().contains("no memory")));
    on.player.fail(null);
    eventually("the figures are back", () -> edt(() -> !line.isShowing()));
  }

  private void keysAndMetersFollowThePlayer() {
    on.player.midi(64, true);
    MeterFeed.peaks(on.player.meters(), 3, 0.5f, 1.2f, -2);
    LevelMeter meter = on.find("meter", LevelMeter.class);
    eventually("the key is lit", () -> edt(() -> strip().isLit(64)));
    eventually(
        "the peaks are held",
        () -> edt(() -> Math.abs(meter.heldDb(0) + 6.02) < 0.1 && meter.isClipped()));
    eventually("the limiter's lamp", () -> edt(meter::isLimiting));
    eventually(
        "the voices are counted",
        () -> edt(() -> on.find("voices", JLabel.class).getText().equals("3 voices")));
    MeterFeed.governor(on.player.meters(), 2);
    eventually(
        "the governor's limit is shown",
        () -> edt(() -> on.find("voices", JLabel.class).getText().equals("3 of 2 voices")));
    assertThat(edt(() -> on.find("latency", JLabel.class).getText())).isEqualTo("Latency 8.0 ms");
    assertThat(edt(() -> on.find("model", JLabel.class).getText())).contains("1.1 / 1.9 ms");
    long drops = on.player.underruns();
    on.player.underrun();
    eventually(
        "the gap is counted",
        () ->
            edt(
                () ->
                    on.find("dropouts", JLabel.class)
                        .getText()
                        .startsWith((drops + 1) + " underruns")));
    on.player.midi(64, false);
    eventually("the key is dark", () -> edt(() -> !strip().isLit(64)));
  }

  @Test
  void bothLooks() {
    on.robot.pressKey(KeyEvent.VK_CONTROL);
    on.robot.pressAndReleaseKeys(KeyEvent.VK_L);
    on.robot.releaseKey(KeyEvent.VK_CONTROL);
    eventually("it is light", () -> edt(() -> Theme.current() == Theme.LIGHT));
    Component content = edt(() -> on.window.frame().getContentPane());
    assertThat(edt(() -> content.getBackground().getRed())).isGreaterThan(200);
    JLabel place = on.find("place", JLabel.class);
    assertThat(edt(place::getForeground)).isEqualTo(edt(() -> Palette.color("Ligature.muted")));
    assertThat(edt(place::getFont).getSize())
        .isEqualTo(edt(() -> Palette.font("small.font")).getSize());
    edt(
        () -> {
          Theme.DARK.apply();
          return null;
        });
    assertThat(edt(() -> content.getBackground().getRed())).isLessThan(60);
    assertThat(on.calls("note")).isEmpty();
  }

  @Test
  void closingClosesThePlayerAndLiftsWhatIsHeld() {
    on.robot.pressKey(KeyEvent.VK_A);
    eventually("the key is down", () -> on.player.isKeyDown(60));
    on.close();
    on.robot.releaseKey(KeyEvent.VK_A);
    assertThat(on.player.calls).containsExactly("noteOn 60", "noteOff 60", "close");
  }

  @Test
  void escapeGivesUpACapture() {
    on.player.allowCapture();
    on.robot.pressKey(KeyEvent.VK_F9);
    try {
      eventually("it listens", () -> on.player.calls.contains("captureTo ring"));
      on.player.hear(new float[] {0.5f});
      on.robot.pressAndReleaseKeys(KeyEvent.VK_ESCAPE);
      eventually("it does not", () -> on.player.calls.contains("captureTo nowhere"));
    } finally {
      on.robot.releaseKey(KeyEvent.VK_F9);
    }
    String tip = edt(() -> on.find("capture", AbstractButton.class).getToolTipText());
    assertThat(tip).as("nothing is made of it").startsWith("Hold");
    assertThat(on.player.patch().corner(3).name()).isEqualTo("cello");
  }
}
