package ligature.plugin.lv2;

import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import ligature.plugin.EditorExchange;

/**
 * The buffer of an atom port: events of a block, each with its frame.
 *
 * <p>Threads: {@code [model-thread]}.
 */
final class AtomSequence {

  private static final int ATOM_BYTES = 8;
  private static final int BODY_BYTES = 8;
  private static final int EVENT_BYTES = 16;
  private static final int FIRST_EVENT = ATOM_BYTES + BODY_BYTES;

  private final Memory memory;
  private final ByteBuffer bytes;
  private final int port;
  private final boolean isInput;
  private final int sequence;
  private final int chunk;
  private final int midiEvent;
  private int end = FIRST_EVENT;
  private int lastFrame;

  AtomSequence(Urids urids, Lv2Port port, int size) {
    this.port = port.index();
    isInput = port.isInput();
    memory = new Memory(size);
    memory.clear();
    bytes = memory.getByteBuffer(0, size).order(ByteOrder.nativeOrder());
    sequence = urids.map(Uri.ATOM + "Sequence");
    chunk = urids.map(Uri.ATOM + "Chunk");
    midiEvent = urids.map(Uri.MIDI_EVENT);
    prepare();
  }

  Memory memory() {
    return memory;
  }

  /** The number of its port. */
  int port() {
    return port;
  }

  boolean isInput() {
    return isInput;
  }

  /** Before every run: an input says what it holds, an output how much it can take. */
  void prepare() {
    memory.setInt(0, isInput ? end - ATOM_BYTES : (int) memory.size() - ATOM_BYTES);
    memory.setInt(4, isInput ? sequence : chunk);
    memory.setLong(ATOM_BYTES, 0); // the unit is frames
  }

  /** After a run: no events. */
  void clear() {
    end = FIRST_EVENT;
    lastFrame = 0;
  }

  /** Adds a message; frames may not go back. */
  boolean addMidi(int frame, int status, int data1, int data2) {
    if (end + EVENT_BYTES + 8 > memory.size()) {
      return false;
    }
    int kind = status & 0xF0;
    memory.setLong(end, frame);
    memory.setInt(end + 8L, kind == 0xC0 || kind == 0xD0 ? 2 : 3);
    memory.setInt(end + 12L, midiEvent);
    memory.setLong(end + 16L, 0);
    memory.setByte(end + 16L, (byte) status);
    memory.setByte(end + 17L, (byte) data1);
    memory.setByte(end + 18L, (byte) data2);
    end += EVENT_BYTES + 8;
    lastFrame = frame;
    return true;
  }

  /** Adds an atom that the editor has sent, of {@code size} bytes; what does not fit is lost. */
  void addNext(EditorExchange from, int size) {
    int padded = (size - ATOM_BYTES + 7) / 8 * 8;
    if (size >= ATOM_BYTES && end + EVENT_BYTES + padded <= memory.size()) {
      memory.setLong(end, lastFrame);
      from.copyNext(bytes, end + 8, size);
      if (bytes.getInt(end + 8) == size - ATOM_BYTES) { // it says itself how long it is
        end += EVENT_BYTES + padded;
      }
    }
  }

  /** Shows the editor what the plugin has written. */
  void showTo(EditorExchange place) {
    if (memory.getInt(4) != sequence) {
      return;
    }
    int written = Math.min(memory.getInt(0), (int) memory.size() - ATOM_BYTES) + ATOM_BYTES;
    int at = FIRST_EVENT;
    while (at + EVENT_BYTES <= written) {
      int body = bytes.getInt(at + 8);
      if (body < 0 || body > written - at - EVENT_BYTES) {
        return;
      }
      place.show(port, bytes, at + 8, ATOM_BYTES + body);
      at += EVENT_BYTES + (body + 7) / 8 * 8;
    }
  }
}
