package ligature.plugin;

/**
 * What a player does, as plugins that take notes hear it.
 *
 * <p>Channels are 0 to 15, keys and controllers 0 to 127; key and controller are both called the
 * event's number.
 */
public enum NoteEvent {

  /** Number: key; value: velocity in (0, 1]. */
  NOTE_ON,

  /** Number: key; value: release velocity in [0, 1]. */
  NOTE_OFF,

  /** Number: key; value: the pressure on it, in [0, 1]. */
  KEY_PRESSURE,

  /**
   * Number: key; value: by how many semitones notes of this key differ from equal temperament with
   * A4 at 440 Hz, until the key is lifted; goes before its note-on.
   */
  KEY_TUNING,

  /** Value: the pressure on all keys of the channel, in [0, 1]. */
  CHANNEL_PRESSURE,

  /** Value: in [-1, 1], the range being the plugin's. */
  PITCH_BEND,

  /** Number: controller, 0 to 119; value: in [0, 1]. */
  CONTROLLER,

  /** Lifts the keys of the channel. */
  ALL_NOTES_OFF,

  /** Silences the channel at once. */
  ALL_SOUND_OFF;

  private static final NoteEvent[] ALL = values();
  private static final int BEND_MIDDLE = 8192;

  /** By {@link #ordinal}, without the array that {@link #values} makes. */
  public static NoteEvent of(int ordinal) {
    return ALL[ordinal];
  }

  /**
   * The message of MIDI 1.0 that says this: status in the lowest byte, then two of data; 0 if there
   * is none.
   */
  public int toMidi(int channel, int number, float value) {
    int seven = Math.max(0, Math.min(127, Math.round(127 * value)));
    return switch (this) {
      case NOTE_ON -> message(0x90, channel, number, Math.max(1, seven));
      case NOTE_OFF -> message(0x80, channel, number, seven);
      case KEY_PRESSURE -> message(0xA0, channel, number, seven);
      case CHANNEL_PRESSURE -> message(0xD0, channel, seven, 0);
      case CONTROLLER -> message(0xB0, channel, number, seven);
      case ALL_NOTES_OFF -> message(0xB0, channel, 123, 0);
      case ALL_SOUND_OFF -> message(0xB0, channel, 120, 0);
      case PITCH_BEND -> {
        int bend = Math.max(0, Math.min(16_383, Math.round(BEND_MIDDLE * (1 + value))));
        yield message(0xE0, channel, bend & 127, bend >> 7);
      }
      case KEY_TUNING -> 0;
    };
  }

  private static int message(int status, int channel, int data1, int data2) {
    return status | channel & 15 | data1 << 8 | data2 << 16;
  }
}
