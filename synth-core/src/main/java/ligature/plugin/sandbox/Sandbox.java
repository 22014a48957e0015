package ligature.plugin.sandbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ligature.files.InputException;
import ligature.plugin.Plugin;
import ligature.rt.ThreadRole;

/**
 * The child in which isolated plugins run, and who watches it: a child that ends, or in which a
 * plugin stands still, is replaced by a spare one that stands ready, and every plugin is opened
 * there with its state and its values.
 *
 * <p>The child begins with the first plugin and ends with the last. Threads: {@code [io-thread]},
 * but {@link #budget}.
 */
public final class Sandbox {

  /** A plugin that has not answered for so long in live play hangs. */
  private static final long HANG_NANOS = 250_000_000L;

  /** Offline nobody hurries it. */
  private static final long OFFLINE_HANG_NANOS = 20_000_000_000L;

  private static final long LOOK_MILLIS = 20;
  private static final long OPEN_MILLIS = 60_000;
  private static final long REOPEN_MILLIS = 20_000;
  private static final long COMMAND_MILLIS = 5_000;

  /** How often plugins are asked what they hold, for the child after this one. */
  private static final long STATE_MILLIS = 2_000;

  private static final System.Logger LOG = System.getLogger("ligature.plugin");
  private static final Sandbox SHARED = new Sandbox(Map.of());

  private final Map<String, String> environment;
  private final WaitBudget budget = new WaitBudget();
  private final IsolatedPlugin[] slots = new IsolatedPlugin[SharedMemory.SLOTS];
  private final boolean[] opened = new boolean[SharedMemory.SLOTS];
  private SharedMemory memory;
  private Child active;
  private final SpareChild spare = new SpareChild(() -> start(formats()));
  private int replaced;

