package ligature.plugin.lv2;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Messages of a few bytes from one thread to another, in native memory: what is taken can be handed
 * to native code as it lies there.
 *
 * <p>Threads: one writes, one reads; neither waits.
 */
final class MessageRing {

  private static final int HEADER_BYTES = 8;

  private final int capacity;
  private final Memory bytes;
  private final byte[] copy;
  private final AtomicLong written = new AtomicLong();
  private final AtomicLong read = new AtomicLong();

  /**
   * @param capacity in bytes, a multiple of 8; a message may take half of it
   */
  MessageRing(int capacity) {
    this.capacity = capacity;
    bytes = new Memory(capacity);
    copy = new byte[capacity / 2];
  }

  /** Adds a copy of a message; false if there is no room. */
  boolean offer(int size, Pointer message) {
    long at = written.get();
    int start = (int) (at % capacity);
    int needs = HEADER_BYTES + (size + 7) / 8 * 8;
    int skipped = start + needs > capacity ? capacity - start : 0; // a message is in one piece
    if (size < 0 || needs > capacity / 2 || at + skipped + needs - read.get() > capacity) {
      return false;
    }
    if (skipped > 0) {
      bytes.setInt(start, -1);
      start = 0;
    }
    bytes.setInt(start, size);
    if (size > 0) {
      message.read(0, copy, 0, size);
      bytes.write(start + HEADER_BYTES, copy, 0, size);
    }
    written.set(at + skipped + needs);
    return true;
  }

  /** The size of the next message, -1 if there is none. */
  int nextSize() {
    long at = read.get();
    if (at == written.get()) {
      return -1;
    }
    int start = (int) (at % capacity);
    int size = bytes.getInt(start);
    if (size < 0) {
      read.set(at + capacity - start);
      return nextSize();
    }
    return size;
  }

  /** The next message, after {@link #nextSize}; valid until {@link #drop}. */
  Pointer next() {
    return bytes.share(read.get() % capacity + HEADER_BYTES);
  }

  /** Makes room again. */
  void drop() {
    long at = read.get();
    int size = bytes.getInt(at % capacity);
    read.set(at + HEADER_BYTES + (size + 7) / 8 * 8);
  }
}
