package ligature.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Random;
import ligature.files.InputException;

/** Feeds readers with damaged bytes and watches what they do with them. */
public final class Hostile {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** A reader is hung if it takes this long for one file; they take milliseconds. */
  private static final long HUNG_NANOS = 10_000_000_000L;

  private Hostile() {}

  /** Something that may fail with an InputException, and with nothing else. */
  @FunctionalInterface
  public interface Reading {
    void run() throws Exception;
  }

  /** Something that reads these bytes. */
  @FunctionalInterface
  public interface Reader {
    void read(byte[] bytes) throws Exception;
  }

  /** The bytes that this thread allocated on the heap while it ran. */
  public static long allocatedBytes(Reading reading) throws Exception {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    reading.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /** Whether the reading was refused; all but an InputException is a failure. */
  public static boolean refusedOrRead(Reading reading) throws Exception {
    try {
      reading.run();
      return false;
    } catch (InputException e) {
      if (e.getMessage().contains("\n") || e.getMessage().isBlank()) {
        throw new AssertionError("not told in one line: " + e.getMessage(), e);
      }
      return true;
    }
  }

  /**
   * Reads {@code rounds} mutations of a file: bytes changed, set to extremes, removed, doubled,
   * cut. Most of the changes fall into its beginning, where headers are.
   *
   * @return how many were refused
   */
  public static int mutate(byte[] whole, int rounds, long seed, Reader reader, long mostBytes)
      throws Exception {
    Random random = new Random(seed);
    int refused = 0;
    for (int round = 0; round < rounds; round++) {
      byte[] bytes = mutated(whole, random);
      long begin = System.nanoTime();
      boolean[] was = new boolean[1];
      long allocated;
      try {
        allocated = allocatedBytes(() -> was[0] = refusedOrRead(() -> reader.read(bytes)));
      } catch (Exception | Error e) {
        throw new AssertionError("mutation " + round + " of seed " + seed + ": " + e, e);
      }
      if (allocated > mostBytes || System.nanoTime() - begin > HUNG_NANOS) {
        throw new AssertionError(
            "mutation " + round + " of seed " + seed + " took " + allocated + " bytes");
      }
      refused += was[0] ? 1 : 0;
    }
    return refused;
  }

  private static byte[] mutated(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int range = random.nextInt(3) == 0 ? bytes.length : Math.min(bytes.length, 128);
      int at = random.nextInt(range);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes[at] = (byte) 0xFF;
        case 3 -> bytes[at] = 0;
        case 4 -> {
          int length = Math.min(4, bytes.length - at);
          for (int k = 0; k < length; k++) {
            bytes[at + k] = (byte) (random.nextBoolean() ? 0xFF : 0x7F);
          }
        }
        default -> {
          int to = random.nextInt(bytes.length);
          byte[] other = java.util.Arrays.copyOf(bytes, bytes.length);
          System.arraycopy(bytes, at, other, to, Math.min(16, bytes.length - Math.max(at, to)));
          bytes = other;
        }
      }
    }
    return random.nextInt(8) == 0
        ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1))
        : bytes;
  }
}
