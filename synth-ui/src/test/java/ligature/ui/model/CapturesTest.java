package ligature.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import ligature.files.InputException;
import ligature.latent.KeyGains;
import ligature.latent.Timbre;
import ligature.latent.TimbreZone;
import ligature.ui.RecordingPlayer;
import org.junit.jupiter.api.Test;

class CapturesTest {

  private final RecordingPlayer player = new RecordingPlayer();
  private final Sound sound = new Sound(player, () -> 0);
  private final Deque<Runnable> work = new ArrayDeque<>();
  private final List<String> told = new ArrayList<>();
  private final Maker maker = new Maker();
  private final Captures captures = new Captures(player, sound, maker, work::add, Runnable::run);

  private static final class Maker implements CaptureMaker {

    private float[] heard;
    private int prepared;

    @Override
    public void prepare() {
      prepared++;
    }

    @Override
    public Timbre make(float[] audio, int rateHz, List<String> taken, Consumer<String> tell) {
      heard = audio;
      if (audio.length == 0) {
        throw new InputException("capture.wav: is silent");
      }
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

  private void workOff() {
    while (!work.isEmpty()) {
      work.remove().run();
    }
  }

  @Test
  void whatIsHeardWhileItIsHeldIsAtDAndOneStepBack() {
    captures.setTell(told::add);
    player.allowCapture();
    player.hear(new float[] {9}); // nobody listens yet
    captures.press();
    captures.press(); // by the key, too
    assertThat(captures.state()).isEqualTo(Captures.State.LISTENING);
    player.hear(new float[] {1, 2});
    player.hear(new float[] {3});
    captures.release();
    player.hear(new float[] {4});
    captures.release();
    assertThat(captures.state()).isEqualTo(Captures.State.MAKING);
    workOff();
    assertThat(captures.state()).isEqualTo(Captures.State.NOTHING);
    assertThat(maker.prepared).isEqualTo(1);
    assertThat(maker.heard).containsExactly(1, 2, 3);
    assertThat(player.patch().corner(3).name()).isEqualTo("capture");
    assertThat(player.bank().find("capture")).isNotNull();
    sound.history().undo();
    assertThat(player.patch().corner(3).name()).isEqualTo("cello");
    assertThat(told).isEmpty();
  }

  @Test
  void allIsMadeReadyAsSoonAsThereIsAnInput() {
    captures.tick();
    workOff();
    assertThat(maker.prepared).as("nobody wants it yet").isZero();
    player.allowCapture();
    captures.tick();
    captures.tick();
    workOff();
    assertThat(maker.prepared).isEqualTo(1);
  }

  @Test
  void aPadOfTwoGetsFourCorners() {
    player.allowCapture();
    sound.pad().setCorners(2);
    captures.press();
    player.hear(new float[] {1});
    captures.release();
    workOff();
    assertThat(player.patch().cornerCount()).isEqualTo(4);
    assertThat(player.patch().corner(3).name()).isEqualTo("capture");
  }

  @Test
  void silenceAndAMissingInputAreTold() {
    captures.setTell(told::add);
    captures.press();
    assertThat(captures.state()).isEqualTo(Captures.State.NOTHING);
    assertThat(told).hasSize(1).first().asString().contains("no audio input");
    player.allowCapture();
    captures.press();
    captures.release();
    workOff();
    assertThat(told).hasSize(2).last().isEqualTo("capture.wav: is silent");
    assertThat(player.patch().corner(3).name()).isEqualTo("cello");
  }
}
