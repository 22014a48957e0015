package ligature.midi;

import ligature.rt.EventRing;

/**
 * Puts a producer's events into its ring and keeps track of the keys that it holds, so that what a
 * full ring loses can be made up for. Threads: the producer's; no allocation.
 */
public final class RingSink implements EventSink {

  private final EventRing ring;

  public RingSink(EventRing ring) {
    this.ring = ring;
  }

  @Override
  public void accept(long frame, long event) {
    switch (Event.kind(event)) {
      case Event.NOTE_ON ->
          ring.held().set(Event.channel(event) & 15, Event.number(event) & 127, true);
      case Event.NOTE_OFF ->
          ring.held().set(Event.channel(event) & 15, Event.number(event) & 127, false);
      case Event.ALL_NOTES_OFF, Event.ALL_SOUND_OFF -> ring.held().clear();
      default -> {
        // moves no key
      }
    }
    ring.offer(frame, event);
  }
}
