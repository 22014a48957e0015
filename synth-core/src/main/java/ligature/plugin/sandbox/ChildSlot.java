package ligature.plugin.sandbox;

import ligature.plugin.Editable;
import ligature.plugin.Plugin;
import ligature.rt.RealTimeScheduling;
import ligature.rt.ThreadRole;

/** A plugin in the child, on a thread that waits for its blocks. */
final class ChildSlot implements AutoCloseable {

  /** As the parent's model thread, whose work this is. */
  private static final int PRIORITY = 60;

  /** How often a thread without work looks whether it should end. */
  private static final long LOOK_NANOS = 100_000_000;

  private final Plugin plugin;
  private final SlotMemory memory;
  private final Thread thread;
  private final float[] left;
  private final float[] right;
  private final float[] values;
  private final float[] offsets;
  private int seen;
  private int resets;
  private int renewals;
  private boolean offline;
  private volatile boolean closing;

  /**
   * @param seen the last request that is not for this plugin any more
   */
  ChildSlot(Plugin plugin, SlotMemory memory, int seen, int maxFrames, boolean offline) {
    this.plugin = plugin;
    this.memory = memory;
    this.seen = seen;
    this.offline = offline;
    left = new float[maxFrames];
    right = new float[maxFrames];
    values = new float[plugin.parameters().size()];
    java.util.Arrays.fill(values, Float.NaN);
    offsets = new float[values.length];
    resets = memory.resets();
    renewals = memory.renewals();
    tell();
    if (plugin instanceof Editable editable) {
      editable.meetAt(memory.exchange());
    }
    thread = new Thread(this::run, "slot");
    thread.setDaemon(true);
    thread.start();
  }

  Plugin plugin() {
    return plugin;
  }

  private void run() {
    ThreadRole.MODEL.enter();
    if (!offline) {
      RealTimeScheduling.enterFifo(PRIORITY);
    }
    while (!closing) {
      int request = memory.awaitRequest(seen, LOOK_NANOS);
      if (request != seen) {
        seen = request;
        process();
        memory.finish(request);
      } else {
        followRenewals();
        tell(); // it may want to be run by itself
      }
    }
  }

  private void process() {
    try {
      follow();
      int frames = memory.frames();
      memory.blendTo(plugin);
      memory.playTo(plugin);
      memory.read(left, right, frames);
      plugin.process(left, right, frames);
      memory.write(left, right, frames);
      memory.away(plugin.isAway());
      tell();
    } catch (Throwable t) { // it is the parent that knows what to do
      memory.fail(SandboxMain.message(t));
    }
  }

  private void tell() {
    memory.tailFrames(plugin.tailFrames());
    memory.lateness(plugin.latencyFrames(), plugin.wantsRenewal());
  }

  private void followRenewals() {
    if (memory.renewals() != renewals) {
      renewals = memory.renewals();
      plugin.renew();
    }
  }

  /** Does to the plugin what was done to its double in the parent. */
  private void follow() {
    if (memory.isOffline() != offline) {
      offline = !offline;
      plugin.setOffline(offline);
    }
    if (memory.resets() != resets) {
      resets = memory.resets();
      plugin.reset();
    }
    followRenewals();
    for (int i = 0; i < values.length; i++) {
      float value = memory.value(i);
      float offset = memory.offset(i);
      if (!Float.isNaN(value) && (value != values[i] || offset != offsets[i])) {
        values[i] = value;
        offsets[i] = offset;
        plugin.modulate(i, value, offset);
      }
    }
  }

  /** Ends the thread, then closes the plugin. */
  @Override
  public void close() {
    closing = true;
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    plugin.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
