package ligature.midi;

import ligature.parameter.Parameter;

/**
 * The instrument's events, packed into a long: kind (8 bits), channel (8), number (16), value (a
 * float, 32).
 *
 * <p>Packed, because they cross threads through rings and nothing may be allocated there. Threads:
 * any.
 */
public final class Event {

  /** Number: key; value: velocity in (0, 1]. */
  public static final int NOTE_ON = 1;

  /** Number: key; value: release velocity in [0, 1]. */
  public static final int NOTE_OFF = 2;

  /** Value: in [-1, 1], the bend range being the instrument's. */
  public static final int PITCH_BEND = 3;

  /** Number: controller, 0 to 119; value: in [0, 1]. */
  public static final int CONTROLLER = 4;

  /** Lifts the keys of the channel; the sustain pedal still holds them. */
  public static final int ALL_NOTES_OFF = 5;

  /** Silences the channel, or {@link #ALL_CHANNELS}, at once, without a click. */
  public static final int ALL_SOUND_OFF = 6;

  /**
   * Pedals up, bend to the middle, no pressure: what RP-015 says of Reset All Controllers. On
   * {@link #ALL_CHANNELS} the MPE zones are as the player has set them up, too.
   */
  public static final int RESET_CONTROLLERS = 7;

  /** Number: {@link Parameter} ordinal; value: in the parameter's range. */
  public static final int PARAMETER = 8;

  /** Value: the pressure on all keys of the channel, in [0, 1]. */
  public static final int CHANNEL_PRESSURE = 9;

  /** Number: key; value: the pressure on it, in [0, 1]. */
  public static final int KEY_PRESSURE = 10;

  /** Value: how far the channel's wheel bends, in semitones, [0, 127.99]. */
  public static final int BEND_RANGE = 11;

  /** Channel: a zone's manager, 0 or 15; number: how many member channels it has, 0 to 15. */
  public static final int MPE_ZONE = 12;

  /** Number: {@link #CLOCK_TICK} and so on. */
  public static final int CLOCK = 13;

  /** Number: the program, 0 to 127. */
  public static final int PROGRAM_CHANGE = 14;

  /** A 24th of a beat has passed. */
  public static final int CLOCK_TICK = 0;

  public static final int CLOCK_START = 2;
  public static final int CLOCK_CONTINUE = 3;
  public static final int CLOCK_STOP = 4;

  /** What a key without a sensor for it sends: the middle. */
  public static final float USUAL_RELEASE_VELOCITY = 64 / 127f;

  /**
   * Number: key; value: the pitch in Hz that notes of this channel and key have until the key is
   * lifted; goes before a note-on.
   */
  public static final int NOTE_PITCH = 33;

  /** In place of a channel, where an event says so: all of them. */
  public static final int ALL_CHANNELS = 0xFF;

  private Event() {}

  public static long noteOn(int channel, int key, float velocity) {
    return pack(NOTE_ON, channel, key, velocity);
  }

  public static long noteOff(int channel, int key, float releaseVelocity) {
    return pack(NOTE_OFF, channel, key, releaseVelocity);
  }

  public static long parameter(Parameter parameter, float value) {
    return pack(PARAMETER, 0, parameter.ordinal(), value);
  }

  public static long allSoundOff(int channel) {
    return pack(ALL_SOUND_OFF, channel, 0, 0);
  }

  public static long pack(int kind, int channel, int number, float value) {
    return (long) kind << 56
        | (long) (channel & 0xFF) << 48
        | (long) (number & 0xFFFF) << 32
        | Float.floatToRawIntBits(value) & 0xFFFFFFFFL;
  }

  public static int kind(long event) {
    return (int) (event >>> 56);
  }

  public static int channel(long event) {
    return (int) (event >>> 48) & 0xFF;
  }

  public static int number(long event) {
    return (int) (event >>> 32) & 0xFFFF;
  }

  public static float value(long event) {
    return Float.intBitsToFloat((int) event);
  }
}
