package ligature.midi;

/**
 * Turns MIDI 1.0 messages into events: channel voice and mode messages; the rest is skipped.
 *
 * <p>One whole message a call, as JACK and javax.sound.midi deliver them. A malformed or unknown
 * message is ignored. Threads: one; no allocation, so it may be the audio thread.
 */
public final class MidiParser {

  private final EventSink sink;

  public MidiParser(EventSink sink) {
    this.sink = sink;
  }

  /** Parses the message in {@code bytes[0, length)}, to sound at {@code frame}. */
  public void parse(long frame, byte[] bytes, int length) {
    if (length < 2) {
      return;
    }
    int status = bytes[0] & 0xFF;
    int first = bytes[1] & 0x7F;
    int second = length > 2 ? bytes[2] & 0x7F : -1;
    parse(frame, status, first, second);
  }

  /**
   * Parses a channel message.
   *
   * @param second the second data byte, -1 if the message has none
   */
  public void parse(long frame, int status, int first, int second) {
    int channel = status & 0x0F;
    if (second < 0) {
      return; // program change and channel pressure: nothing here answers to them yet
    }
    switch (status & 0xF0) {
      case 0x80 -> sink.accept(frame, Event.noteOff(channel, first, second / 127f));
      case 0x90 -> {
        boolean on = second > 0;
        sink.accept(
            frame,
            on ? Event.noteOn(channel, first, second / 127f) : Event.noteOff(channel, first, 0.5f));
      }
      case 0xB0 -> controller(frame, channel, first, second);
      case 0xE0 ->
          sink.accept(frame, Event.pack(Event.PITCH_BEND, channel, 0, bend(first | second << 7)));
      default -> {
        // poly pressure and system messages: skipped
      }
    }
  }

  private void controller(long frame, int channel, int number, int value) {
    if (number < Controllers.ALL_SOUND_OFF) {
      sink.accept(frame, Event.pack(Event.CONTROLLER, channel, number, value / 127f));
    } else if (number == Controllers.ALL_SOUND_OFF) {
      sink.accept(frame, Event.allSoundOff(channel));
    } else if (number == Controllers.RESET_ALL) {
      sink.accept(frame, Event.pack(Event.RESET_CONTROLLERS, channel, 0, 0));
    } else if (number >= Controllers.ALL_NOTES_OFF && number <= Controllers.POLY_MODE_ON) {
      // 124 to 127 change modes; the specification says that each of them lifts all keys too
      sink.accept(frame, Event.pack(Event.ALL_NOTES_OFF, channel, 0, 0));
    }
  }

  /** 14 bits to [-1, 1], the middle (8192) being exactly 0. */
  private static float bend(int bits) {
    int fromMiddle = bits - 8192;
    return fromMiddle < 0 ? fromMiddle / 8192f : fromMiddle / 8191f;
  }
}
