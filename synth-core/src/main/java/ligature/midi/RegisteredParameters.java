package ligature.midi;

import java.util.Arrays;

/**
 * What a sender has addressed with RPN controllers, a channel each: 0, the bend range, and 6, the
 * MPE configuration. Others are recognised and change nothing.
 *
 * <p>Threads: the parser's; no allocation.
 */
final class RegisteredParameters {

  private static final int BEND_RANGE = 0;
  private static final int MPE_CONFIGURATION = 6;

  /** The null function: data entry then moves nothing. */
  private static final int NONE = 0x3FFF;

  private static final int MOST_MEMBERS = 15;

  private final int[] selected = new int[16];
  private final int[] data = new int[16];

  RegisteredParameters() {
    Arrays.fill(selected, NONE);
  }

  /** Forgets what the channel has addressed. */
  void reset(int channel) {
    selected[channel] = NONE;
  }

  /** Whether the controller belongs to parameter addressing, and was taken care of. */
  boolean take(long frame, int channel, int number, int value, EventSink sink) {
    switch (number) {
      case Controllers.RPN_MSB -> select(channel, value << 7 | selected[channel] & 0x7F);
      case Controllers.RPN_LSB -> select(channel, selected[channel] & 0x3F80 | value);
      case Controllers.NRPN_MSB, Controllers.NRPN_LSB -> select(channel, NONE);
      case Controllers.DATA_MSB -> {
        data[channel] = value << 7;
        return enter(frame, channel, true, sink);
      }
      case Controllers.DATA_LSB -> {
        data[channel] = data[channel] & 0x3F80 | value;
        return enter(frame, channel, false, sink);
      }
      case Controllers.DATA_INCREMENT, Controllers.DATA_DECREMENT -> {
        return selected[channel] != NONE;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void select(int channel, int parameter) {
    selected[channel] = parameter;
    data[channel] = 0;
  }

  private boolean enter(long frame, int channel, boolean coarse, EventSink sink) {
    int high = data[channel] >> 7;
    int low = data[channel] & 0x7F;
    switch (selected[channel]) {
      case BEND_RANGE ->
          sink.accept(
              frame, Event.pack(Event.BEND_RANGE, channel, 0, high + Math.min(99, low) / 100f));
      case MPE_CONFIGURATION -> {
        if (coarse && (channel == MpeZones.LOWER_MANAGER || channel == MpeZones.UPPER_MANAGER)) {
          int members = Math.min(MOST_MEMBERS, high);
          sink.accept(frame, Event.pack(Event.MPE_ZONE, channel, members, 0));
        }
      }
      case NONE -> {
        return false;
      }
      default -> {
        // a parameter that nothing here answers to
      }
    }
    return true;
  }
}
