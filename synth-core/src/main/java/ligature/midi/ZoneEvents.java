package ligature.midi;

import java.util.function.IntPredicate;

/**
 * Of the events of other channels, lets through what some channels need: the set-up of MPE zones,
 * and what a manager does to the zone in which they are. Threads: one.
 */
final class ZoneEvents implements EventSink {

  private static final int LOWER_MANAGER = 0;
  private static final int UPPER_MANAGER = 15;

  private final IntPredicate channels;
  private final EventSink sink;
  private int lowerMembers;
  private int upperMembers;

  /**
   * @param channels those that play, from 0
   */
  ZoneEvents(IntPredicate channels, EventSink sink) {
    this.channels = channels;
    this.sink = sink;
  }

  @Override
  public void accept(long frame, long event) {
    int channel = Event.channel(event);
    switch (Event.kind(event)) {
      case Event.MPE_ZONE -> {
        setUp(channel, Event.number(event));
        sink.accept(frame, event);
      }
      case Event.NOTE_ON, Event.NOTE_OFF, Event.KEY_PRESSURE, Event.PROGRAM_CHANGE -> {
        // a note's own, or a part's
      }
      default -> {
        if (manages(channel)) {
          sink.accept(frame, event);
        }
      }
    }
  }

  private void setUp(int manager, int members) {
    if (manager == LOWER_MANAGER) {
      lowerMembers = members;
      upperMembers =
          members == 0 ? upperMembers : Math.min(upperMembers, Math.max(0, 14 - members));
    } else {
      upperMembers = members;
      lowerMembers =
          members == 0 ? lowerMembers : Math.min(lowerMembers, Math.max(0, 14 - members));
    }
  }

  private boolean manages(int channel) {
    for (int c = 0; c < 16; c++) {
      boolean lower = channel == LOWER_MANAGER && c > 0 && c <= lowerMembers;
      boolean upper = channel == UPPER_MANAGER && c < 15 && c >= 15 - upperMembers;
      if ((lower || upper) && channels.test(c)) {
        return true;
      }
    }
    return false;
  }
}
