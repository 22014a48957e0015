package ligature.plugin.clap;

import java.util.Arrays;
import ligature.plugin.NoteEvent;

/**
 * What is played, told to instances in the dialect that they understand: CLAP's own notes and
 * expressions, or MIDI. Threads: {@code [audio]} of CLAP; no allocation after the constructor.
 */
final class ClapNotes {

  private static final int CHANNELS = 16;
  private static final int KEYS = 128;

  /** Where a plugin understands no MIDI, the wheel moves its notes by so much at most. */
  private static final double BEND_SEMITONES = 2;

  /** By how many semitones the next note of a key is off; it goes with its note-on. */
  private final float[] tuning = new float[CHANNELS * KEYS];

  /** Tells one instance, so many frames after the coming block's first. */
  void tell(ClapInstance to, int frame, NoteEvent event, int channel, int number, float value) {
    if (to.understands(Clap.DIALECT_CLAP)) {
      tellNote(to, frame, event, channel, number, value);
    } else if (to.understands(Clap.DIALECT_MIDI)) {
      tellMidi(to, frame, event, channel, number, value);
    }
  }

  /** Remembers what later notes depend on, once all instances are told. */
  void remember(NoteEvent event, int channel, int number, float value) {
    int key = channel * KEYS + number;
    if (event == NoteEvent.KEY_TUNING) {
      tuning[key] = value;
    } else if (event == NoteEvent.NOTE_OFF) {
      tuning[key] = 0;
    } else if (event == NoteEvent.ALL_NOTES_OFF || event == NoteEvent.ALL_SOUND_OFF) {
      Arrays.fill(tuning, channel * KEYS, (channel + 1) * KEYS, 0);
    }
  }

  private static void tellMidi(
      ClapInstance to, int frame, NoteEvent event, int channel, int number, float value) {
    int message = event.toMidi(channel, number, value);
    if (message != 0) {
      to.events().midi(frame, message);
    }
  }

  /** CLAP's own notes and expressions; wheels and pedals by MIDI where that is understood. */
  private void tellNote(
      ClapInstance to, int frame, NoteEvent event, int channel, int number, float value) {
    ClapEvents events = to.events();
    boolean midi = to.understands(Clap.DIALECT_MIDI);
    switch (event) {
      case NOTE_ON -> {
        events.note(frame, Clap.NOTE_ON, channel, number, value);
        float tuned = tuning[channel * KEYS + number];
        if (tuned != 0) {
          events.expression(frame, Clap.TUNING, channel, number, tuned);
        }
      }
      case NOTE_OFF -> events.note(frame, Clap.NOTE_OFF, channel, number, value);
      case KEY_TUNING -> {
        // goes with the note-on
      }
      case KEY_PRESSURE -> events.expression(frame, Clap.PRESSURE, channel, number, value);
      case ALL_NOTES_OFF -> events.note(frame, Clap.NOTE_OFF, channel, Clap.ANY, 0);
      case ALL_SOUND_OFF -> events.note(frame, Clap.NOTE_CHOKE, channel, Clap.ANY, 0);
      case CHANNEL_PRESSURE -> {
        if (midi) {
          tellMidi(to, frame, event, channel, number, value);
        } else {
          events.expression(frame, Clap.PRESSURE, channel, Clap.ANY, value);
        }
      }
      case PITCH_BEND -> {
        if (midi) {
          tellMidi(to, frame, event, channel, number, value);
        } else {
          events.expression(frame, Clap.TUNING, channel, Clap.ANY, BEND_SEMITONES * value);
        }
      }
      case CONTROLLER -> {
        if (midi) {
          tellMidi(to, frame, event, channel, number, value);
        }
      }
    }
  }
}
