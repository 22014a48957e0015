package ligature.ui.app;

import static ligature.ui.WindowFixture.edt;
import static ligature.ui.WindowFixture.eventually;
import static ligature.ui.WindowFixture.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.event.KeyEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.swing.JList;
import ligature.modulation.ModulationEnvelope;
import ligature.modulation.ModulationMatrix;
import ligature.preset.PresetEntry;
import ligature.preset.Range;
import ligature.ui.WindowFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Curves, ranges and stars without a mouse. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyboardAloneTest {

  private WindowFixture on;

  @BeforeAll
  void needsScreen() {
    WindowFixture.requireDisplay();
  }

  @BeforeEach
  void beginAnew() {
    if (on == null) { // not before all: a test that fails is run again, a class is not
      on =
          new WindowFixture(
              List.of("Night", "Tide"), name -> on.player.patch(name, "oboe", "tuba"));
    }
    on.beginAnew();
  }

  @AfterAll
  void close() {
    if (on != null) {
      on.close();
    }
  }

  private void key(int... codes) {
    on.robot.pressAndReleaseKeys(codes);
    on.robot.waitForIdle();
  }

  private void with(int modifier, int code) {
    on.robot.pressKey(modifier);
    on.robot.pressAndReleaseKeys(code);
    on.robot.releaseKey(modifier);
    on.robot.waitForIdle();
  }

  private void focus(String name) {
    Component at = on.find(name, Component.class);
    run(at::requestFocusInWindow);
    eventually(name + " has the focus", () -> edt(at::isFocusOwner));
  }

  private String described(String name) {
    return edt(
        () -> on.find(name, Component.class).getAccessibleContext().getAccessibleDescription());
  }

  private ModulationEnvelope envelope() {
    return on.player.patch().modulation().envelopes().get(0);
  }

  @Test
  void theCurveOfAnEnvelopeIsPulled() {
    on.push("viewDesign");
    on.push("pageModulation");
    on.push("shape envelope-1");
    focus("shape");
    ModulationEnvelope plain = ModulationEnvelope.PLAIN;
    assertThat(described("shape")).startsWith("Attack, ");
    with(KeyEvent.VK_CONTROL, KeyEvent.VK_RIGHT);
    assertThat(described("shape")).startsWith("Decay, ");
    float sustain = plain.sustain();
    key(KeyEvent.VK_UP);
    eventually("higher", () -> Math.abs(envelope().sustain() - (sustain + 0.02f)) < 1e-6);
    assertThat(envelope().decay()).as("only up and down").isEqualTo(plain.decay());
    with(KeyEvent.VK_SHIFT, KeyEvent.VK_UP);
    eventually("finely", () -> Math.abs(envelope().sustain() - (sustain + 0.022f)) < 1e-6);
    key(KeyEvent.VK_RIGHT);
    eventually("later", () -> envelope().decay() > plain.decay());
    with(KeyEvent.VK_CONTROL, KeyEvent.VK_RIGHT);
    assertThat(described("shape")).startsWith("Release, ");
    key(KeyEvent.VK_LEFT, KeyEvent.VK_LEFT);
    eventually("shorter", () -> envelope().release() < plain.release());
    with(KeyEvent.VK_CONTROL, KeyEvent.VK_RIGHT);
    assertThat(described("shape")).as("round again").startsWith("Attack, ");
    assertThat(envelope().attack()).isEqualTo(plain.attack());
    eventually(
        "all of it is undone",
        () -> {
          boolean asItCame = on.player.patch().modulation().equals(ModulationMatrix.NONE);
          if (!asItCame) {
            on.push("undo");
          }
          return asItCame;
        });
    on.push("shape lfo-1");
    assertThat(edt(() -> on.find("shape", Component.class).isFocusable()))
        .as("has no points to pull")
        .isFalse();
  }

  private Range keys(int part) {
    return on.player.patch().parts().get(part).keys();
  }

  @Test
  void theRangesOfPartsAreMoved() {
    on.push("viewDesign");
    on.push("pageParts");
    on.push("addPart");
    focus("partKeys");
    assertThat(described("partKeys")).contains("Part 2", "low end");
    key(KeyEvent.VK_LEFT);
    assertThat(keys(1)).as("it is at the end").isEqualTo(new Range(0, 127));
    key(KeyEvent.VK_UP, KeyEvent.VK_RIGHT);
    eventually("up an octave and a key", () -> keys(1).equals(new Range(13, 127)));
    with(KeyEvent.VK_CONTROL, KeyEvent.VK_RIGHT);
    with(KeyEvent.VK_CONTROL, KeyEvent.VK_RIGHT);
    assertThat(described("partKeys")).contains("high end");
    key(KeyEvent.VK_DOWN);
    eventually("down an octave", () -> keys(1).equals(new Range(13, 115)));
    with(KeyEvent.VK_CONTROL, KeyEvent.VK_LEFT);
    key(KeyEvent.VK_DOWN, KeyEvent.VK_DOWN);
    eventually("all of it, as far as it goes", () -> keys(1).equals(new Range(0, 102)));
    with(KeyEvent.VK_CONTROL, KeyEvent.VK_UP);
    assertThat(described("partKeys")).contains("Part 1");
    focus("partVelocities");
    key(KeyEvent.VK_UP);
    Range tenUp = new Range(10, 127);
    eventually("ten velocities", () -> on.player.patch().parts().get(0).velocities().equals(tenUp));
    assertThat(keys(0)).isEqualTo(new Range(0, 127));
  }

  private static List<String> titles(JList<?> list) {
    return IntStream.range(0, list.getModel().getSize())
        .mapToObj(i -> ((PresetEntry) list.getModel().getElementAt(i)).title())
        .toList();
  }

  @Test
  void aPresetGetsAStar() {
    with(KeyEvent.VK_CONTROL, KeyEvent.VK_P);
    JList<?> list = on.find("presetList", JList.class);
    eventually("they were listed", () -> edt(() -> titles(list)).equals(List.of("Night", "Tide")));
    key(KeyEvent.VK_DOWN);
    eventually("the second", () -> edt(list::getSelectedIndex) == 1);
    focus("favouritePreset");
    key(KeyEvent.VK_SPACE);
    eventually("it is kept", () -> on.rig.settings().load().favourites().equals(Set.of("Tide")));
    assertThat(on.calls("load", "sustain")).isEmpty();
    key(KeyEvent.VK_SPACE);
    eventually("it has gone", () -> on.rig.settings().load().favourites().isEmpty());
    key(KeyEvent.VK_ESCAPE);
    eventually("the pad is back", () -> edt(() -> on.find("pad", Component.class).isShowing()));
  }
}
