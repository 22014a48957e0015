package ligature.ui.view;

import static ligature.ui.WindowFixture.edt;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CancellationException;
import java.util.function.DoubleConsumer;
import javax.swing.AbstractButton;
import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JTextField;
import ligature.preset.Patch;
import ligature.ui.RecordingPlayer;
import ligature.ui.WindowFixture;
import ligature.ui.app.Components;
import ligature.ui.model.Renders;
import ligature.ui.model.Sound;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What became of a rendering stays on show, however soon it was over. */
class RenderLineTest {

  private static final int LONGER_THAN_ESTIMATES_WAIT_MILLIS = 700;

  private JFrame frame;

  @BeforeAll
  static void needsScreen() {
    WindowFixture.requireDisplay();
  }

  /** Is cancelled as soon as it begins. */
  private static final class Cancelled implements Renders.Renderer {

    @Override
    public String estimate(Renders.Order order, Patch patch) {
      return "much";
    }

    @Override
    public String render(Renders.Order order, Patch patch, DoubleConsumer progress) {
      throw new CancellationException();
    }

    @Override
    public void show(String out) {}
  }

  @AfterEach
  void close() {
    edt(
        () -> {
          frame.dispose();
          return null;
        });
  }

  @Test
  void anEstimateThatWasStillToComeDoesNotCoverIt() throws Exception {
    JLabel line =
        edt(
            () -> {
              Sound sound = new Sound(new RecordingPlayer());
              Renders renders = new Renders(sound, new Cancelled(), Runnable::run, Runnable::run);
              RenderSheet sheet = new RenderSheet(renders, sound, null, () -> {});
              frame = new JFrame();
              frame.add(sheet);
              frame.pack();
              frame.setVisible(true);
              Components.find(frame, "renderNoteKeys", JTextField.class).setText("61");
              Components.find(frame, "renderStart", AbstractButton.class).doClick(0);
              return Components.find(frame, "renderLine", JLabel.class);
            });
    Thread.sleep(LONGER_THAN_ESTIMATES_WAIT_MILLIS);
    assertThat(edt(line::getText)).isEqualTo("Cancelled.");
  }
}
