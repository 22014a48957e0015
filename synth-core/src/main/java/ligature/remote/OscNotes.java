package ligature.remote;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import ligature.midi.Event;
import ligature.units.Pitch;

/**
 * The notes that OSC holds, by key, by pitch or by an id of the sender's. Each takes a channel and
 * a key of the instrument for itself, so that two notes of one key do not end each other.
 *
 * <p>Threads: one.
 */
final class OscNotes {

  private static final int CHANNELS = 16;

  /** A sender that never releases must not fill the memory. */
  private static final int MOST_HELD = CHANNELS * 128;

  private final LongConsumer events;
  private final Map<Object, Integer> held = new LinkedHashMap<>();

  /** What a sender that gives no id means by a note. */
  private record ByKey(int key) {}

  private record ByPitch(float hz) {}

  private record ById(long id) {}

  /**
   * @param events takes the instrument's events
   */
  OscNotes(LongConsumer events) {
    this.events = events;
  }

  /**
   * Presses a key.
   *
   * @param velocity (0, 127]
   * @param id NaN for none
   */
  void press(int key, double velocity, double id) {
    begin(Double.isNaN(id) ? new ByKey(key) : new ById((long) id), key, velocity, 0);
  }

  void release(int key, double velocity, double id) {
    end(Double.isNaN(id) ? new ByKey(key) : new ById((long) id), velocity);
  }

  /** Presses a note of any pitch. */
  void pressPitch(double hz, double velocity, double id) {
    int key = (int) Math.round(Math.max(0, Math.min(127, Pitch.hzToKey(hz))));
    begin(
        Double.isNaN(id) ? new ByPitch((float) hz) : new ById((long) id),
        key,
        velocity,
        (float) hz);
  }

  void releasePitch(double hz, double velocity, double id) {
    end(Double.isNaN(id) ? new ByPitch((float) hz) : new ById((long) id), velocity);
  }

  private void begin(Object name, int key, double velocity, float hz) {
    end(name, 64);
    if (held.size() == MOST_HELD) {
      end(held.keySet().iterator().next(), 64);
    }
    int channel = freeChannel(key);
    held.put(name, channel * 128 + key);
    if (hz > 0) {
      events.accept(Event.pack(Event.NOTE_PITCH, channel, key, hz));
    }
    events.accept(Event.noteOn(channel, key, (float) (velocity / 127)));
  }

  private void end(Object name, double velocity) {
    Integer slot = held.remove(name);
    if (slot != null) {
      events.accept(Event.noteOff(slot / 128, slot % 128, (float) (velocity / 127)));
    }
  }

  /** The first channel on which the key is up; the last one if it is down on all. */
  private int freeChannel(int key) {
    for (int channel = 0; channel < CHANNELS; channel++) {
      if (!held.containsValue(channel * 128 + key)) {
        return channel;
      }
    }
    return CHANNELS - 1;
  }

  /** Everything was lifted. */
  void clear() {
    held.clear();
  }
}
