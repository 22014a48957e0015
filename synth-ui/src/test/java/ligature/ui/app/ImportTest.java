package ligature.ui.app;

import static ligature.ui.WindowFixture.edt;
import static ligature.ui.WindowFixture.eventually;
import static ligature.ui.WindowFixture.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import javax.swing.AbstractButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import ligature.latent.Timbre;
import ligature.live.LiveSession;
import ligature.model.TimbreFile;
import ligature.preset.Patch;
import ligature.testing.Bundled;
import ligature.ui.Choosers;
import ligature.ui.TestRig;
import ligature.ui.WindowFixture;
import ligature.ui.control.TimbreMapView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings that are dropped on the window become timbres, by the model itself. */
class ImportTest {

  @TempDir private Path recordings;
  @TempDir private Path folder;
  private LiveSession session;
  private TestRig rig;
  private LigatureWindow window;
  private final CountDownLatch closed = new CountDownLatch(1);

  @BeforeAll
  static void needsScreen() {
    WindowFixture.requireDisplay();
  }

  @BeforeEach
  void open() {
    List<Timbre> bank = Bundled.model().bank().timbres();
    session = LiveSession.open(Bundled.options(Patch.of("Two", bank.subList(0, 2)), 4, "none"));
    rig = new TestRig(session, folder);
    window =
        EngineWindow.shown(rig, new LibraryStore(rig.presets(), session::bank), closed::countDown);
  }

  @AfterEach
  void close() throws Exception {
    edt(
        () -> {
          window.close();
          return null;
        });
    closed.await();
  }

  private <T extends Component> T find(String name, Class<T> type) {
    return Components.find(window.frame(), name, type);
  }

  private void push(String name) {
    edt(
        () -> {
          find(name, AbstractButton.class).doClick(0);
          return null;
        });
  }

  private boolean drop(Path... files) {
    return DroppedFiles.drop(window, files);
  }

  private static Path record(Path file, double hz) throws Exception {
    return DroppedFiles.write(file, DroppedFiles.pluck(hz));
  }

  @Test
  void recordingsBecomeATimbreThatPlaysAndStays() throws Exception {
    Path set = Files.createDirectory(recordings.resolve("my string"));
    record(set.resolve("low A2.wav"), 110);
    record(set.resolve("high A3.wav"), 220);
    Path broken = Files.writeString(recordings.resolve("broken.wav"), "no sound at all");
    int before = session.bank().timbres().size();
    push("cornerA");
    push("timbresAsMap");
    eventually(
        "the map was made",
        () -> edt(() -> find("timbreMap", TimbreMapView.class).pointCount() > 0));
    assertThat(edt(() -> drop(broken, set))).isTrue();
    assertThat(edt(() -> find("importEnd", AbstractButton.class).isShowing())).isTrue();
    patiently(
        "the timbre is made",
        () ->
            find("importToB", AbstractButton.class).isShowing()
                && find("importEnd", AbstractButton.class).getText().equals("Done"));

    assertThat(edt(() -> find("message", JLabel.class).getText())).contains("broken.wav");
    assertThat(edt(() -> find("importText", JLabel.class).getText())).startsWith("My String ");
    assertThat(session.bank().timbres()).hasSize(before + 1);
    Timbre made = session.bank().find("my-string");
    assertThat(IntStream.range(0, made.zoneCount()).map(z -> made.zone(z).key()).distinct())
        .containsExactly(45, 57);
    assertThat(edt(() -> find("timbreMap", TimbreMapView.class).pointCount()))
        .isEqualTo(before + 1);
    Timbre kept = TimbreFile.read(rig.timbreFolder().resolve("my-string.timbre")).get(0);
    assertThat(kept.zone(0).codes()).isEqualTo(made.zone(0).codes());

    push("back");
    Timbre formerly = session.patch().corner(1);
    push("importToB");
    assertThat(session.patch().corner(1)).isSameAs(made);
    assertThat(edt(() -> find("importToC", AbstractButton.class).isEnabled())).isFalse();
    rig.presets().save("With mine", session.patch(), false);
    assertThat(rig.presets().load("with-mine", session.bank()).corner(1)).isSameAs(made);
    push("undo");
    assertThat(session.patch().corner(1)).isSameAs(formerly);
    push("importEnd");
    assertThat(edt(() -> find("importEnd", AbstractButton.class).isShowing())).isFalse();
  }

  @Test
  void theBlendNearestToARecordingIsPlayed() throws Exception {
    Path file = record(recordings.resolve("pluck E4.wav"), 329.63);
    Patch before = session.patch();
    Choosers.choose(
        () ->
            ((JComponent) window.frame().getContentPane())
                .getActionMap()
                .get("ctrl M")
                .actionPerformed(null),
        file);
    patiently("it was found", () -> find("matchNearest", AbstractButton.class).isShowing());
    assertThat(edt(() -> find("matchText", JLabel.class).getText()))
        .startsWith("pluck E4.wav: ")
        .contains(" %")
        .endsWith(" dB away");
    Patch found = session.patch();
    assertThat(found.corners()).isNotEqualTo(before.corners());
    push("matchNearest");
    TimbreMapView map = find("timbreMap", TimbreMapView.class);
    eventually("the map is open", () -> edt(map::isShowing));
    List<Timbre> bank = session.bank().timbres();
    long lit = edt(() -> IntStream.range(0, bank.size()).filter(map::isFound).count());
    assertThat(lit).isBetween(1L, 8L);
    push("back");
    push("matchEnd");
    assertThat(edt(() -> find("matchEnd", AbstractButton.class).isShowing())).isFalse();
    assertThat(session.patch()).isEqualTo(found);
    push("undo");
    assertThat(session.patch().corners()).isEqualTo(before.corners());
  }

  @Test
  void whatIsCancelledLeavesNothing() throws Exception {
    Path set = Files.createDirectory(recordings.resolve("set"));
    for (int i = 0; i < 12; i++) {
      record(set.resolve("note " + i + ".wav"), 110 * Math.pow(2, i / 12.0));
    }
    int before = session.bank().timbres().size();
    edt(
        () -> {
          drop(set);
          drop(set);
          find("importEnd", AbstractButton.class).doClick(0);
          return null;
        });
    patiently("it is over", () -> !find("importEnd", AbstractButton.class).isShowing());
    assertThat(session.bank().timbres()).hasSize(before);
    assertThat(rig.timbreFolder().resolve("set.timbre")).doesNotExist();
  }
}
