package ligature.plugin.sandbox;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Memory that a program and its children see. It has no name in the file system: the system frees
 * it with the last process that has it, also after a kill.
 *
 * <p>First comes the room for replies to commands, then one area for each slot, see {@link
 * SlotMemory}.
 */
final class SharedMemory implements AutoCloseable {

  /** The most plugins in one child. */
  static final int SLOTS = 64;

  /** The longest reply: a plugin's state, in bytes. */
  static final int REPLY_BYTES = 16 << 20;

  /** What a child finds in the first word, so that no other file is taken for this. */
  private static final int MAGIC = 0x4c694731;

  private static final int REPLY_AT = 64;
  private static final int SLOTS_AT = REPLY_AT + REPLY_BYTES;
  private static final int SEQUENCE = 4;
  private static final int STATUS = 8;
  private static final int LENGTH = 12;
  private static final int PREPARED = 16;

  private final int descriptor;
  private final ByteBuffer all;
  private final long address;

  private SharedMemory(int descriptor, Path path) throws IOException {
    this.descriptor = descriptor;
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      all = file.map(MapMode.READ_WRITE, 0, size()).order(ByteOrder.nativeOrder());
    }
    address = Pointer.nativeValue(Native.getDirectBufferPointer(all));
  }

  private static long size() {
    return SLOTS_AT + (long) SLOTS * SlotMemory.BYTES;
  }

  /** New memory, all zero; pages that nobody touches cost nothing. */
  static SharedMemory create() throws IOException {
    int descriptor = LibC.memfd_create("ligature-sandbox", 1); // 1: not for children
    if (descriptor < 0 || LibC.ftruncate(descriptor, size()) != 0) {
      throw new IOException("the system gives no shared memory");
    }
    SharedMemory memory = new SharedMemory(descriptor, Path.of("/proc/self/fd/" + descriptor));
    memory.all.putInt(0, MAGIC);
    return memory;
  }

  /** Memory of the parent, by the path that {@link #path} gave there. */
  static SharedMemory open(Path path) throws IOException {
    SharedMemory memory = new SharedMemory(-1, path);
    if (memory.all.getInt(0) != MAGIC) {
      throw new IOException("no shared memory of this program: " + path);
    }
    return memory;
  }

  /** Where a child of this process finds it. */
  Path path() {
    return Path.of("/proc/" + ProcessHandle.current().pid() + "/fd/" + descriptor);
  }

  /** The area of a slot, for one thread of either side. */
  SlotMemory slot(int index) {
    int at = SLOTS_AT + index * SlotMemory.BYTES;
    ByteBuffer area = all.slice(at, SlotMemory.BYTES).order(ByteOrder.nativeOrder());
    return new SlotMemory(area, address + at);
  }

  /** Says that a command is done. [child] */
  void reply(int sequence, int status, byte[] payload) {
    all.putInt(STATUS, status);
    all.putInt(LENGTH, payload.length);
    all.put(REPLY_AT, payload);
    SlotMemory.WORDS.setVolatile(all, SEQUENCE, sequence);
  }

  /** Says that a plugin was made ready, or could not be. [spare child] */
  void prepared(int sequence) {
    SlotMemory.WORDS.setVolatile(all, PREPARED, sequence);
  }

  /** Whether that is done. [parent] */
  boolean isPrepared(int sequence) {
    return (int) SlotMemory.WORDS.getVolatile(all, PREPARED) == sequence;
  }

  /** Whether this command is done. [parent] */
  boolean isReplied(int sequence) {
    return (int) SlotMemory.WORDS.getVolatile(all, SEQUENCE) == sequence;
  }

  int replyStatus() {
    return all.getInt(STATUS);
  }

  byte[] replyPayload() {
    byte[] payload = new byte[Math.max(0, Math.min(REPLY_BYTES, all.getInt(LENGTH)))];
    all.get(REPLY_AT, payload);
    return payload;
  }

  /** Gives up the descriptor; the memory goes when nobody can reach it any more. */
  @Override
  public void close() {
    if (descriptor >= 0) {
      LibC.close(descriptor);
    }
  }
}
