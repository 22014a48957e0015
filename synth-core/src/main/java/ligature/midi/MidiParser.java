package ligature.midi;

/**
 * Turns the bytes of MIDI 1.0 into events.
 *
 * <p>It reads a stream, in pieces of any size: running status, real-time bytes in the middle of a
 * message, and system exclusive messages (which it skips) may fall anywhere. A malformed or unknown
 * message is ignored. Threads: one; no allocation, so it may be the audio thread.
 */
public final class MidiParser {

  private static final int FIRST_SYSTEM = 0xF0;
  private static final int FIRST_REAL_TIME = 0xF8;
  private static final int SYSTEM_RESET = 0xFF;

  /** No status: data bytes belong to a message that is skipped. */
  private static final int SKIPPING = 0;

  private final EventSink sink;
  private final RegisteredParameters registered = new RegisteredParameters();
  private int status = SKIPPING;
  private int first = -1;

  public MidiParser(EventSink sink) {
    this.sink = sink;
  }

  /** Parses the next bytes of the stream, {@code bytes[0, length)}, to sound at {@code frame}. */
  public void parse(long frame, byte[] bytes, int length) {
    for (int i = 0; i < length; i++) {
      take(frame, bytes[i] & 0xFF);
    }
  }

  private void take(long frame, int value) {
    if (value >= FIRST_REAL_TIME) {
      realTime(frame, value);
    } else if (value >= 0x80) {
      status = value < FIRST_SYSTEM ? value : SKIPPING;
      first = -1;
    } else if (status != SKIPPING) {
      if (hasOneDataByte(status)) {
        parse(frame, status, value, -1);
      } else if (first < 0) {
        first = value;
      } else {
        int begun = first;
        first = -1;
        parse(frame, status, begun, value);
      }
    }
  }

  private static boolean hasOneDataByte(int status) {
    int kind = status & 0xF0;
    return kind == 0xC0 || kind == 0xD0;
  }

  private void realTime(long frame, int value) {
    if (value == SYSTEM_RESET) {
      for (int channel = 0; channel < 16; channel++) {
        registered.reset(channel);
      }
      sink.accept(frame, Event.pack(Event.RESET_CONTROLLERS, Event.ALL_CHANNELS, 0, 0));
      sink.accept(frame, Event.allSoundOff(Event.ALL_CHANNELS));
      return;
    }
    int what = value - FIRST_REAL_TIME;
    if (what == Event.CLOCK_TICK || what >= Event.CLOCK_START && what <= Event.CLOCK_STOP) {
      sink.accept(frame, Event.pack(Event.CLOCK, 0, what, 0));
    }
  }

  /**
   * Parses a channel message.
   *
   * @param second the second data byte, -1 if the message has none
   */
  public void parse(long frame, int status, int first, int second) {
    int channel = status & 0x0F;
    if (hasOneDataByte(status)) {
      sink.accept(
          frame,
          (status & 0xF0) == 0xC0
              ? Event.pack(Event.PROGRAM_CHANGE, channel, first, 0)
              : Event.pack(Event.CHANNEL_PRESSURE, channel, 0, first / 127f));
      return;
    }
    if (second < 0) {
      return;
    }
    switch (status & 0xF0) {
      case 0x80 -> sink.accept(frame, Event.noteOff(channel, first, second / 127f));
      case 0x90 ->
          sink.accept(
              frame,
              second > 0
                  ? Event.noteOn(channel, first, second / 127f)
                  : Event.noteOff(channel, first, Event.USUAL_RELEASE_VELOCITY));
      case 0xA0 ->
          sink.accept(frame, Event.pack(Event.KEY_PRESSURE, channel, first, second / 127f));
      case 0xB0 -> controller(frame, channel, first, second);
      case 0xE0 ->
          sink.accept(frame, Event.pack(Event.PITCH_BEND, channel, 0, bend(first | second << 7)));
      default -> {
        // system messages: skipped
      }
    }
  }

  private void controller(long frame, int channel, int number, int value) {
    if (registered.take(frame, channel, number, value, sink)) {
      return;
    }
    if (number < Controllers.ALL_SOUND_OFF) {
      sink.accept(frame, Event.pack(Event.CONTROLLER, channel, number, value / 127f));
    } else if (number == Controllers.ALL_SOUND_OFF) {
      sink.accept(frame, Event.allSoundOff(channel));
    } else if (number == Controllers.RESET_ALL) {
      registered.reset(channel);
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
