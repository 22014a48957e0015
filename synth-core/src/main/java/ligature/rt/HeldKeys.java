package ligature.rt;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which of 16 x 128 keys are down and how they are pressed, and where controllers stand, as one
 * producer sees them. Threads: written by one, read by any; wait-free.
 */
public final class HeldKeys {

  /** In place of a controller's number: the pitch wheel. */
  public static final int BEND = 128;

  /** In place of a controller's number: the pressure on a channel. */
  public static final int PRESSURE = 129;

  /** In place of a controller's number: how far the wheel bends, in semitones. */
  public static final int BEND_RANGE = 130;

  /** In place of a controller's number: the members of the MPE zone that the channel manages. */
  public static final int ZONE = 131;

  /** Controllers of a channel, those above among them. */
  public static final int CONTROLLERS = 132;

  private static final int CHANNELS = 16;
  private static final int UNKNOWN = Float.floatToRawIntBits(Float.NaN);

  private final AtomicLongArray bits = new AtomicLongArray(CHANNELS * 128 / 64);
  private final AtomicIntegerArray pressures = new AtomicIntegerArray(CHANNELS * 128);
  private final AtomicIntegerArray controllers = new AtomicIntegerArray(CHANNELS * CONTROLLERS);

  public HeldKeys() {
    for (int i = 0; i < controllers.length(); i++) {
      controllers.setPlain(i, UNKNOWN);
    }
    for (int i = 0; i < pressures.length(); i++) {
      pressures.setPlain(i, UNKNOWN);
    }
  }

  /** Notes where a controller stands. */
  public void setController(int channel, int number, float value) {
    controllers.setRelease(channel * CONTROLLERS + number, Float.floatToRawIntBits(value));
  }

  /** Forgets where a controller stands. */
  public void forgetController(int channel, int number) {
    setController(channel, number, Float.NaN);
  }

  /** Notes how a key is pressed, 0 to 1. */
  public void setPressure(int channel, int key, float value) {
    pressures.setRelease(channel * 128 + key, Float.floatToRawIntBits(value));
  }

  /** A key is no longer pressed, if it ever was. */
  public void releasePressure(int channel, int key) {
    if (!Float.isNaN(pressure(channel, key))) {
      setPressure(channel, key, 0);
    }
  }

  /** How a key is pressed; NaN if nothing was ever said of it. */
  public float pressure(int channel, int key) {
    return Float.intBitsToFloat(pressures.getAcquire(channel * 128 + key));
  }

  /** Where a controller stands; NaN if it was never moved. */
  public float controller(int channel, int number) {
    return Float.intBitsToFloat(controllers.getAcquire(channel * CONTROLLERS + number));
  }

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
    for (int channel = 0; channel < CHANNELS; channel++) {
      clear(channel);
    }
  }

  /** Lifts all keys of a channel. */
  public void clear(int channel) {
    bits.setRelease(2 * channel, 0);
    bits.setRelease(2 * channel + 1, 0);
  }
}
