package ligature.ui.app;

import static ligature.ui.WindowFixture.edt;
import static ligature.ui.WindowFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Point;
import java.awt.event.KeyEvent;
import java.util.List;
import javax.swing.JPopupMenu;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.ModulationRoute;
import ligature.modulation.ModulationSource;
import ligature.parameter.Parameter;
import ligature.ui.WindowFixture;
import ligature.ui.control.Knob;
import org.assertj.swing.core.MouseButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The eight macros of the view to play, as a hand uses them. */
class MacrosTest {

  private WindowFixture on;

  @BeforeAll
  static void needsScreen() {
    WindowFixture.requireDisplay();
  }

  @BeforeEach
  void open() {
    on = new WindowFixture(List.of("One"), name -> null);
  }

  @AfterEach
  void close() {
    on.close();
  }

  private Knob macro(int number) {
    return on.find("play macro-" + number, Knob.class);
  }

  private float value(Parameter parameter) {
    return on.player.meters().value(parameter);
  }

  /** Where the dial is: at the left. */
  private static Point dial(Component knob) {
    return new Point(knob.getHeight() / 2 + 2, knob.getHeight() / 2);
  }

  /** Where the figures are: at the right below. */
  private static Point figures(Component knob) {
    return new Point(knob.getWidth() * 2 / 3, knob.getHeight() * 3 / 4);
  }

  private static Point name(Component knob) {
    return new Point(knob.getWidth() * 2 / 3, knob.getHeight() / 4);
  }

  @Test
  void allEightAreThereAndTurn() {
    for (int i = 1; i <= ModulationMatrix.MACROS; i++) {
      int number = i;
      assertThat(edt(() -> macro(number).isShowing())).isTrue();
    }
    Knob first = macro(1);
    Point from = edt(() -> dial(first));
    on.press(first, from);
    on.moveTo(first, new Point(from.x, from.y - 20));
    on.moveTo(first, new Point(from.x, from.y - 90)); // half of the way
    on.release();
    eventually("it is turned", () -> Math.abs(value(Parameter.MACRO_1) - 0.5) < 0.02);
    Knob last = macro(8);
    on.press(last, edt(() -> figures(last)));
    on.release();
    eventually("it can be typed", () -> edt(() -> last.editor() != null));
    on.type("75 %");
    on.robot.pressAndReleaseKeys(KeyEvent.VK_ENTER);
    eventually("it is taken", () -> value(Parameter.MACRO_8) == 0.75f);
    on.robot.click(first, edt(() -> dial(first)), MouseButton.LEFT_BUTTON, 2);
    eventually("a double click returns to 0", () -> value(Parameter.MACRO_1) == 0);
    on.click("undo");
    eventually("and back", () -> Math.abs(value(Parameter.MACRO_1) - 0.5) < 0.02);
    assertThat(on.calls("noteOn", "panic")).isEmpty();
  }

  @Test
  void aNameIsTypedUndoneAndFollowsTheSound() {
    Knob second = macro(2);
    on.robot.click(second, edt(() -> name(second)), MouseButton.LEFT_BUTTON, 2);
    eventually("it can be typed", () -> edt(() -> second.editor() != null));
    on.type("Breath");
    on.robot.pressAndReleaseKeys(KeyEvent.VK_ENTER);
    eventually(
        "the sound has it", () -> on.player.patch().modulation().macros().get(1).equals("Breath"));
    eventually("it is shown", () -> edt(() -> second.title().equals("Breath")));
    on.click("undo");
    eventually("it has gone", () -> edt(() -> second.title().equals("Macro 2")));
    assertThat(on.calls("noteOn", "panic")).isEmpty();
    edt(
        () -> {
          on.player.load(
              on.player
                  .patch()
                  .withModulation(
                      ModulationMatrix.NONE
                          .withMacro(2, "Dust")
                          .with(
                              ModulationRoute.of(
                                  ModulationSource.find("macro-2"), Parameter.AIR, 1))));
          return null;
        });
    eventually("the names of another sound show", () -> edt(() -> second.title().equals("Dust")));
    assertThat(edt(() -> second.getToolTipText())).contains("moves Air");
    assertThat(edt(() -> macro(1).getToolTipText())).contains("moves nothing yet");
  }

  @Test
  void aControllerIsLearned() {
    edt(
        () -> {
          Knob knob = macro(4);
          JPopupMenu menu = knob.getComponentPopupMenu();
          menu.show(knob, 5, 5);
          ((javax.swing.AbstractButton) menu.getComponent(0)).doClick(0);
          menu.setVisible(false);
          return null;
        });
    assertThat(on.calls("learn")).containsExactly("learn macro-4");
  }
}
