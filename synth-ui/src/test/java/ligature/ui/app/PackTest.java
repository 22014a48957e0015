package ligature.ui.app;

import static ligature.ui.WindowFixture.edt;
import static ligature.ui.WindowFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import javax.swing.AbstractButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JTextField;
import ligature.preset.Patch;
import ligature.preset.PresetLibrary;
import ligature.ui.Choosers;
import ligature.ui.RecordingPlayer;
import ligature.ui.TestRig;
import ligature.ui.WindowFixture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Presets are packed into a file in one window, and installed by a drop in another. */
class PackTest {

  @TempDir private Path here;
  @TempDir private Path there;
  private LigatureWindow window;
  private CountDownLatch closed;

  @BeforeAll
  static void needsScreen() {
    WindowFixture.requireDisplay();
  }

  private void open(TestRig rig) {
    closed = new CountDownLatch(1);
    window =
        EngineWindow.shown(
            rig, new LibraryStore(rig.presets(), rig.player()::bank), closed::countDown);
  }

  private void close() throws Exception {
    edt(
        () -> {
          window.close();
          return null;
        });
    closed.await();
  }

  private <T extends java.awt.Component> T find(String name, Class<T> type) {
    return Components.find(window.frame(), name, type);
  }

  private void press(String key) {
    JComponent content = (JComponent) window.frame().getContentPane();
    content.getActionMap().get(key).actionPerformed(null);
  }

  private void drop(Path file) {
    assertThat(edt(() -> DroppedFiles.drop(window, file))).isTrue();
  }

  @Test
  void aPackGoesFromOneWindowToAnother() throws Exception {
    RecordingPlayer player = new RecordingPlayer();
    TestRig rig = new TestRig(player, here);
    PresetLibrary presets = rig.presets();
    presets.save("First Snow", player.patch("x", "tuba", "oboe"), false);
    presets.save("Thaw", player.patch("x", "oboe", "tuba"), false);
    Path pack = here.resolve("Winter.ligature");
    byte[] picture = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0};
    Path cover = Files.write(here.resolve("cover.png"), picture);
    open(rig);
    eventually(
        "the presets were listed",
        () -> edt(() -> find("nextPreset", AbstractButton.class).isEnabled()));
    edt(
        () -> {
          press("ctrl shift E");
          find("packName", JTextField.class).setText("Winter");
          find("packAuthor", JTextField.class).setText("A. Author");
          return null;
        });
    Choosers.choose(() -> find("packChoosePicture", AbstractButton.class).doClick(0), cover);
    Choosers.choose(() -> find("packExport", AbstractButton.class).doClick(0), pack);
    eventually("it is written", () -> Files.exists(pack));
    eventually(
        "it is told",
        () -> edt(() -> find("message", JLabel.class).getText()).startsWith("2 presets written"));
    close();

    TestRig other = new TestRig(new RecordingPlayer(), there);
    open(other);
    drop(pack);
    eventually(
        "they are there",
        () ->
            edt(() -> find("message", JLabel.class).getText())
                .equals("Winter by A. Author: 2 presets, 0 timbres installed"));
    eventually("and listed", () -> edt(() -> find("nextPreset", AbstractButton.class).isEnabled()));
    Patch thaw = other.presets().load("thaw", other.player().bank());
    assertThat(thaw.corner(1).name()).isEqualTo("tuba");
    assertThat(there.resolve("packs/winter/picture.png")).hasBinaryContent(picture);
    Choosers.choose(() -> press("ctrl I"), pack);
    eventually(
        "it comes by the menu, too",
        () -> edt(() -> find("message", JLabel.class).getText()).endsWith("all of it was there"));
    Path broken = Files.writeString(there.resolve("broken.ligature"), "no archive");
    drop(broken);
    eventually(
        "what is wrong is told",
        () ->
            edt(() -> find("message", JLabel.class).getText())
                .contains("broken.ligature: is not a preset pack"));
    Path single = here.resolve("mist.json");
    presets.save("Mist", player.patch("x", "oboe", "tuba"), false);
    Files.move(presets.files().get("mist"), single);
    drop(single);
    eventually(
        "a single preset comes alike",
        () ->
            edt(() -> find("message", JLabel.class).getText())
                .equals("Mist: 1 preset, 0 timbres installed"));
    assertThat(other.presets().load("mist", other.player().bank()).corner(0).name())
        .isEqualTo("oboe");
    close();
  }
}
