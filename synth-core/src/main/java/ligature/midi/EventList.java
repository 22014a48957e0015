package ligature.midi;

import java.util.Arrays;
import ligature.rt.EventSource;

/**
 * Events known in advance, in the order of their frames: a MIDI file, a test, a note to render.
 *
 * <p>Threads: filled by one, then read by one.
 */
public final class EventList implements EventSource {

  private long[] frames = new long[64];
  private long[] events = new long[64];
  private int size;
  private int next;

  /** Adds an event; among equal frames the order of adding holds. */
  public void add(long frame, long event) {
    if (size == frames.length) {
      frames = Arrays.copyOf(frames, 2 * size);
      events = Arrays.copyOf(events, 2 * size);
    }
    int at = size++;
    while (at > 0 && frames[at - 1] > frame) {
      frames[at] = frames[at - 1];
      events[at] = events[at - 1];
      at--;
    }
    frames[at] = frame;
    events[at] = event;
  }

  public int size() {
    return size;
  }

  public long frameAt(int index) {
    return frames[index];
  }

  public long eventAt(int index) {
    return events[index];
  }

  /** The frame of the last event, 0 if there is none. */
  public long lastFrame() {
    return size == 0 ? 0 : frames[size - 1];
  }

  /** The same events, all later by {@code offset} frames, from the beginning. */
  public EventList shifted(long offset) {
    EventList copy = new EventList();
    copy.frames = Arrays.stream(frames, 0, size).map(f -> f + offset).toArray();
    copy.events = Arrays.copyOf(events, size);
    copy.size = size;
    return copy;
  }

  @Override
  public long nextFrame() {
    return next < size ? frames[next] : NONE;
  }

  @Override
  public long take() {
    return events[next++];
  }
}