  /**
   * @param environment added to that of the children
   */
  Sandbox(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * A plugin that runs in the child, or this one itself where the user wants that or the system
   * cannot do it.
   *
   * @param id FORMAT:NAME, by which the child opens it
   * @param face tells what can be known without running it, never prepared
   * @param inside makes the plugin itself
   */
  public static Plugin isolate(String id, Plugin face, Supplier<Plugin> inside) {
    return isIsolated(id) ? new IsolatedPlugin(id, face, SHARED) : inside.get();
  }

  private static boolean isIsolated(String id) {
    return LibC.isSupported() && !InsideChoice.installed().contains(id);
  }

  /**
   * The same for a plugin that runs nothing until it is prepared, and so is its own face.
   *
   * @param chosen what the user calls it, where that is less than {@code id}
   */
  public static Plugin isolate(String id, String chosen, Plugin plugin) {
    return isIsolated(chosen) ? new IsolatedPlugin(id, plugin, SHARED) : plugin;
  }

  /** That of this process. */
  static Sandbox shared() {
    return SHARED;
  }

  WaitBudget budget() {
    return budget;
  }

  /** The processes that run now. */
  synchronized List<Long> pids() {
    return Stream.of(active, spare.child())
        .filter(child -> child != null && child.isAlive())
        .map(Child::pid)
        .toList();
  }

  /** Whether every plugin runs. */
  synchronized boolean isUp() {
    return plugins().allMatch(IsolatedPlugin::isUp);
  }

  /** Whether every plugin runs and a spare child is ready. */
  synchronized boolean isReady() {
    return isUp() && spare.isReady();
  }

  /** The same, and every plugin has run for a while. */
  synchronized boolean stands() {
    return isReady() && plugins().allMatch(IsolatedPlugin::hasSounded);
  }

  /** How often a child was replaced. */
  synchronized int replaced() {
    return replaced;
  }

  /**
   * Opens a plugin in the child.
   *
   * @return by how many frames it is late
   * @throws InputException if it cannot be opened
   */
  int open(IsolatedPlugin plugin) {
    try {
      take(plugin);
      for (int attempt = 0; ; attempt++) {
        Child child = active();
        try {
          int latency = child.open(plugin.slot(), plugin.answered(), plugin.opening(), OPEN_MILLIS);
          if (isOpened(plugin, child)) {
            return latency;
          }
        } catch (Child.Lost e) { // perhaps by another plugin
          child.kill();
          if (attempt > 0) {
            throw new InputException(
                plugin.id() + ": cannot be opened in its child process: it " + e.getMessage(), e);
          }
        }
      }
    } catch (IOException e) {
      release(plugin);
      throw new InputException(plugin.id() + ": there is no child process: " + e.getMessage(), e);
    } catch (InputException e) {
      release(plugin);
      throw e;
    }
  }

  private synchronized void take(IsolatedPlugin plugin) throws IOException {
    int free = 0;
    while (free < slots.length && slots[free] != null) {
      free++;
    }
    if (free == slots.length) {
      throw new InputException("there are more than " + slots.length + " native plugins");
    }
    if (memory == null) {
      memory = SharedMemory.create();
    }
    slots[free] = plugin;
    opened[free] = false;
    plugin.takeSlot(free, memory.slot(free));
  }

  /** The child of now; a new one if there is none. */
  private synchronized Child active() throws IOException {
    if (active == null) {
      active = start(Set.of());
      ThreadRole.IO.daemons("sandbox").newThread(this::supervise).start();
      ThreadRole.IO.daemons("sandbox-states").newThread(this::keepStates).start();
    } else if (!active.isAlive()) {
      replace("ends its process");
    }
    return active;
  }

  private Child start(Set<String> formats) throws IOException {
    return Child.start(memory, formats, environment, this::wake);
  }

  private synchronized void wake() {
    notifyAll();
  }

  private synchronized boolean isOpened(IsolatedPlugin plugin, Child child) {
    if (child != active) {
      return false; // replaced meanwhile
    }
    opened[plugin.slot()] = true;
    plugin.up();
    return true;
  }

  /** What the plugin holds; what it held last if the child cannot say. */
  byte[] state(IsolatedPlugin plugin) {
    Child child;
    int slot;
    synchronized (this) {
      slot = plugin.slot();
      if (active == null || slot < 0 || slots[slot] != plugin || !opened[slot]) {
        return plugin.lastState();
      } else if (plugin.isGivenUp()) {
        return plugin.lastState();
      }
      child = active;
    }
    try {
      return child.state(slot, COMMAND_MILLIS);
    } catch (Child.Lost e) {
      plugin.losesChildByState();
      child.kill();
      return plugin.lastState();
    } catch (InputException e) {
      LOG.log(System.Logger.Level.WARNING, plugin.id() + ": gives no state: " + e.getMessage());
      return plugin.lastState();
    }
  }

  synchronized void close(IsolatedPlugin plugin) {
    if (active != null && opened[plugin.slot()] && !plugin.isGivenUp()) {
      try {
        active.close(plugin.slot(), COMMAND_MILLIS);
      } catch (Child.Lost e) {
        active.kill();
      } catch (InputException e) {
        LOG.log(System.Logger.Level.WARNING, plugin.id() + ": closes badly: " + e.getMessage());
      }
    }
    release(plugin);
  }

  private synchronized void release(IsolatedPlugin plugin) {
    if (plugin.slot() >= 0) {
      plugin.down("is closed");
      slots[plugin.slot()] = null;
    }
    if (Stream.of(slots).allMatch(Objects::isNull)) {
      if (active != null) {
        active.kill();
      }
      spare.kill();
      active = null;
      if (memory != null) {
        memory.close();
        memory = null;
      }
      notifyAll();
    }
  }

  private synchronized void supervise() {
    Child last = active;
    while (active != null && active == last) {
      try {
        wait(LOOK_MILLIS);
        look();
      } catch (InterruptedException e) {
        return;
      } catch (IOException e) {
        LOG.log(System.Logger.Level.WARNING, "there is no child process for plugins", e);
      }
      last = active;
    }
  }

  /** So that what comes back after a crash is what was. */
  private void keepStates() {
    while (true) {
      List<IsolatedPlugin> live;
      synchronized (this) {
        if (active == null) {
          return;
        }
        try {
          wait(STATE_MILLIS);
        } catch (InterruptedException e) {
          return;
        }
        live = active == null ? List.of() : live();
      }
      for (IsolatedPlugin plugin : live) {
        // one that once took too long is asked only when its state is to be saved
        boolean ask = plugin.isUp() && !plugin.hasLostChildByState();
        byte[] now = ask ? state(plugin) : plugin.lastState();
        if (!Arrays.equals(now, plugin.lastState())) {
          plugin.keep(now);
        }
      }
    }
  }

  private void look() throws IOException {
    if (active == null) {
      return;
    }
    if (!active.isAlive()) {
      replace("ends its process");
    } else if (plugins().anyMatch(p -> p.hangs(HANG_NANOS, OFFLINE_HANG_NANOS))) {
      replace("does not answer");
    } else {
      List<IsolatedPlugin> live = live();
      if (!live.isEmpty()) {
        spare.keep(live);
      }
    }
  }

  /** The plugins that come back when the child ends. */
  private List<IsolatedPlugin> live() {
    return plugins().filter(p -> opened[p.slot()] && !p.isOffline() && !p.isGivenUp()).toList();
  }

  private Set<String> formats() {
    return live().stream().map(p -> p.id().split(":", 2)[0]).collect(Collectors.toSet());
  }

  private Stream<IsolatedPlugin> plugins() {
    return Stream.of(slots).filter(Objects::nonNull);
  }

  /** Everything goes dry, then comes back in another child. */
  private void replace(String reason) throws IOException {
    List<IsolatedPlugin> back = new ArrayList<>();
    for (IsolatedPlugin plugin : plugins().filter(p -> opened[p.slot()]).toList()) {
      plugin.down(reason);
      if (plugin.isAsked()) {
        crashed(plugin, reason);
      }
      if (!plugin.isGivenUp()) {
        back.add(plugin);
      }
    }
    active.kill();
    Child next = spare.take();
    active = next != null ? next : start(Set.of());
    replaced++;
    boolean lives = true;
    for (IsolatedPlugin plugin : back) {
      plugin.settle();
      lives = lives && reopen(plugin); // those after one that crashes wait for the next child
    }
  }

  /** Whether the child is still there after it. */
  private boolean reopen(IsolatedPlugin plugin) {
    try {
      active.open(plugin.slot(), plugin.answered(), plugin.opening(), REOPEN_MILLIS);
      plugin.up();
    } catch (Child.Lost e) { // seen at the next look
      crashed(plugin, e.getMessage() + " when it is opened again");
      active.kill();
      return false;
    } catch (InputException e) {
      plugin.giveUp("cannot be opened again: " + e.getMessage());
    }
    return true;
  }

  private static void crashed(IsolatedPlugin plugin, String reason) {
    LOG.log(System.Logger.Level.WARNING, "insert " + plugin.id() + ": " + reason);
    plugin.crashed(reason);
  }
}
