package ligature.ui.app;

import static ligature.ui.WindowFixture.edt;
import static ligature.ui.WindowFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Point;
import java.awt.event.KeyEvent;
import java.util.List;
import javax.swing.AbstractButton;
import javax.swing.JMenu;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import javax.swing.MenuSelectionManager;
import ligature.modulation.Lfo;
import ligature.modulation.ModulationEnvelope;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.ModulationRoute;
import ligature.modulation.ModulationSource;
import ligature.parameter.Parameter;
import ligature.ui.WindowFixture;
import ligature.ui.control.Knob;
import ligature.ui.control.ShapeView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What moves what, as a hand sets it up. */
class ModulationPageTest {

  private WindowFixture on;

  @BeforeAll
  static void needsScreen() {
    WindowFixture.requireDisplay();
  }

  @BeforeEach
  void open() {
    on = new WindowFixture(List.of("One"), name -> null);
    on.click("viewDesign");
    on.click("pageModulation");
    eventually("it shows", () -> edt(() -> on.find("modulation", Component.class).isShowing()));
  }

  @AfterEach
  void close() {
    on.close();
  }

  private ModulationMatrix matrix() {
    return on.player.patch().modulation();
  }

  private ModulationRoute route(int index) {
    return matrix().routes().get(index);
  }

  /** Opens the menu of a button, and takes what has this id. */
  private void choose(String button, String id) {
    on.click(button);
    eventually(
        "the menu is open",
        () -> edt(() -> MenuSelectionManager.defaultManager().getSelectedPath().length > 0));
    edt(
        () -> {
          JPopupMenu menu = (JPopupMenu) MenuSelectionManager.defaultManager().getSelectedPath()[0];
          AbstractButton found = null;
          for (Component part : menu.getComponents()) {
            if (part instanceof JMenu group) {
              for (Component item : group.getMenuComponents()) {
                found = ("choose " + id).equals(item.getName()) ? (JMenuItem) item : found;
              }
            } else if (("choose " + id).equals(part.getName())) {
              found = (AbstractButton) part;
            }
          }
          MenuSelectionManager.defaultManager().clearSelectedPath();
          found.doClick(0);
          return null;
        });
  }

  private void type(String knob, String text) {
    Knob at = on.find(knob, Knob.class);
    edt(at::requestFocusInWindow);
    eventually("it has the focus", () -> edt(at::isFocusOwner));
    on.robot.pressAndReleaseKeys(KeyEvent.VK_ENTER);
    on.type(text);
    on.robot.pressAndReleaseKeys(KeyEvent.VK_ENTER);
    eventually("it is taken", () -> edt(() -> at.editor() == null));
  }

  @Test
  void aRouteIsMadeChangedAndUndone() {
    on.click("shape lfo-1");
    on.click("addRoute");
    eventually("it is there", () -> matrix().routes().size() == 1);
    assertThat(route(0).source().id()).isEqualTo("lfo-1");
    choose("route1 target", "tilt");
    eventually("it moves the tilt", () -> route(0).target() == Parameter.TILT);
    choose("route1 source", "macro-2");
    eventually("by a macro", () -> route(0).source().id().equals("macro-2"));
    choose("route1 via", "cc-1");
    eventually("via the wheel", () -> ModulationSource.find("cc-1").equals(route(0).via()));
    type("route1 curve", "-0.5");
    eventually("bent", () -> route(0).curve() == -0.5f);
    Knob amount = on.find("route1 amount", Knob.class);
    Point from = edt(() -> new Point(amount.getWidth() / 3, amount.getHeight() / 2));
    on.press(amount, from);
    on.moveTo(amount, new Point(from.x + 10, from.y));
    on.moveTo(amount, new Point(from.x + 45, from.y)); // a quarter of the way: from 30 to 80 %
    on.release();
    eventually("further", () -> Math.abs(route(0).amount() - 0.8f) < 0.03);
    ModulationMatrix made = matrix();
    choose("route1 via", "nothing");
    eventually("without the wheel", () -> route(0).via() == null);
    on.click("route1 remove");
    eventually("gone", () -> matrix().routes().isEmpty());
    assertThat(edt(() -> on.find("noRoutes", Component.class).isShowing())).isTrue();
    on.click("undo");
    on.click("undo");
    eventually("back", () -> matrix().equals(made));
    for (int i = 0; i < 6; i++) { // amount, curve, via, source, target, added
      on.click("undo");
    }
    eventually("as it came", () -> matrix().equals(ModulationMatrix.NONE));
    for (int i = 0; i < 6; i++) {
      on.click("redo");
    }
    eventually("and once more", () -> matrix().equals(made));
    assertThat(on.calls("noteOn", "panic")).isEmpty();
  }

  @Test
  void anEnvelopeIsPulledAndAnLfoTurned() {
    ShapeView shape = on.find("shape", ShapeView.class);
    Point sustain = edt(() -> shape.handle(1));
    on.press(shape, sustain);
    on.moveTo(shape, new Point(sustain.x + 10, sustain.y - 20));
    on.moveTo(shape, new Point(sustain.x + 20, sustain.y - 40));
    on.release();
    eventually(
        "it stays up longer",
        () ->
            matrix().envelopes().get(0).sustain() > 0.3
                && matrix().envelopes().get(0).decay() > ModulationEnvelope.PLAIN.decay());
    type("envelope-1 Attack", "250 ms");
    eventually("slower", () -> matrix().envelopes().get(0).attack() == 0.25f);
    on.click("shape lfo-3");
    eventually("it shows", () -> edt(() -> on.find("lfo-3 Rate", Knob.class).isShowing()));
    Knob kind = on.find("lfo-3 Shape", Knob.class);
    edt(kind::requestFocusInWindow);
    eventually("it has the focus", () -> edt(kind::isFocusOwner));
    on.robot.pressAndReleaseKeys(KeyEvent.VK_UP);
    eventually("the next", () -> matrix().lfos().get(2).shape() == Lfo.Shape.TRIANGLE);
    type("lfo-3 Rate", "6 Hz");
    eventually("faster", () -> matrix().lfos().get(2).hz() == 6);
    type("lfo-3 Sync", "4");
    eventually("synced", () -> matrix().lfos().get(2).beats() == 4);
    for (int i = 0; i < 5; i++) { // pulled, attack, shape, rate, sync
      on.click("undo");
    }
    eventually("as it came", () -> matrix().equals(ModulationMatrix.NONE));
  }
}
