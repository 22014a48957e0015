package ligature.ui.app;

import static ligature.ui.WindowFixture.edt;
import static ligature.ui.WindowFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Component;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import javax.swing.AbstractButton;
import javax.swing.JLabel;
import ligature.audio.AudioSettings;
import ligature.latent.Timbre;
import ligature.live.LiveOptions;
import ligature.live.LiveSession;
import ligature.model.ComputeDevice;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.ui.TestRig;
import ligature.ui.WindowFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was made of a recording is heard beside it, and made anew, by the model itself. */
class OwnSoundTest {

  private static final int RATE = DroppedFiles.RATE;

  /** Encoding takes seconds, more on a busy machine. */
  private static final int TRIES = 24;

  @TempDir private Path recordings;
  @TempDir private Path folder;
  private LiveSession session;
  private TestRig rig;
  private LigatureWindow window;
  private Ear ear;
  private final CountDownLatch closed = new CountDownLatch(1);

  @BeforeAll
  static void needsScreen() {
    WindowFixture.requireDisplay();
  }

  @BeforeEach
  void open() {
    List<Timbre> bank = Bundled.model().bank().timbres();
    session =
        LiveSession.open(
            new LiveOptions(
                Bundled.model(),
                ComputeDevice.CPU,
                Patch.of("Two", bank.subList(0, 2)),
                4,
                "none",
                AudioSettings.defaults(),
                0,
                List.of(),
                null));
    rig = new TestRig(session, folder);
    window =
        EngineWindow.shown(rig, new LibraryStore(rig.presets(), session::bank), closed::countDown);
    ear = new Ear(session.meters().tap());
  }

  @AfterEach
  void close() throws Exception {
    ear.close();
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

  private AbstractButton button(String name) {
    return find(name, AbstractButton.class);
  }

  private void push(String name) {
    edt(
        () -> {
          button(name).doClick(0);
          return null;
        });
  }

  private void patiently(String what, Callable<Boolean> holds) {
    for (int i = 1; i < TRIES; i++) {
      try {
        eventually(what, () -> edt(holds));
        return;
      } catch (AssertionError e) {
        // a slow machine
      }
    }
    eventually(what, () -> edt(holds));
  }

  private String text(String name) {
    return edt(() -> find(name, JLabel.class).getText());
  }

  private void drop(Path file) {
    assertThat(edt(() -> DroppedFiles.drop(window, file))).isTrue();
    awaitComparison();
  }

  private void awaitComparison() {
    patiently(
        "the round trip was made",
        () -> button("importEncoded").isEnabled() && button("importEnd").getText().equals("Done"));
  }

  /** Pushes a button, and what is heard until it comes up again by itself. */
  private float[] heardFrom(String name) {
    for (int i = 0; ; i++) {
      int from = ear.now();
      int missed = ear.missed();
      push(name);
      assertThat(edt(() -> button(name).isSelected())).isTrue();
      patiently("it is over", () -> !button(name).isSelected());
      int later = ear.now() + RATE / 10;
      eventually("all was heard", () -> ear.now() >= later);
      if (ear.missed() == missed || i == 4) {
        float[] x = ear.part(from, ear.now());
        int onset = Audio.firstAbove(x, 1e-3f);
        assertThat(onset).as(name + " is heard").isNotNegative();
        return Arrays.copyOfRange(x, onset, x.length);
      }
    }
  }

  @Test
  void theRecordingAndTheTimbreAreHeardInTurnAndEquallyLoud() throws Exception {
    drop(DroppedFiles.write(recordings.resolve("string A2.wav"), DroppedFiles.pluck(110)));
    String distance = text("importDistance");
    assertThat(distance).matches("\\d+\\.\\d dB apart");
    double db = Double.parseDouble(distance.split(" ")[0]);
    assertThat(db).isBetween(0.5, 12.0);

    float[] original = heardFrom("importOriginal");
    float[] encoded = heardFrom("importEncoded");
    for (float[] x : List.of(original, encoded)) {
      assertThat(Audio.centsFrom(Arrays.copyOfRange(x, 4800, 24_000), RATE, 110))
          .isCloseTo(0, within(15.0));
    }
    double louder =
        Audio.rmsDb(original, 0, RATE * 4 / 10) - Audio.rmsDb(encoded, 0, RATE * 4 / 10);
    assertThat(louder).isCloseTo(0, within(1.0));
    float[] written = DroppedFiles.pluck(110);
    assertThat(Audio.rmsDb(original, 0, 2400) - Audio.rmsDb(original, 24_000, 28_800))
        .as("the recording itself dies as it was written")
        .isCloseTo(
            Audio.rmsDb(written, 0, 2400) - Audio.rmsDb(written, 24_000, 28_800), within(1.0));
    assertThat(session.patch().corners()).as("nothing was loaded for it").hasSize(2);

    push("importOriginal");
    push("importEncoded");
    assertThat(edt(() -> button("importOriginal").isSelected())).isFalse();
    push("importEncoded");
    assertThat(edt(() -> button("importEncoded").isSelected())).as("stopped by hand").isFalse();
    int from = ear.now() + RATE / 5;
    eventually("time passes", () -> ear.now() >= from + RATE / 5);
    assertThat(Audio.peak(ear.part(from, from + RATE / 5))).isLessThan(1e-4f);
    push("importEnd");
    assertThat(edt(() -> button("importOriginal").isShowing())).isFalse();
  }
}
