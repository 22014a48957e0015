package ligature.audio;

import java.util.concurrent.locks.LockSupport;
import ligature.rt.FrameRing;

/**
 * The one place where an audio thread waits: while JACK freewheels there is no device to be in time
 * for, and no frame may be lost. Threads: {@code [audio-thread]}.
 */
final class Freewheel {

  private static final long PARK_NANOS = 50_000;

  /** A model that stands still must not hang the server for good. */
  private static final long PATIENCE_NANOS = 5_000_000_000L;

  private Freewheel() {}

  /** Returns when the ring has {@code frames} frames, or at once outside freewheel. */
  static void await(FrameRing ring, int frames) {
    if (!ring.readerWaits()) {
      return;
    }
    long begin = System.nanoTime();
    while (ring.readerWaits()
        && ring.ready() < frames
        && System.nanoTime() - begin < PATIENCE_NANOS) {
      LockSupport.parkNanos(PARK_NANOS);
    }
  }
}
