package ligature.engine;

import java.util.Arrays;
import ligature.midi.Event;
import ligature.plugin.InsertChain;
import ligature.plugin.NoteEvent;
import ligature.rt.HeldKeys;
import ligature.units.KeyPitch;
import ligature.units.Pitch;

/**
 * What is played, for plugins that take notes: the same keys that the voices get, on the same
 * frames, with the pitches of the tuning.
 *
 * <p>Threads: {@code [model-thread]}; no allocation after the constructor.
 */
final class PluginNotes {

  private static final int CHANNELS = 16;
  private static final int KEYS = 128;
  private static final byte UP = -1;

  private final InsertChain inserts;

  /** Which source pressed a key, {@link #UP} if none did. */
  private final byte[] sources = new byte[CHANNELS * KEYS];

  /** Keys with a pitch that an event gave them. */
  private final boolean[] ownPitch = new boolean[CHANNELS * KEYS];

  private KeyPitch tuning = KeyPitch.EQUAL;

  PluginNotes(InsertChain inserts) {
    this.inserts = inserts;
    Arrays.fill(sources, UP);
  }

  /** New notes have the pitches of this tuning. */
  void tune(KeyPitch next) {
    tuning = next;
  }

  /** Takes an event, so many frames after the hop's first. */
  void take(long event, int offset, int source) {
    int channel = Event.channel(event) & 15;
    int number = Event.number(event);
    float value = Event.value(event);
    switch (Event.kind(event)) {
      case Event.NOTE_ON -> press(channel, number, value, offset, source);
      case Event.NOTE_OFF -> lift(channel, number, value, offset);
      case Event.NOTE_PITCH -> {
        ownPitch[channel * KEYS + number] = true;
        tuneKey(channel, number, value, offset);
      }
      case Event.KEY_PRESSURE ->
          inserts.play(offset, NoteEvent.KEY_PRESSURE, channel, number, value);
      case Event.CHANNEL_PRESSURE ->
          inserts.play(offset, NoteEvent.CHANNEL_PRESSURE, channel, 0, value);
      case Event.PITCH_BEND -> inserts.play(offset, NoteEvent.PITCH_BEND, channel, 0, value);
      case Event.CONTROLLER -> inserts.play(offset, NoteEvent.CONTROLLER, channel, number, value);
      case Event.ALL_NOTES_OFF -> all(NoteEvent.ALL_NOTES_OFF, Event.channel(event), offset);
      case Event.ALL_SOUND_OFF -> all(NoteEvent.ALL_SOUND_OFF, Event.channel(event), offset);
      default -> {
        // concerns the instrument alone
      }
    }
  }

  private void press(int channel, int key, float velocity, int offset, int source) {
    int at = channel * KEYS + key;
    if (!ownPitch[at] && tuning != KeyPitch.EQUAL) {
      double hz = tuning.hz(channel, key);
      if (hz <= 0) {
        return; // this key has no pitch
      }
      tuneKey(channel, key, hz, offset);
    }
    sources[at] = (byte) source;
    inserts.play(offset, NoteEvent.NOTE_ON, channel, key, velocity);
  }

  private void tuneKey(int channel, int key, double hz, int offset) {
    double semitones = 12 * Math.log(hz / Pitch.keyToHz(key)) / Math.log(2);
    inserts.play(offset, NoteEvent.KEY_TUNING, channel, key, (float) semitones);
  }

  private void lift(int channel, int key, float velocity, int offset) {
    sources[channel * KEYS + key] = UP;
    ownPitch[channel * KEYS + key] = false;
    inserts.play(offset, NoteEvent.NOTE_OFF, channel, key, velocity);
  }

  /** For a channel, or for all where there is no such channel. */
  private void all(NoteEvent event, int only, int offset) {
    for (int channel = 0; channel < CHANNELS; channel++) {
      if (only == channel || only >= CHANNELS) {
        Arrays.fill(sources, channel * KEYS, (channel + 1) * KEYS, UP);
        Arrays.fill(ownPitch, channel * KEYS, (channel + 1) * KEYS, false);
        inserts.play(offset, event, channel, 0, 0);
      }
    }
  }

  /** Everything ends at once: the stream leaps. */
  void stop() {
    all(NoteEvent.ALL_SOUND_OFF, CHANNELS, 0);
  }

  /** Makes up for lost events of a source: its keys that are up are lifted. */
  void resynchronise(int source, HeldKeys held) {
    for (int at = 0; at < sources.length; at++) {
      if (sources[at] == source && !held.isDown(at / KEYS, at % KEYS)) {
        lift(at / KEYS, at % KEYS, Event.USUAL_RELEASE_VELOCITY, 0);
      }
    }
  }
}
