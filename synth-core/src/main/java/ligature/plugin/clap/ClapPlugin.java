package ligature.plugin.clap;

import java.nio.file.Path;
import java.util.List;
import ligature.files.InputException;
import ligature.plugin.NoteEvent;
import ligature.plugin.Plugin;
import ligature.plugin.PluginParameter;
import ligature.plugin.sandbox.RuleBound;

/**
 * A CLAP plugin in a slot. One with one channel in and one out runs twice, once a side; where there
 * is one in for two out it gets both sides' mean.
 */
final class ClapPlugin implements Plugin, RuleBound {

  private final String id;
  private final ClapInstance[] instances;
  private final List<PluginParameter> parameters;
  private final ClapValues values;
  private final ClapNotes notes = new ClapNotes();
  private volatile int latencyFrames;
  private boolean offline;
  private int rateHz;
  private int maxFrames;
  private boolean wantsRenewal;

  /** It is activated anew, on the main thread. */
  private volatile boolean beginning;

  private volatile RuntimeException failure;

  /** Values were set meanwhile that it does not know. */
  private boolean behind;

  /**
   * Loads the file and makes the plugin.
   *
   * @throws InputException if it cannot be made
   */
  ClapPlugin(Path file, String id) {
    this.id = id;
    instances = ClapMain.call(() -> made(file, id));
    parameters = instances[0].parameters().stream().map(ClapParameter::face).toList();
    values = new ClapValues(instances);
  }

  private static ClapInstance[] made(Path file, String id) {
    try {
      ClapLibrary library = ClapLibrary.of(file);
      ClapInstance first = new ClapInstance(library, id);
      boolean dual = first.inputs() == 1 && first.outputs() == 1;
      return dual
          ? new ClapInstance[] {first, new ClapInstance(library, id)}
          : new ClapInstance[] {first};
    } catch (InputException e) {
      String prefix = "clap:" + id + ": ";
      throw e.getMessage().startsWith(prefix)
          ? e
          : new InputException(prefix + file + " " + e.getMessage(), e);
    }
  }

  /** Channels of the main ports, to tell effects from instruments. */
  int inputs() {
    return instances[0].inputs();
  }

  int outputs() {
    return instances[0].outputs();
  }

  @Override
  public List<PluginParameter> parameters() {
    return parameters;
  }

  @Override
  public boolean takesNotes() {
    return instances[0].takesNotes();
  }

  @Override
  public void restore(byte[] state) {
    ClapMain.run(() -> each(instance -> instance.restore(state)));
  }

  /** Both sides have the same state. */
  @Override
  public byte[] state() {
    return ClapMain.call(() -> instances[0].state());
  }

  @Override
  public void prepare(int rate, int frames) {
    rateHz = rate;
    maxFrames = frames;
    ClapMain.run(this::activate);
  }

  private void activate() {
    each(
        instance -> {
          instance.setOffline(offline);
          latencyFrames = instance.activate(rateHz, maxFrames);
        });
  }

  @Override
  public boolean wantsRenewal() {
    for (int i = 0; i < instances.length; i++) {
      wantsRenewal |= instances[i].takeWantsRestart();
    }
    return wantsRenewal;
  }

  /** The one way to be late by another time is to be activated anew, which is the main thread's. */
  @Override
  public void renew() {
    wantsRenewal = false;
    behind = true;
    each(ClapInstance::stop);
    beginning = true;
    if (offline) {
      ClapMain.run(this::beginAnew);
    } else {
      ClapMain.later(this::beginAnew);
    }
  }

  private void beginAnew() {
    try {
      each(ClapInstance::deactivate);
      activate();
    } catch (RuntimeException e) {
      failure = e;
    }
    beginning = false;
  }

  @Override
  public boolean isAway() {
    return beginning;
  }

  @Override
  public void setOffline(boolean isOffline) {
    if (offline != isOffline) {
      offline = isOffline;
      ClapMain.run(() -> each(instance -> instance.setOffline(isOffline)));
    }
  }

  private interface Deed {
    void to(ClapInstance instance);
  }

  private void each(Deed deed) {
    for (ClapInstance instance : instances) {
      deed.to(instance);
    }
  }

  @Override
  public void set(int index, float value) {
    modulate(index, value, 0);
  }

  @Override
  public void modulate(int index, float value, float offset) {
    catchUp();
    values.modulate(index, value, offset, !beginning); // if not told, then when it is back
  }

  @Override
  public void play(int frame, NoteEvent event, int channel, int number, float value) {
    catchUp();
    for (int i = 0; i < instances.length && !beginning; i++) {
      notes.tell(instances[i], frame, event, channel, number, value);
    }
    notes.remember(event, channel, number, value);
  }

  @Override
  public void process(float[] left, float[] right, int frames) {
    if (failure != null) {
      throw failure;
    }
    if (beginning) {
      return;
    }
    catchUp();
    run(left, right, frames);
    if (offline) {
      awaitCallbacks();
    }
  }

  /** Tells all values, before anything else: some were set while nobody could be told. */
  private void catchUp() {
    if (behind && !beginning) {
      behind = false;
      values.tellAll();
    }
  }

  /** So that what it does there is done before the same block in every render. */
  private void awaitCallbacks() {
    boolean wanted = false;
    for (int i = 0; i < instances.length; i++) {
      wanted |= instances[i].takeWantsCallback();
    }
    if (wanted) {
      ClapMain.run(() -> {});
    }
  }

  private void run(float[] left, float[] right, int frames) {
    if (instances.length == 2) {
      instances[0].run(left, left, frames);
      instances[1].run(right, right, frames);
    } else {
      instances[0].run(left, right, frames);
    }
  }

  @Override
  public int latencyFrames() {
    return latencyFrames;
  }

  /** By what the last block returned; a plugin that only says "go on" is listened to. */
  @Override
  public long tailFrames() {
    if (instances[0].wantsProcess()) {
      return ENDLESS_TAIL;
    }
    long told = instances[0].tailFrames();
    return switch (instances[0].status()) {
      case Clap.SLEEP -> 0;
      case Clap.CONTINUE_IF_NOT_QUIET -> UNKNOWN_TAIL;
      // an instrument whose key is down goes on, however silent it is, and its tail is not meant
      default ->
          takesNotes() || told < 0 ? UNKNOWN_TAIL : told >= Integer.MAX_VALUE ? ENDLESS_TAIL : told;
    };
  }

  @Override
  public void reset() {
    each(ClapInstance::reset);
  }

  /** Whether it asked to be activated anew since this was asked last. [any thread] */
  boolean takeWantsRestart() {
    return instances[0].takeWantsRestart();
  }

  /** Activates it anew, because it wants that: it may be late by another time then. [audio] */
  void restart(int rate, int frames) {
    each(ClapInstance::stop);
    ClapMain.run(() -> each(ClapInstance::deactivate));
    prepare(rate, frames);
  }

  @Override
  public String complaint() {
    for (ClapInstance instance : instances) {
      if (!instance.complaint().isEmpty()) {
        return instance.complaint();
      }
    }
    return "";
  }

  @Override
  public void close() {
    each(ClapInstance::stop);
    ClapMain.run(() -> each(ClapInstance::destroy));
  }

  @Override
  public String toString() {
    return "clap:" + id;
  }
}
