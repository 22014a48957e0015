package ligature.ui.app;

import static ligature.ui.WindowFixture.edt;
import static ligature.ui.WindowFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Point;
import java.awt.event.KeyEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.swing.AbstractButton;
import javax.swing.JLabel;
import javax.swing.JPopupMenu;
import javax.swing.JTextField;
import javax.swing.MenuElement;
import javax.swing.MenuSelectionManager;
import ligature.parameter.Parameter;
import ligature.plugin.InsertSetting;
import ligature.ui.Choosers;
import ligature.ui.WindowFixture;
import ligature.ui.control.Knob;
import ligature.ui.control.SlotChip;
import org.assertj.swing.core.MouseButton;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The view to design a sound, as a hand uses it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DesignTest {

  private WindowFixture on;

  @BeforeAll
  void needsScreen() {
    WindowFixture.requireDisplay();
  }

  @BeforeEach
  void showDesign() {
    if (on == null) { // not before all: a test that fails is run again, a class is not
      on = new WindowFixture(List.of("One"), name -> null);
    }
    on.beginAnew();
    on.click("viewDesign");
    eventually("it shows", () -> edt(() -> on.find("design", Component.class).isShowing()));
  }

  @AfterAll
  void close() {
    if (on != null) {
      on.close();
    }
  }

  private Knob knob(String name) {
    return on.find(name, Knob.class);
  }

  private float value(Parameter parameter) {
    return on.player.meters().value(parameter);
  }

  private void key(int... codes) {
    on.robot.pressAndReleaseKeys(codes);
    on.robot.waitForIdle();
  }

  private static Point dial(Component knob) {
    return new Point(knob.getWidth() / 2, knob.getHeight() / 2);
  }

  @Test
  void everyParameterHasAKnobOfItsOwn() {
    for (Parameter parameter : Parameter.values()) {
      Knob knob = knob("knob " + parameter.id());
      assertThat(edt(knob::isShowing)).as(parameter.id()).isTrue();
      assertThat(edt(() -> knob.getAccessibleContext().getAccessibleName())).isNotEmpty();
      assertThat(edt(() -> knob.getComponentPopupMenu().getComponents()))
          .extracting(Component::getName)
          .contains("learn " + parameter.id());
    }
    on.click("viewPlay");
    eventually("the pad is back", () -> edt(() -> on.find("pad", Component.class).isShowing()));
  }

  @Test
  void aDragTurnsFinelyWithShiftAndIsOneStepBack() {
    Knob pan = knob("knob pan");
    Point from = edt(() -> dial(pan));
    on.press(pan, from);
    on.moveTo(pan, new Point(from.x, from.y - 20));
    on.moveTo(pan, new Point(from.x, from.y - 45)); // a quarter of the way
    on.release();
    eventually("it is turned", () -> Math.abs(value(Parameter.PAN) - 0.5f) < 0.02);
    float coarse = value(Parameter.PAN);
    on.robot.pressKey(KeyEvent.VK_SHIFT);
    on.press(pan, from);
    on.moveTo(pan, new Point(from.x, from.y - 45));
    on.release();
    on.robot.releaseKey(KeyEvent.VK_SHIFT);
    eventually(
        "it is turned a tenth as far", () -> Math.abs(value(Parameter.PAN) - coarse - 0.05) < 0.01);
    on.click("undo");
    eventually("one step back", () -> Math.abs(value(Parameter.PAN) - coarse) < 1e-6);
    on.click("undo");
    eventually("and where it began", () -> value(Parameter.PAN) == 0);
    on.click("redo");
    eventually("and forth", () -> Math.abs(value(Parameter.PAN) - coarse) < 1e-6);
  }

  @Test
  void aDoubleClickReturnsToTheBeginning() {
    on.player.set(Parameter.UNISON_DETUNE, 80);
    Knob detune = knob("knob unison-detune");
    on.robot.click(detune, edt(() -> dial(detune)), MouseButton.LEFT_BUTTON, 2);
    eventually(
        "it is back", () -> value(Parameter.UNISON_DETUNE) == Parameter.UNISON_DETUNE.initial());
  }

  @Test
  void figuresAreTypedWithUnitsAndNonsenseChangesNothing() {
    Knob time = knob("knob glide-time");
    Point figures = edt(() -> new Point(time.getWidth() / 2, time.getHeight() - 5));
    on.press(time, figures);
    on.release();
    eventually("they can be typed", () -> edt(() -> time.editor() instanceof JTextField));
    on.type("250 ms");
    key(KeyEvent.VK_ENTER);
    eventually("it is taken", () -> Math.abs(value(Parameter.GLIDE_TIME) - 0.25f) < 1e-6);
    eventually("and shown", () -> edt(() -> time.figures().equals("250 ms")));
    eventually("the knob has the focus again", () -> edt(time::isFocusOwner));
    key(KeyEvent.VK_ENTER);
    on.type("much");
    key(KeyEvent.VK_ENTER);
    eventually("the field is gone", () -> edt(() -> time.editor() == null));
    assertThat(value(Parameter.GLIDE_TIME)).isEqualTo(0.25f);
    assertThat(on.calls("panic", "noteOn")).isEmpty();
  }

  @Test
  void theKeyboardAloneTurnsAndChooses() {
    Knob mode = knob("knob voice-mode");
    edt(mode::requestFocusInWindow);
    eventually("it has the focus", () -> edt(mode::isFocusOwner));
    key(KeyEvent.VK_UP);
    eventually("the next value", () -> value(Parameter.VOICE_MODE) == 1);
    key(KeyEvent.VK_END);
    eventually("the last", () -> value(Parameter.VOICE_MODE) == Parameter.VOICE_MODE.max());
    key(KeyEvent.VK_DELETE);
    eventually("the first", () -> value(Parameter.VOICE_MODE) == 0);
    key(KeyEvent.VK_TAB);
    eventually(
        "tab goes on",
        () -> edt(() -> !mode.isFocusOwner() && knob("knob note-priority").isFocusOwner()));
  }

  /** Opens the menu of an empty slot and takes an effect. */
  private void add(int slot, String id) {
    AbstractButton item = item(slot, "add " + id);
    edt(
        () -> {
          item.doClick(0);
          return null;
        });
  }

  /** Opens the menu of an empty slot, finds something in it, and closes it. */
  private AbstractButton item(int slot, String name) {
    on.click("slot" + slot);
    eventually(
        "the menu is open",
        () -> edt(() -> MenuSelectionManager.defaultManager().getSelectedPath().length > 0));
    return edt(
        () -> {
          JPopupMenu menu = (JPopupMenu) MenuSelectionManager.defaultManager().getSelectedPath()[0];
          AbstractButton item =
              (AbstractButton)
                  Arrays.stream(menu.getComponents())
                      .filter(c -> name.equals(c.getName()))
                      .findFirst()
                      .orElseThrow();
          MenuSelectionManager.defaultManager().clearSelectedPath();
          return item;
        });
  }

  /** Opens the menu of an empty slot and takes what is left of it by words. */
  private void addByWords(int slot, String words, String id) {
    on.click("slot" + slot);
    eventually(
        "the field has the focus", () -> edt(() -> search() != null && search().isFocusOwner()));
    on.robot.enterText("rave");
    eventually("a model is left", () -> found().equals(List.of("addSource")));
    edt(
        () -> {
          search().setText("");
          return null;
        });
    on.robot.enterText(words);
    eventually("one is left", () -> found().equals(List.of("add " + id)));
    key(KeyEvent.VK_ENTER);
  }

  /** What the menu that is open offers. */
  private static List<String> found() {
    return edt(
        () ->
            Arrays.stream(search().getParent().getComponents())
                .map(Component::getName)
                .filter(name -> name != null && name.startsWith("add"))
                .toList());
  }

  /** The field of the menu that is open, or null. */
  private static JTextField search() {
    MenuElement[] path = MenuSelectionManager.defaultManager().getSelectedPath();
    return path.length == 0
        ? null
        : Arrays.stream(((JPopupMenu) path[0]).getComponents())
            .filter(JTextField.class::isInstance)
            .map(JTextField.class::cast)
            .findFirst()
            .orElse(null);
  }

  @Test
  void aModelAndARecordingForEachCornerAreChosenAndWhatIsWrongIsTold(@TempDir Path folder)
      throws Exception {
    Path model = Files.write(folder.resolve("model.ts"), new byte[] {1, 2, 3});
    Path a = Files.write(folder.resolve("a.wav"), new byte[0]);
    Path b = Files.write(folder.resolve("b.flac"), new byte[0]);
    AbstractButton item = item(1, "addSource");
    Choosers.choose(() -> item.doClick(0), model);
    Choosers.choose(() -> {}, a);
    Choosers.choose(() -> {}, b);
    Choosers.choose(() -> {}, a); // the pad has four corners
    Choosers.choose(() -> {}, b);
    eventually(
        "it is told",
        () -> edt(() -> on.find("message", JLabel.class).getText().contains("model.ts: ")));
    assertThat(inserts()).isEmpty();
  }

  private List<InsertSetting> inserts() {
    return on.player.patch().inserts();
  }

  private List<String> ids() {
    return inserts().stream().map(InsertSetting::id).toList();
  }

  @Test
  void effectsAreAddedTurnedBypassedMovedAndUndone() {
    add(1, "java:reverb");
    eventually("it is there", () -> ids().equals(List.of("java:reverb")));
    eventually(
        "its controls show", () -> edt(() -> on.find("insert decay", Knob.class).isShowing()));
    Knob decay = knob("insert decay");
    Point from = edt(() -> dial(decay));
    on.press(decay, from);
    on.moveTo(decay, new Point(from.x, from.y - 40));
    on.moveTo(decay, new Point(from.x, from.y - 60));
    on.release();
    eventually("it is longer", () -> inserts().get(0).values().getOrDefault("decay", 0f) > 5);
    Knob wet = knob("insert wet");
    edt(wet::requestFocusInWindow);
    eventually("it has the focus", () -> edt(wet::isFocusOwner));
    key(KeyEvent.VK_4);
    on.robot.enterText("2");
    key(KeyEvent.VK_ENTER);
    eventually("it is mixed in so", () -> Math.abs(inserts().get(0).wet() - 0.42f) < 1e-4);
    on.click("insertUse");
    eventually("it is left out", () -> inserts().get(0).bypass());
    assertThat(edt(() -> on.find("slot1", SlotChip.class).isBypassed())).isTrue();
    addByWords(2, "java delay", "java:delay");
    eventually("both are there", () -> ids().equals(List.of("java:reverb", "java:delay")));
    eventually(
        "its controls show", () -> edt(() -> on.find("insert feedback", Knob.class).isShowing()));
    on.click("insertLeft");
    eventually("they have changed", () -> ids().equals(List.of("java:delay", "java:reverb")));
    Component first = on.find("slot1", Component.class);
    Component second = on.find("slot2", Component.class);
    on.press(first, edt(() -> dial(first)));
    on.moveTo(second, edt(() -> dial(second)));
    on.release();
    eventually("and back", () -> ids().equals(List.of("java:reverb", "java:delay")));
    on.click("insertRemove");
    eventually("one is gone", () -> ids().equals(List.of("java:reverb")));
    for (int i = 0; i < 5; i++) { // remove, back, changed, added, bypassed
      on.click("undo");
    }
    eventually("it plays", () -> ids().size() == 1 && !inserts().get(0).bypass());
    assertThat(inserts().get(0).wet()).isEqualTo(0.42f);
    on.click("undo");
    on.click("undo");
    eventually("as it came", () -> inserts().equals(List.of(InsertSetting.of("java:reverb"))));
    on.click("undo");
    eventually("nothing is there", () -> inserts().isEmpty());
  }
}
