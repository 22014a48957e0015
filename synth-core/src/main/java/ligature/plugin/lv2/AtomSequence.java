package ligature.plugin.lv2;

import com.sun.jna.Memory;

/**
 * The buffer of an atom port: events of a block, each with its frame.
 *
 * <p>Threads: {@code [model-thread]}.
 */
final class AtomSequence {

  private static final int ATOM_BYTES = 8;
  private static final int BODY_BYTES = 8;
  private static final int EVENT_BYTES = 16;

  private final Memory memory;
  private final boolean isInput;
  private final int sequence;
  private final int chunk;
  private final int midiEvent;
  private int end = ATOM_BYTES + BODY_BYTES;

  AtomSequence(Urids urids, boolean isInput, int bytes) {
    this.isInput = isInput;
    memory = new Memory(bytes);
    memory.clear();
    sequence = urids.map(Uri.ATOM + "Sequence");
    chunk = urids.map(Uri.ATOM + "Chunk");
    midiEvent = urids.map(Uri.MIDI_EVENT);
    prepare();
  }

  Memory memory() {
    return memory;
  }

  /** Before every run: an input says what it holds, an output how much it can take. */
  void prepare() {
    memory.setInt(0, isInput ? end - ATOM_BYTES : (int) memory.size() - ATOM_BYTES);
    memory.setInt(4, isInput ? sequence : chunk);
    memory.setLong(ATOM_BYTES, 0); // the unit is frames
  }

  /** After a run: no events. */
  void clear() {
    end = ATOM_BYTES + BODY_BYTES;
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
    return true;
  }
}
