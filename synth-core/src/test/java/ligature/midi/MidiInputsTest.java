package ligature.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.SysexMessage;
import ligature.files.InputException;
import ligature.rt.EventRing;
import ligature.rt.EventSource;
import org.junit.jupiter.api.Test;

/** MIDI keyboards behind javax.sound.midi. */
class MidiInputsTest {

  @Test
  void aKeyboardsNotesArriveInItsOwnRing() throws Exception {
    try (MidiInputs inputs = MidiInputs.open(List.of("grand"), () -> 4711)) {
      TestMidiProvider.send("Test Grand", new ShortMessage(ShortMessage.NOTE_ON, 2, 60, 64));
      TestMidiProvider.send(
          "Test Grand", new SysexMessage(new byte[] {(byte) 0xF0, 1, (byte) 0xF7}, 3));
      TestMidiProvider.send("Test Pads", new ShortMessage(ShortMessage.NOTE_ON, 0, 36, 64));
      assertThat(inputs.rings()).hasSize(1);
      EventRing ring = inputs.rings().get(0);
      assertThat(ring.nextFrame()).isEqualTo(4711);
      assertThat(ring.take()).isEqualTo(Event.noteOn(2, 60, 64 / 127f));
      assertThat(ring.nextFrame()).isEqualTo(EventSource.NONE);
      assertThat(ring.held().isDown(2, 60)).isTrue();
    }
  }

  @Test
  void allOpensAll() {
    try (MidiInputs inputs = MidiInputs.open(List.of(MidiInputs.ALL), () -> 0)) {
      assertThat(inputs.rings()).hasSizeGreaterThanOrEqualTo(2);
    }
    assertThat(MidiInputs.names()).contains("Test Grand", "Test Pads").doesNotContain("Gervill");
  }

  @Test
  void aKeyboardThatIsNotThereIsTold() {
    assertThatThrownBy(() -> MidiInputs.open(List.of("Test Grond"), () -> 0))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Test Grond")
        .hasMessageContaining("Test Grand");
  }
}
