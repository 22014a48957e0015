package ligature.midi;

import java.util.function.IntPredicate;

/**
 * Of the events of other channels, lets through what some channels need: the set-up of MPE zones,
 * and what a manager does to the zone in which they are. Threads: one.
 */
final class ZoneEvents implements EventSink {

  private final IntPredicate channels;
  private final EventSink sink;
  private final MpeZones zones = new MpeZones();

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
        zones.configure(channel, Event.number(event));
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

  private boolean manages(int manager) {
    for (int c = 0; c < 16; c++) {
      if (zones.managerOf(c) == manager && channels.test(c)) {
        return true;
      }
    }
    return false;
  }
}
