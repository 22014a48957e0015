package ligature.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NoteEventTest {

  private static String midi(NoteEvent event, int channel, int number, float value) {
    int message = event.toMidi(channel, number, value);
    return "%02x %02x %02x".formatted(message & 255, message >> 8 & 255, message >> 16);
  }

  @Test
  void whatMidiSays() {
    assertThat(midi(NoteEvent.NOTE_ON, 2, 60, 1)).isEqualTo("92 3c 7f");
    assertThat(midi(NoteEvent.NOTE_ON, 2, 60, 0.001f)).as("0 would end it").isEqualTo("92 3c 01");
    assertThat(midi(NoteEvent.NOTE_OFF, 0, 60, 0)).isEqualTo("80 3c 00");
    assertThat(midi(NoteEvent.KEY_PRESSURE, 1, 127, 0.5f)).isEqualTo("a1 7f 40");
    assertThat(midi(NoteEvent.CHANNEL_PRESSURE, 15, 0, 1)).isEqualTo("df 7f 00");
    assertThat(midi(NoteEvent.CONTROLLER, 0, 64, 1)).isEqualTo("b0 40 7f");
    assertThat(midi(NoteEvent.PITCH_BEND, 0, 0, 0)).isEqualTo("e0 00 40");
    assertThat(midi(NoteEvent.PITCH_BEND, 0, 0, -1)).isEqualTo("e0 00 00");
    assertThat(midi(NoteEvent.PITCH_BEND, 0, 0, 1)).isEqualTo("e0 7f 7f");
    assertThat(midi(NoteEvent.ALL_NOTES_OFF, 4, 0, 0)).isEqualTo("b4 7b 00");
    assertThat(midi(NoteEvent.ALL_SOUND_OFF, 4, 0, 0)).isEqualTo("b4 78 00");
    assertThat(NoteEvent.KEY_TUNING.toMidi(0, 60, 0.5f)).isZero();
    for (NoteEvent event : NoteEvent.values()) {
      assertThat(NoteEvent.of(event.ordinal())).isSameAs(event);
    }
  }
}
