package ligature.ui.app;

import static ligature.ui.WindowFixture.edt;
import static ligature.ui.WindowFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.formdev.flatlaf.util.UIScale;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.swing.AbstractButton;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JPopupMenu;
import javax.swing.JSpinner;
import javax.swing.MenuSelectionManager;
import ligature.settings.Settings;
import ligature.settings.TuningSettings;
import ligature.tuning.Tuning;
import ligature.ui.Choosers;
import ligature.ui.WindowFixture;
import ligature.ui.theme.Theme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is set holds at once or from the next beginning, and is remembered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SettingsTest {

  private WindowFixture on;
  private boolean spent;

  @BeforeAll
  void needsScreen() {
    WindowFixture.requireDisplay();
  }

  @BeforeEach
  void open() {
    if (on == null) { // not before all: a test that fails is run again, a class is not
      on = new WindowFixture(List.of("One"), name -> on.player.patch(name, "tuba", "oboe"));
    }
    on.beginAnew();
    on.push("settings");
    eventually(
        "what there is was found",
        () -> edt(() -> on.find("soundCard", JComboBox.class).getItemCount() == 3));
    choose("theme", "Dark");
    choose("scale", "100 %");
  }

  /** What one test leaves behind is not for the next. */
  @AfterEach
  void closeIfSpent() {
    if (spent) {
      spent = false;
      close();
      on = null;
    }
  }

  @AfterAll
  void close() {
    edt(
        () -> {
          UIScale.setZoomFactor(1);
          Theme.DARK.apply();
          return null;
        });
    if (on != null) {
      on.close();
    }
  }

  private void choose(String name, String item) {
    edt(
        () -> {
          JComboBox<?> box = on.find(name, JComboBox.class);
          box.setSelectedItem(item);
          assertThat(box.getSelectedItem()).isEqualTo(item);
          return null;
        });
  }

  private Settings saved() {
    return on.rig.settings().load();
  }

  private boolean canApply() {
    return edt(() -> on.find("applySettings", JButton.class).isEnabled());
  }

  @Test
  void whatPlaysIsShownAndTheTestIsANote() {
    assertThat(edt(() -> on.find("playsNow", JLabel.class).getText()))
        .isEqualTo("JACK, 48000 Hz, period 128");
    assertThat(canApply()).isFalse();
    on.push("testTone");
    eventually("the note ends", () -> on.player.calls.contains("noteOff 69"));
    assertThat(on.calls("note")).containsExactly("noteOn 69", "noteOff 69");
  }

  @Test
  void audioAndDeviceAreKeptAndAppliedByBeginningAnew() {
    spent = true;
    choose("audioSystem", "JavaSound");
    choose("soundCard", "Card one");
    choose("rate", "96000 Hz");
    choose("period", "256 frames");
    choose("device", "GPU cuda:0");
    Settings wanted =
        Settings.DEFAULTS.withAudio("javasound", "Card one", 96_000, 256).withDevice("cuda:0");
    eventually("it is saved", () -> saved().equals(wanted));
    assertThat(canApply()).isTrue();
    on.push("twoCorners");
    on.push("applySettings");
    assertThat(on.player.calls).last().isEqualTo("close");
    assertThat(on.window.goOnWith().corners())
        .extracting(Object::toString)
        .containsExactly("celesta", "pan-flute");
  }

  @Test
  void mpeZonesHoldAtOnce() {
    choose("mpe", "Upper zone: channels 1 to 15");
    assertThat(on.calls("setMpe")).containsExactly("setMpe upper");
    assertThat(canApply()).isFalse();
  }

  @Test
  void tuningHoldsAtOnceAndIsKept(@TempDir Path folder) throws Exception {
    spent = true;
    Path scl = folder.resolve("thirds.scl");
    Files.writeString(scl, "thirds\n3\n400.0\n800.0\n2/1\n");
    Path bad = folder.resolve("bad.scl");
    Files.writeString(bad, "bad\n2\nthis is no pitch\n2/1\n");
    Path kbm = folder.resolve("map.kbm");
    Files.writeString(kbm, "0\n0\n127\n60\n69\n440.0\n0\n");
    open("tuningScale", "open scl", scl);
    eventually("it sounds", () -> on.player.tuning().name().equals("thirds"));
    open("tuningKeyMap", "open kbm", kbm);
    eventually("the map, too", () -> on.player.tuning().kbm() != null);
    Tuning both = on.player.tuning();
    open("tuningScale", "open scl", bad);
    eventually(
        "what is wrong is said",
        () -> edt(() -> on.find("settingsNote", JLabel.class).getText()).startsWith(bad + ":"));
    assertThat(on.player.tuning()).isEqualTo(both);
    edt(
        () -> {
          on.find("a4", JSpinner.class).setValue(442.5);
          return null;
        });
    on.push("lockTuning");
    assertThat(on.calls("setA4Hz", "lockTuning"))
        .containsExactly("setA4Hz 442.5", "lockTuning true");
    TuningSettings wanted = new TuningSettings(both, 442.5, true);
    eventually("it is saved", () -> saved().tuning().equals(wanted));
    assertThat(canApply()).isFalse();
  }

  /** Answers the file dialog behind an item of a button's menu. */
  private void open(String button, String item, Path file) {
    Choosers.choose(
        () -> {
          on.find(button, AbstractButton.class).doClick(0);
          JPopupMenu menu = (JPopupMenu) MenuSelectionManager.defaultManager().getSelectedPath()[0];
          MenuSelectionManager.defaultManager().clearSelectedPath();
          Components.find(menu, item, AbstractButton.class).doClick(0);
        },
        file);
  }

  @Test
  void lookAndSizeChangeAtOnceAndAreKept() {
    choose("theme", "Light");
    assertThat(edt(Theme::current)).isEqualTo(Theme.LIGHT);
    choose("scale", "150 %");
    assertThat(edt(UIScale::getZoomFactor)).isEqualTo(1.5f);
    eventually("it is saved", () -> saved().equals(Settings.DEFAULTS.withLook(false, 1.5f)));
    assertThat(canApply()).isFalse();
    choose("theme", "Dark");
    choose("scale", "100 %");
    eventually("it is saved", () -> saved().equals(Settings.DEFAULTS));
  }
}
