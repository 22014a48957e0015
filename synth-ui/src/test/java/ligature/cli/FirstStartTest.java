package ligature.cli;

import static ligature.ui.WindowFixture.edt;
import static ligature.ui.WindowFixture.eventually;
import static ligature.ui.WindowFixture.patiently;
import static ligature.ui.WindowFixture.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Frame;
import java.awt.event.KeyEvent;
import java.awt.event.WindowEvent;
import java.awt.geom.Point2D;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import javax.swing.AbstractButton;
import ligature.audio.AudioServers;
import ligature.ui.WindowFixture;
import ligature.ui.app.Components;
import ligature.ui.control.LevelMeter;
import ligature.ui.control.MorphPad;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who starts the program for the first time presses a key: it sounds, and the pad moves. */
class FirstStartTest {

  private static final String CONFIG = "ligature.config";
  private static final double SILENT_DB = -60;

  @TempDir private static Path nothing;
  private final String config = System.getProperty(CONFIG);
  private Frame frame;

  @BeforeEach
  void forget() {
    WindowFixture.requireDisplay();
    System.setProperty(CONFIG, nothing.toString());
  }

  @AfterEach
  void remember() {
    if (config == null) {
      System.clearProperty(CONFIG);
    } else {
      System.setProperty(CONFIG, config);
    }
  }

  private static Stream<Frame> shown() {
    return Stream.of(Frame.getFrames())
        .filter(f -> f.isShowing() && f.getTitle().equals("Ligature"));
  }

  private <T extends Component> T find(String name, Class<T> type) {
    return Components.find(frame, name, type);
  }

  private MorphPad pad() {
    return find("pad", MorphPad.class);
  }

  private double levelDb() {
    return find("meter", LevelMeter.class).shownDb(0);
  }

  /** Where the note is; on the puck at moments when it passes there. */
  private Point2D.Float note() {
    return pad().notesApart().stream().findFirst().orElseGet(pad()::puck);
  }

  private void letterA(int id) {
    run(
        () ->
            pad()
                .dispatchEvent(
                    new KeyEvent(pad(), id, System.currentTimeMillis(), 0, KeyEvent.VK_A, 'a')));
  }

  @Test
  void thePresetLigatureSoundsOnTheFirstKeyAndItsPadMoves() throws Exception {
    FutureTask<Integer> program = new FutureTask<>(() -> Main.run("--audio", AudioServers.NONE));
    new Thread(program, "first start").start();
    patiently("the window is there", () -> shown().count() == 1);
    frame = edt(() -> shown().findFirst().orElseThrow());
    try {
      patiently(
          "its preset is shown",
          () -> find("presets", AbstractButton.class).getText().equals("Ligature"));
      assertThat(edt(this::levelDb)).isEqualTo(SILENT_DB);
      letterA(KeyEvent.KEY_PRESSED);
      eventually("it sounds", () -> edt(this::levelDb) > SILENT_DB + 30);
      eventually("its note is on the pad", () -> edt(() -> pad().notesApart().size() == 1));
      Point2D.Float from = edt(this::note);
      eventually("it moves", () -> edt(() -> note().distance(from) > 30));
      letterA(KeyEvent.KEY_RELEASED);
    } finally {
      run(() -> frame.dispatchEvent(new WindowEvent(frame, WindowEvent.WINDOW_CLOSING)));
    }
    assertThat(program.get()).isZero();
  }
}
