package ligature.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.event.ActionEvent;
import java.awt.event.MouseEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.AbstractButton;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.KeyStroke;
import ligature.latent.KeyGains;
import ligature.latent.Timbre;
import ligature.latent.TimbreZone;
import ligature.ui.RecordingPlayer;
import ligature.ui.WindowFixture;
import ligature.ui.model.CaptureMaker;
import ligature.ui.model.Captures;
import ligature.ui.model.Sound;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is heard while the button is held, by a hand or by its key, is the timbre at corner D. */
class CaptureButtonTest {

  private final RecordingPlayer player = new RecordingPlayer();
  private final Deque<Runnable> work = new ArrayDeque<>();
  private final Maker maker = new Maker();
  private JPanel window;
  private Captures captures;
  private CaptureButton button;
  private final List<String> hints = new ArrayList<>();

  private static final class Maker implements CaptureMaker {

    private float[] heard;

    @Override
    public void prepare() {}

    @Override
    public Timbre make(float[] audio, int rateHz, List<String> taken, Consumer<String> tell) {
      heard = audio;
      TimbreZone zone =
          new TimbreZone(60, 100, 0, 0, 60, new float[64], new float[64], new float[4]);
      return new Timbre(
          "capture",
          "Capture",
          "voice",
          "test",
          true,
          16,
          16,
          4,
          1,
          4,
          List.of(zone),
          KeyGains.NONE);
    }
  }

  @BeforeEach
  void build() {
    WindowFixture.edt(
        () -> {
          window = new JPanel();
          captures = new Captures(player, new Sound(player), maker, work::add, Runnable::run);
          button = new CaptureButton(captures, window, hints::add);
          return null;
        });
    player.allowCapture();
  }

  private void mouse(int id, int which) {
    WindowFixture.edt(
        () -> {
          int modifiers = MouseEvent.getMaskForButton(which);
          button.dispatchEvent(new MouseEvent(button, id, 0, modifiers, 3, 3, 1, false, which));
          return null;
        });
  }

  private void key(String stroke) {
    WindowFixture.edt(
        () -> {
          Object action =
              window.getInputMap(JPanel.WHEN_IN_FOCUSED_WINDOW).get(KeyStroke.getKeyStroke(stroke));
          window
              .getActionMap()
              .get(action)
              .actionPerformed(new ActionEvent(window, ActionEvent.ACTION_PERFORMED, stroke));
          return null;
        });
  }

  private void workOff() {
    WindowFixture.edt(
        () -> {
          while (!work.isEmpty()) {
            work.remove().run();
          }
          return null;
        });
  }

  @Test
  void heldAndLetGoItIsCornerD() {
    mouse(MouseEvent.MOUSE_PRESSED, MouseEvent.BUTTON1);
    assertThat(button.isSelected()).isTrue();
    assertThat(button.getToolTipText()).startsWith("Listening");
    player.hear(new float[] {0.1f, 0.2f});
    mouse(MouseEvent.MOUSE_RELEASED, MouseEvent.BUTTON1);
    assertThat(button.isSelected()).isFalse();
    assertThat(button.getToolTipText()).startsWith("Making");
    player.hear(new float[] {0.3f});
    workOff();
    assertThat(maker.heard).containsExactly(0.1f, 0.2f);
    assertThat(player.patch().corner(3).name()).isEqualTo("capture");
    assertThat(button.getToolTipText()).startsWith("Hold");
  }

  @Test
  void itsKeyDoesTheSame() {
    key("F9");
    assertThat(button.isSelected()).isTrue();
    player.hear(new float[] {0.5f});
    key("released F9");
    workOff();
    assertThat(maker.heard).containsExactly(0.5f);
    assertThat(player.patch().corner(3).name()).isEqualTo("capture");
  }

  @Test
  void anotherButtonOfTheMouseDoesNothing() {
    mouse(MouseEvent.MOUSE_PRESSED, MouseEvent.BUTTON3);
    assertThat(button.isSelected()).isFalse();
    assertThat(player.calls).doesNotContain("captureTo ring");
  }

  @Test
  void whatIsGivenUpLeavesNothing() {
    mouse(MouseEvent.MOUSE_PRESSED, MouseEvent.BUTTON1);
    player.hear(new float[] {0.1f, 0.2f});
    WindowFixture.edt(
        () -> {
          captures.cancel();
          return null;
        });
    assertThat(button.isSelected()).isFalse();
    assertThat(player.calls).endsWith("captureTo nowhere");
    mouse(MouseEvent.MOUSE_RELEASED, MouseEvent.BUTTON1);
    workOff();
    assertThat(maker.heard).isNull();
    assertThat(player.patch().corner(3).name()).isEqualTo("cello");
    assertThat(player.bank().find("capture")).isNull();
  }

  @Test
  void withoutAnInputItSaysWhy() {
    RecordingPlayer deaf = new RecordingPlayer();
    String tip =
        WindowFixture.edt(
            () ->
                new CaptureButton(
                        new Captures(deaf, new Sound(deaf), maker, work::add, Runnable::run),
                        new JPanel(),
                        hints::add)
                    .getToolTipText());
    assertThat(tip).contains("play through JACK");
  }

  /** Chooses what a right click offers. */
  private void choose(String name) {
    WindowFixture.edt(
        () -> {
          JPopupMenu menu = button.getComponentPopupMenu();
          for (Component item : menu.getComponents()) {
            if (item.getName().equals(name)) {
              ((AbstractButton) item).doClick(0);
              return null;
            }
          }
          throw new AssertionError("no " + name);
        });
  }

  private void tick() {
    WindowFixture.edt(
        () -> {
          captures.tick();
          return null;
        });
  }

  @Test
  void aPedalThatWasLearnedIsHeld() {
    choose("learn capture");
    assertThat(hints.get(0)).startsWith("Press the pedal");
    player.moveController(66, true);
    assertThat(captures.pedal()).isEqualTo(66);
    tick();
    assertThat(captures.state()).as("it was only learned").isEqualTo(Captures.State.NOTHING);
    player.moveController(66, true);
    tick();
    assertThat(captures.state()).isEqualTo(Captures.State.LISTENING);
    tick();
    player.moveController(66, false);
    tick();
    assertThat(captures.state()).isEqualTo(Captures.State.MAKING);
    while (!work.isEmpty()) {
      work.remove().run();
    }
    assertThat(player.patch().corner(3).name()).isEqualTo("capture");
    choose("forget capture");
    assertThat(captures.pedal()).isEqualTo(-1);
  }
}
