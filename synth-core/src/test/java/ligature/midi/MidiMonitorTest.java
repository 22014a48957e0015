package ligature.midi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javax.sound.midi.ShortMessage;
import org.junit.jupiter.api.Test;

class MidiMonitorTest {

  private static MidiMonitor.Input find(MidiMonitor monitor, String name) {
    return monitor.inputs().stream().filter(i -> i.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void countsWhatOpenInputsSendBesideTheInstrument() throws Exception {
    try (MidiInputs inputs = MidiInputs.open(List.of("Test Grand"), () -> 0);
        MidiMonitor monitor = MidiMonitor.open()) {
      MidiMonitor.Input grand = find(monitor, "Test Grand");
      MidiMonitor.Input pads = find(monitor, "Test Pads");
      assertThat(grand.isOpen()).isTrue();
      assertThat(pads.isOpen()).isFalse();
      TestMidiProvider.send("Test Grand", new ShortMessage(ShortMessage.NOTE_ON, 0, 60, 64));
      TestMidiProvider.send("Test Grand", new ShortMessage(ShortMessage.ACTIVE_SENSING));
      TestMidiProvider.send("Test Pads", new ShortMessage(ShortMessage.NOTE_ON, 0, 36, 64));
      assertThat(grand.messages()).hasValue(1);
      assertThat(pads.messages()).hasValue(0);
      assertThat(inputs.rings().get(0).take()).isEqualTo(Event.noteOn(0, 60, 64 / 127f));
    }
  }
}
