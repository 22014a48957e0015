package ligature.rt;

import com.sun.jna.Pointer;

/**
 * The memory that native code takes by malloc(3) of glibc, for a thread that must be in time.
 *
 * <p>The kernel gives a page when it is touched for the first time, which takes a microsecond on
 * hardware and tens of them on a virtual machine. malloc takes new ones when a thread needs more
 * than ever before, as a network does when so many voices come together for the first time, and
 * gives back what was free for a moment. So a thread that must be in time takes its pages before,
 * and keeps them. Each has to do so itself, for malloc keeps apart what threads take, in arenas.
 *
 * <p>With another libc, or on another system, nothing changes.
 */
public final class NativeMemory {

  /** From malloc.h: up to so much that is free at the end of an arena is kept. */
  private static final int M_TRIM_THRESHOLD = -1;

  /** From malloc.h: what is at least so large lies in no arena. */
  private static final int M_MMAP_THRESHOLD = -3;

  private static final int KEPT_BYTES = 64 << 20;

  /** More than any tensor of a hop of 64 voices. */
  private static final int LARGE_BYTES = 4 << 20;

  /** As it is taken piece by piece, it lies in the arena. */
  private static final int PIECE_BYTES = 64 << 10;

  private static final boolean IS_THERE = isThere();

  private NativeMemory() {}

  private static boolean isThere() {
    return LibC.link(NativeMemory.class) // musl's malloc has no such options
        && mallopt(M_TRIM_THRESHOLD, KEPT_BYTES) == 1
        && mallopt(M_MMAP_THRESHOLD, LARGE_BYTES) == 1;
  }

  private static native int mallopt(int option, int value);

  private static native long malloc(long bytes);

  private static native void free(long address);

  /**
   * Lets the calling thread have {@code bytes} of memory for native code without a page fault, as
   * far as it takes no more at a time. [the thread that must be in time, before it must]
   *
   * @return whether it has
   */
  public static boolean warmUp(int bytes) {
    if (!IS_THERE) {
      return false;
    }
    long[] pieces = new long[(bytes + PIECE_BYTES - 1) / PIECE_BYTES];
    for (int i = 0; i < pieces.length; i++) {
      pieces[i] = malloc(PIECE_BYTES);
      if (pieces[i] != 0) {
        new Pointer(pieces[i]).clear(PIECE_BYTES);
      }
    }
    for (long piece : pieces) {
      free(piece);
    }
    return true;
  }
}
