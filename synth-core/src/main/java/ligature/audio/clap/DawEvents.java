package ligature.audio.clap;

import java.nio.ByteBuffer;
import ligature.audio.Playback;
import ligature.midi.Event;
import ligature.rt.OnThread;
import ligature.rt.ThreadRole;

/**
 * The events of a request, on their way into the playback. What is no event, or out of range, is
 * passed over. Threads: {@code [audio-thread]}; no allocation.
 */
final class DawEvents {

  /** A whole MIDI message; the other kinds are those of {@link Event}. */
  private static final int MIDI = 100;

  /** A note that begins is heard. */
  private static final float SOFTEST = 1e-3f;

  private final Meeting meeting;
  private final Playback playback;
  private final byte[] message = new byte[3];

  DawEvents(Meeting meeting, Playback playback) {
    this.meeting = meeting;
    this.playback = playback;
  }

  /** Passes on all of a request of so many frames, before its frames are taken. */
  @OnThread(ThreadRole.AUDIO)
  void take(int request, int frames) {
    if (meeting.resets(request)) {
      playback.event(0, Event.pack(Event.RESET_CONTROLLERS, Event.ALL_CHANNELS, 0, 0));
      playback.event(0, Event.allSoundOff(Event.ALL_CHANNELS));
    }
    int count = meeting.events(request);
    for (int i = 0; i < count; i++) {
      takeRecord(Meeting.recordAt(request, i), frames);
    }
  }

  private void takeRecord(int at, int frames) {
    ByteBuffer bytes = meeting.bytes();
    int frame = Math.max(0, Math.min(frames - 1, bytes.getInt(at)));
    int kind = bytes.get(at + 4) & 0xFF;
    if (kind == MIDI) {
      midi(frame, at + 12);
      return;
    }
    int channel = bytes.get(at + 5) & 15;
    int number = bytes.getShort(at + 6) & 127;
    float value = bytes.getFloat(at + 8);
    switch (kind) {
      case Event.NOTE_ON -> event(frame, kind, channel, number, within(value, SOFTEST, 1));
      case Event.NOTE_OFF, Event.CONTROLLER, Event.CHANNEL_PRESSURE, Event.KEY_PRESSURE ->
          event(frame, kind, channel, number, within(value, 0, 1));
      case Event.PITCH_BEND -> event(frame, kind, channel, 0, within(value, -1, 1));
      case Event.NOTE_PITCH -> event(frame, kind, channel, number, within(value, 8, 14_000));
      case Event.ALL_NOTES_OFF, Event.ALL_SOUND_OFF -> event(frame, kind, channel, 0, 0);
      default -> {
        // of a newer plugin
      }
    }
  }

  private void event(int frame, int kind, int channel, int number, float value) {
    playback.event(frame, Event.pack(kind, channel, number, value));
  }

  private static float within(float value, float low, float high) {
    return value >= low ? Math.min(value, high) : low; // low for what is no number
  }

  private void midi(int frame, int at) {
    for (int i = 0; i < message.length; i++) {
      message[i] = meeting.bytes().get(at + i);
    }
    int status = message[0] & 0xF0;
    boolean isShort = status == 0xC0 || status == 0xD0;
    if (status >= 0x80 && (message[0] & 0xFF) < 0xF8) {
      playback.midi(frame, message, isShort ? 2 : 3);
    } else if (status == 0xF0) {
      playback.midi(frame, message, 1); // the clock
    }
  }
}
