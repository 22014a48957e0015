package ligature.plugin.sandbox;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * A child that stands ready to take over, with the same plugins opened in it and holding what they
 * held last: all that is left to do is to let them run.
 *
 * <p>Threads: under the lock of its {@link Sandbox}.
 */
final class SpareChild {

  /** Between two attempts to have one, when the first ended by itself or never was. */
  private static final long RETRY_NANOS = 1_000_000_000L;

  /** Between two openings of one plugin, whose state changes with every turn of a knob. */
  private static final long REFRESH_NANOS = 5_000_000_000L;

  /** A plugin that has not been opened in it for so long hangs. */
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  /** After so many that ended by themselves it stands ready without plugins. */
  private static final int MOST_ENDS = 3;

  /** Drops what was prepared for a slot. */
  private static final Opening NOTHING = new Opening("", 0, 0, false, new byte[0]);

  /** Starts a child. */
  interface Start {
    Child start() throws IOException;
  }

  private final Start start;
  private final Opening[] prepared = new Opening[SharedMemory.SLOTS];
  private final long[] preparedNanos = new long[SharedMemory.SLOTS];
  private Child child;
  private long startedNanos;
  private long sentNanos;
  private int ends;

  SpareChild(Start start) {
    this.start = start;
  }

  /** Sees to it that there is one, with these plugins. Does not wait for it. */
  void keep(List<IsolatedPlugin> plugins) throws IOException {
    long now = System.nanoTime();
    boolean hangs = child != null && !child.isPrepared() && now - sentNanos > PATIENCE_NANOS;
    if (child != null && (hangs || !child.isAlive())) {
      child.kill(); // closes what leads to it, too
      child = null;
      ends++;
    }
    if (child == null && now - startedNanos > RETRY_NANOS) {
      startedNanos = now;
      Arrays.fill(prepared, null);
      child = start.start();
    }
    if (child != null && ends < MOST_ENDS) {
      prepare(plugins, now);
    }
  }

  private void prepare(List<IsolatedPlugin> plugins, long now) {
    boolean[] used = new boolean[prepared.length];
    for (IsolatedPlugin plugin : plugins) {
      int slot = plugin.slot();
      used[slot] = true;
      boolean isDue = prepared[slot] == null || now - preparedNanos[slot] > REFRESH_NANOS;
      if (isDue && !plugin.opening().equals(prepared[slot])) {
        send(slot, plugin.opening());
        preparedNanos[slot] = now;
      }
    }
    for (int slot = 0; slot < used.length; slot++) {
      if (!used[slot] && prepared[slot] != null) {
        send(slot, NOTHING);
        prepared[slot] = null;
      }
    }
  }

  private void send(int slot, Opening opening) {
    try {
      child.prepare(slot, opening);
      sentNanos = System.nanoTime();
      prepared[slot] = opening;
    } catch (Child.Lost e) {
      child.kill(); // there will be another
    }
  }

  /** The child, which belongs to the caller now; null if there is none that lives. */
  Child take() {
    Child taken = child != null && child.isAlive() ? child : null;
    if (taken == null) {
      kill();
    }
    child = null;
    // the next begins as soon as all plugins are back: another of them may hang at once
    startedNanos = taken != null ? System.nanoTime() - RETRY_NANOS : System.nanoTime();
    return taken;
  }

  /** Whether there is one with all plugins opened. */
  boolean isReady() {
    return child != null && child.isAlive() && child.isPrepared();
  }

  /** The child; null if there is none. */
  Child child() {
    return child;
  }

  void kill() {
    if (child != null) {
      child.kill();
      child = null;
    }
    ends = 0;
  }
}
