package ligature.testing;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The pages of memory that something loaded by native code takes, such as a network with its
 * weights: those of one of malloc(3)'s arenas that became resident meanwhile. A few of them can be
 * read at a time. As proc(5) and glibc's malloc/arena.c have it.
 */
public final class NativePages {

  private static final int PAGE_BYTES = 4096;

  /** HEAP_MAX_SIZE: an arena's memory begins at multiples of it. */
  private static final long ARENA_BYTES = 64L << 20;

  /** Of so many pages one is read at a time, another each time. */
  private static final int PARTS = 8;

  private static final int LINE_BYTES = 64;
  private static final int LINES = PAGE_BYTES / LINE_BYTES;

  /** Of an entry of /proc/self/pagemap. */
  private static final long PRESENT = 1L << 63;

  /** The call of malloc_trim(3). */
  private interface LibC extends Library {
    int malloc_trim(long pad);
  }

  private static final LibC LIB_C = Native.load("c", LibC.class);

  /** All of them, and what lies between. */
  private final ByteBuffer memory;

  /** Of each of them into that. */
  private final int[] offsets;

  private NativePages(ByteBuffer memory, int[] offsets) {
    this.memory = memory;
    this.offsets = offsets;
  }

  /** The addresses of all pages of arenas that are in use, for {@link #since}. */
  public static NavigableSet<Long> inUse() throws IOException {
    LIB_C.malloc_trim(0); // what is free is given back, so that it becomes resident anew
    return resident();
  }

  private static NavigableSet<Long> resident() throws IOException {
    NavigableSet<Long> found = new TreeSet<>();
    try (RandomAccessFile pagemap = new RandomAccessFile("/proc/self/pagemap", "r")) {
      for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
        String[] fields = line.trim().split("\\s+");
        String[] span = fields[0].split("-");
        long from = Long.parseUnsignedLong(span[0], 16);
        boolean nameless = fields.length == 5;
        if (nameless && fields[1].equals("rw-p") && from % ARENA_BYTES == 0) {
          addResident(pagemap, from, Long.parseUnsignedLong(span[1], 16), found);
        }
      }
    }
    return found;
  }

  private static void addResident(
      RandomAccessFile pagemap, long from, long to, NavigableSet<Long> found) throws IOException {
    byte[] entries = new byte[(int) ((to - from) / PAGE_BYTES) * Long.BYTES];
    pagemap.seek(from / PAGE_BYTES * Long.BYTES);
    try {
      pagemap.readFully(entries);
    } catch (EOFException gone) { // unmapped meanwhile
      return;
    }
    ByteBuffer bits = ByteBuffer.wrap(entries).order(ByteOrder.nativeOrder());
    for (long at = from; at < to; at += PAGE_BYTES) {
      if ((bits.getLong() & PRESENT) != 0) {
        found.add(at);
      }
    }
  }

  /**
   * Those that came since, of the arena that has most of them.
   *
   * @throws IOException if there are none: what was loaded lies elsewhere
   */
  public static NativePages since(NavigableSet<Long> before) throws IOException {
    NavigableSet<Long> found = resident();
    found.removeAll(before);
    List<Long> most = List.of();
    for (Long at = found.ceiling(0L); at != null; ) {
      long end = at / ARENA_BYTES * ARENA_BYTES + ARENA_BYTES;
      List<Long> ofOne = new ArrayList<>(found.subSet(at, end));
      most = ofOne.size() > most.size() ? ofOne : most;
      at = found.ceiling(end);
    }
    if (most.isEmpty()) {
      throw new IOException("no arena of malloc(3) has grown");
    }
    long first = most.get(0);
    int[] offsets = most.stream().mapToInt(at -> (int) (at - first)).toArray();
    int bytes = offsets[offsets.length - 1] + PAGE_BYTES;
    return new NativePages(new Pointer(first).getByteBuffer(0, bytes), offsets);
  }

  /** How many there are. */
  public int count() {
    return offsets.length;
  }

  /**
   * Reads one byte of each eighth page, of others where {@code turn} is one more. What was loaded
   * must not have been freed: where malloc(3) has given back the whole arena, the process would
   * end.
   *
   * @return their sum, which says nothing
   */
  public int read(int turn) {
    int sum = 0;
    for (int i = turn % PARTS; i < offsets.length; i += PARTS) {
      // at the same place of all pages, the bytes would meet in few sets of a cache
      sum += memory.get(offsets[i] + i % LINES * LINE_BYTES);
    }
    return sum;
  }
}
