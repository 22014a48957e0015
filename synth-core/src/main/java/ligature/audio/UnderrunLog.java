package ligature.audio;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How often the ring ran dry, and when. Threads: one writer, {@code [audio-thread]}; any reader;
 * wait-free.
 */
public final class UnderrunLog {

  /** The latest that are kept. */
  public static final int KEPT = 1024;

  private final AtomicLong count = new AtomicLong();
  private final AtomicLongArray frames = new AtomicLongArray(KEPT);
  private final AtomicLongArray nanos = new AtomicLongArray(KEPT);

  void add(long frame, long nanoTime) {
    long n = count.getPlain();
    frames.setPlain((int) (n % KEPT), frame);
    nanos.setPlain((int) (n % KEPT), nanoTime);
    count.setRelease(n + 1);
  }

  /** Underruns since the start. */
  public long count() {
    return count.getAcquire();
  }

  /**
   * The stream frame at which underrun {@code index} began; only the last {@link #KEPT} are known.
   */
  public long frame(long index) {
    return frames.get((int) (index % KEPT));
  }

  /** When underrun {@code index} was noticed, by {@link System#nanoTime}. */
  public long nanos(long index) {
    return nanos.get((int) (index % KEPT));
  }
}
