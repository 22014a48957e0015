package ligature.voice;

import ligature.parameter.NotePriority;
import ligature.rt.HeldKeys;

/**
 * The keys that are down, in the order in which they were pressed: what a mono voice returns to.
 * Threads: {@code [model-thread]}; no allocation after the constructor.
 */
final class KeyStack {

  /** More than fingers; beyond it the oldest key is forgotten. */
  private static final int CAPACITY = 64;

  private final int[] channels = new int[CAPACITY];
  private final int[] keys = new int[CAPACITY];
  private final int[] sources = new int[CAPACITY];
  private final float[] velocities = new float[CAPACITY];
  private int size;

  void press(int channel, int key, float velocity, int source) {
    release(channel, key);
    if (size == CAPACITY) {
      remove(0);
    }
    channels[size] = channel;
    keys[size] = key;
    velocities[size] = velocity;
    sources[size++] = source;
  }

  void release(int channel, int key) {
    for (int i = size - 1; i >= 0; i--) {
      if (channels[i] == channel && keys[i] == key) {
        remove(i);
      }
    }
  }

  /** Lifts all keys of a channel. */
  void releaseChannel(int channel) {
    for (int i = size - 1; i >= 0; i--) {
      if (channels[i] == channel) {
        remove(i);
      }
    }
  }

  /** Lifts the keys of a source that it no longer holds. */
  void releaseUnheld(int source, HeldKeys held) {
    for (int i = size - 1; i >= 0; i--) {
      if (sources[i] == source && !held.isDown(channels[i], keys[i])) {
        remove(i);
      }
    }
  }

  private void remove(int at) {
    int after = size - at - 1;
    System.arraycopy(channels, at + 1, channels, at, after);
    System.arraycopy(keys, at + 1, keys, at, after);
    System.arraycopy(velocities, at + 1, velocities, at, after);
    System.arraycopy(sources, at + 1, sources, at, after);
    size--;
  }

  void clear() {
    size = 0;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The place of the key that sounds; among equal keys the newest. The stack is not empty. */
  int pick(NotePriority priority) {
    int best = size - 1;
    for (int i = size - 1; i >= 0 && priority != NotePriority.LAST; i--) {
      boolean wins = priority == NotePriority.HIGH ? keys[i] > keys[best] : keys[i] < keys[best];
      best = wins ? i : best;
    }
    return best;
  }

  /** The place of the key that was pressed last. */
  int newest() {
    return size - 1;
  }

  int channel(int at) {
    return channels[at];
  }

  int key(int at) {
    return keys[at];
  }

  float velocity(int at) {
    return velocities[at];
  }

  int source(int at) {
    return sources[at];
  }
}
