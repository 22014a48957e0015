package ligature.plugin.clap;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/**
 * The events of a block: those that the plugin reads, in native memory, and the list into which it
 * writes its own.
 *
 * <p>Threads: one at a time. A plugin's look at the list costs about a microsecond and some bytes
 * of garbage in JNA.
 */
final class ClapEvents {

  /** The largest event that we send. */
  private static final int EVENT_BYTES = 56;

  private static final int HEADER_BYTES = 16;

  /** {@code uint32_t (*size)(list)}; addresses are longs here, which makes no garbage. */
  private interface Size extends Callback {
    int call(long list);
  }

  /** {@code const clap_event_header_t* (*get)(list, index)}. */
  private interface Get extends Callback {
    long call(long list, int index);
  }

  /** {@code bool (*try_push)(list, event)}. */
  private interface Push extends Callback {
    byte call(long list, long event);
  }

  private final int capacity;
  private final Memory bytes;
  private final long address;

  /** The places of the events, by their frames; among equal frames, the first added first. */
  private final int[] order;

  private final Memory in = new Memory(24);
  private final Memory out = new Memory(16);
  private final Size size = list -> count();
  private final Get get = (list, index) -> index < count() ? at(index) : 0;

  /** What the plugin says is taken and not used: values of ours go before its own. */
  private final Push push = (list, event) -> 1;

  private int count;

  /**
   * @param capacity the most events of a block
   */
  ClapEvents(int capacity) {
    this.capacity = capacity;
    bytes = new Memory((long) capacity * EVENT_BYTES);
    address = Pointer.nativeValue(bytes);
    order = new int[capacity];
    in.setPointer(0, null);
    in.setPointer(8, CallbackReference.getFunctionPointer(size));
    in.setPointer(16, CallbackReference.getFunctionPointer(get));
    out.setPointer(0, null);
    out.setPointer(8, CallbackReference.getFunctionPointer(push));
  }

  private int count() {
    return count;
  }

  private long at(int index) {
    return address + (long) order[index] * EVENT_BYTES;
  }

  /** {@code clap_input_events_t}. */
  Pointer in() {
    return in;
  }

  /** {@code clap_output_events_t}. */
  Pointer out() {
    return out;
  }

  void clear() {
    count = 0;
  }

  /** Begins an event; the caller fills what follows the header. Its offset, -1 without room. */
  private long add(int bytesOfEvent, int frame, int type) {
    if (count == capacity) {
      return -1;
    }
    long at = (long) count * EVENT_BYTES;
    int place = count++;
    while (place > 0 && bytes.getInt((long) order[place - 1] * EVENT_BYTES + 4) > frame) {
      order[place] = order[place - 1];
      place--;
    }
    order[place] = count - 1;
    bytes.setInt(at, bytesOfEvent);
    bytes.setInt(at + 4, frame);
    bytes.setShort(at + 8, (short) 0); // the core space
    bytes.setShort(at + 10, (short) type);
    bytes.setInt(at + 12, 0);
    return at;
  }

  /** A note begins, ends or is cut; channel and key may be {@link Clap#ANY}. */
  void note(int frame, int type, int channel, int key, double velocity) {
    long at = add(40, frame, type);
    if (at >= 0) {
      bytes.setInt(at + HEADER_BYTES, Clap.ANY); // we number no notes
      bytes.setShort(at + 20, (short) 0);
      bytes.setShort(at + 22, (short) channel);
      bytes.setShort(at + 24, (short) key);
      bytes.setDouble(at + 32, velocity);
    }
  }

  void expression(int frame, int expression, int channel, int key, double value) {
    long at = add(40, frame, Clap.NOTE_EXPRESSION);
    if (at >= 0) {
      bytes.setInt(at + HEADER_BYTES, expression);
      bytes.setInt(at + 20, Clap.ANY);
      bytes.setShort(at + 24, (short) 0);
      bytes.setShort(at + 26, (short) channel);
      bytes.setShort(at + 28, (short) key);
      bytes.setDouble(at + 32, value);
    }
  }

  /** A parameter has a value, or is moved by an amount: {@code type} says which. */
  void parameter(int type, int id, long cookie, double value) {
    long at = add(56, 0, type);
    if (at >= 0) {
      bytes.setInt(at + HEADER_BYTES, id);
      bytes.setLong(at + 24, cookie);
      bytes.setInt(at + 32, Clap.ANY);
      bytes.setShort(at + 36, (short) Clap.ANY);
      bytes.setShort(at + 38, (short) Clap.ANY);
      bytes.setShort(at + 40, (short) Clap.ANY);
      bytes.setDouble(at + 48, value);
    }
  }

  /** A message of MIDI 1.0, its status in the lowest byte. */
  void midi(int frame, int message) {
    long at = add(24, frame, Clap.MIDI);
    if (at >= 0) {
      bytes.setShort(at + HEADER_BYTES, (short) 0);
      for (int i = 0; i < 3; i++) {
        bytes.setByte(at + 18 + i, (byte) (message >> 8 * i));
      }
    }
  }
}
