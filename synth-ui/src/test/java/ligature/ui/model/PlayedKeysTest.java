package ligature.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import ligature.ui.RecordingPlayer;
import org.junit.jupiter.api.Test;

class PlayedKeysTest {

  private final RecordingPlayer player = new RecordingPlayer();
  private final PlayedKeys keys = new PlayedKeys(player);

  @Test
  void aKeyOfTwoHandsSoundsUntilBothLetGo() {
    keys.press(60, 0.5f);
    keys.press(60, 0.9f);
    keys.lift(60);
    assertThat(player.calls).containsExactly("noteOn 60", "noteOn 60");
    keys.lift(60);
    keys.lift(60);
    assertThat(player.calls).containsExactly("noteOn 60", "noteOn 60", "noteOff 60");
  }

  @Test
  void panicForgetsWhatIsHeld() {
    keys.press(60, 0.5f);
    keys.sustain(true);
    keys.panic();
    keys.lift(60);
    assertThat(player.calls).containsExactly("noteOn 60", "sustain true", "sustain false", "panic");
  }
}
