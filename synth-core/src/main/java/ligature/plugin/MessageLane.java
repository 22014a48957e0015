package ligature.plugin;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Messages one way between two threads, perhaps of two processes, in memory that both see: each is
 * bytes with an address. A reader believes nothing that could lead it out of the lane.
 *
 * <p>Threads: one writes, one reads; neither waits, nothing allocates but {@link #take}.
 */
final class MessageLane {

  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final int READ = 0;
  private static final int WRITTEN = 8;

  /** What a lane needs beside its room. */
  static final int OVERHEAD_BYTES = 64;

  private static final int HEADER_BYTES = 8;

  private final ByteBuffer area;
  private final int capacity;

  /**
   * @param area from its first byte on; its room is what is beyond {@link #OVERHEAD_BYTES}, a
   *     multiple of 8
   */
  MessageLane(ByteBuffer area) {
    this.area = area;
    capacity = area.capacity() - OVERHEAD_BYTES;
  }

  /** Adds a copy of a message; false if there is no room. A message may take half of it all. */
  boolean offer(int address, ByteBuffer from, int at, int size) {
    int start = startFor(size);
    if (start < 0) {
      return false;
    }
    area.putInt(start, size);
    area.putInt(start + 4, address);
    area.put(start + HEADER_BYTES, from, at, size);
    advance(WRITTEN, needs(size));
    return true;
  }

  /** Where the next message goes, behind what is left out at the end; -1 if there is no room. */
  private int startFor(int size) {
    long written = get(WRITTEN);
    int needs = needs(size);
    int offset = (int) (written % capacity);
    int skipped = offset + needs > capacity ? capacity - offset : 0; // a message is in one piece
    if (size < 0 || needs > capacity / 2 || written + skipped + needs - get(READ) > capacity) {
      return -1;
    }
    if (skipped > 0) {
      area.putInt(OVERHEAD_BYTES + offset, -1);
      advance(WRITTEN, skipped);
    }
    return OVERHEAD_BYTES + (int) (get(WRITTEN) % capacity);
  }

  private static int needs(int size) {
    return HEADER_BYTES + (size + 7) / 8 * 8;
  }

  private long get(int word) {
    return (long) LONGS.getVolatile(area, word);
  }

  private void advance(int word, int bytes) {
    LONGS.setVolatile(area, word, get(word) + bytes);
  }

  /** Drops all that is in it. [reader] */
  void clear() {
    LONGS.setVolatile(area, READ, get(WRITTEN));
  }

  /** The bytes of the next message, -1 if there is none. [reader] */
  int nextSize() {
    long read = get(READ);
    long written = get(WRITTEN);
    if (read == written) {
      return -1;
    }
    int offset = (int) Math.floorMod(read, (long) capacity);
    int size = area.getInt(OVERHEAD_BYTES + offset);
    if (size == -1) {
      advance(READ, capacity - offset);
      return nextSize();
    }
    if (size < 0 || size > capacity || offset + needs(size) > capacity || written < read) {
      clear(); // somebody has written over it
      return -1;
    }
    return size;
  }

  /** To whom the next message goes, after {@link #nextSize}. [reader] */
  int nextAddress() {
    return area.getInt(nextAt() + 4);
  }

  private int nextAt() {
    return OVERHEAD_BYTES + (int) Math.floorMod(get(READ), (long) capacity);
  }

  /** Copies the next message, after {@link #nextSize}. [reader] */
  void copyNext(ByteBuffer to, int at, int size) {
    to.put(at, area, nextAt() + HEADER_BYTES, size);
  }

  /** Makes room again, after {@link #nextSize}. [reader] */
  void drop(int size) {
    advance(READ, needs(size));
  }

  /** The bytes of the next message, which is dropped; after {@link #nextSize}. [reader] */
  byte[] take(int size) {
    byte[] bytes = new byte[size];
    area.get(nextAt() + HEADER_BYTES, bytes, 0, size);
    drop(size);
    return bytes;
  }
}
