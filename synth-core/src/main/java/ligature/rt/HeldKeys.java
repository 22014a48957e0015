package ligature.rt;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which of 16 x 128 keys are down, as one producer sees them. Threads: written by one, read by any;
 * wait-free.
 */
public final class HeldKeys {

  private final AtomicLongArray bits = new AtomicLongArray(16 * 128 / 64);

  /** Notes that a key went down or up. */
  public void set(int channel, int key, boolean down) {
    int bit = channel * 128 + key;
    long mask = 1L << (bit & 63);
    long old = bits.getPlain(bit >> 6);
    bits.setRelease(bit >> 6, down ? old | mask : old & ~mask);
  }

  public boolean isDown(int channel, int key) {
    int bit = channel * 128 + key;
    return (bits.getAcquire(bit >> 6) >>> (bit & 63) & 1) != 0;
  }

  /** Lifts all keys. */
  public void clear() {
    for (int i = 0; i < bits.length(); i++) {
      bits.setRelease(i, 0);
    }
  }
}
