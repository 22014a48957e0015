package ligature.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
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
      assertThat(inputs.openNames()).containsExactly("Test Grand");
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
      assertThat(inputs.openNames()).contains("Test Grand", "Test Pads");
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

  private static List<Long> take(MidiInputs inputs) {
    List<Long> events = new ArrayList<>();
    for (EventRing ring : inputs.rings()) {
      while (ring.nextFrame() != EventSource.NONE) {
        events.add(ring.take());
      }
    }
    return events;
  }

  @Test
  void aKeyboardThatIsPluggedInPlaysAndOneThatIsPulledOutLetsGo() throws Exception {
    try (MidiInputs inputs = MidiInputs.open(List.of(MidiInputs.ALL), () -> 5)) {
      List<EventRing> rings = inputs.rings();
      TestMidiProvider.plugIn("Test Stage");
      assertThat(TestMidiProvider.isOpen("Test Stage")).isFalse();
      inputs.look();
      assertThat(inputs.openNames()).contains("Test Stage");
      TestMidiProvider.send("Test Stage", new ShortMessage(ShortMessage.NOTE_ON, 0, 60, 127));
      TestMidiProvider.send("Test Stage", new ShortMessage(ShortMessage.NOTE_ON, 3, 64, 127));
      TestMidiProvider.send("Test Stage", new ShortMessage(ShortMessage.NOTE_ON, 3, 65, 127));
      TestMidiProvider.send("Test Stage", new ShortMessage(ShortMessage.NOTE_OFF, 3, 65, 64));
      TestMidiProvider.send(
          "Test Stage", new ShortMessage(ShortMessage.CONTROL_CHANGE, 3, 64, 127));
      TestMidiProvider.send("Test Stage", new ShortMessage(ShortMessage.PITCH_BEND, 5, 0, 127));
      assertThat(take(inputs)).hasSize(6);
      TestMidiProvider.pullOut("Test Stage");
      inputs.look();
      assertThat(take(inputs))
          .containsExactlyInAnyOrder(
              Event.noteOff(0, 60, 64 / 127f),
              Event.noteOff(3, 64, 64 / 127f),
              Event.pack(Event.PITCH_BEND, 5, 0, 0),
              Event.pack(Event.CONTROLLER, 3, Controllers.SUSTAIN, 0));
      assertThat(inputs.openNames()).doesNotContain("Test Stage");
      assertThat(inputs.rings()).as("the instrument's sources stay").isSameAs(rings);
    } finally {
      TestMidiProvider.pullOut("Test Stage");
    }
  }

  @Test
  void onlyWantedKeyboardsAreOpenedLaterToo() {
    try (MidiInputs inputs = MidiInputs.open(List.of("grand"), () -> 0)) {
      TestMidiProvider.plugIn("Test Stage");
      TestMidiProvider.plugIn("Second Grand");
      inputs.look();
      assertThat(inputs.openNames()).containsExactly("Test Grand", "Second Grand");
    } finally {
      TestMidiProvider.pullOut("Test Stage");
      TestMidiProvider.pullOut("Second Grand");
    }
  }

  @Test
  void aKeyboardComesAndGoesAHundredTimesAndABusyOneIsLeftAlone() throws Exception {
    TestMidiProvider.plugInBusy("Test Busy");
    try (MidiInputs inputs = MidiInputs.open(List.of(MidiInputs.ALL), () -> 0)) {
      for (int i = 0; i < 100; i++) {
        TestMidiProvider.plugIn("Test Stage");
        inputs.look();
        TestMidiProvider.send("Test Stage", new ShortMessage(ShortMessage.NOTE_ON, 0, 60, 127));
        TestMidiProvider.pullOut("Test Stage");
        inputs.look();
        assertThat(take(inputs)).hasSize(2);
      }
      for (int i = 0; i < 20; i++) {
        TestMidiProvider.plugIn("Many " + i);
      }
      inputs.look();
      assertThat(inputs.openNames()).hasSize(MidiInputs.MOST_DEVICES);
      assertThat(TestMidiProvider.isOpen("Test Busy")).isFalse();
    } finally {
      TestMidiProvider.pullOut("Test Busy");
      for (int i = 0; i < 20; i++) {
        TestMidiProvider.pullOut("Many " + i);
      }
    }
  }
}
