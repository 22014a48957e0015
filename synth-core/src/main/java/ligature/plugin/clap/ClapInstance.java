package ligature.plugin.clap;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.List;
import ligature.files.InputException;

/**
 * One native instance: {@code clap_plugin_t} and all that it was given.
 *
 * <p>Threads: {@link ClapMain} makes it and does what is not said otherwise; whoever calls {@link
 * #run} and {@link #reset} is the audio thread as long as that takes.
 */
final class ClapInstance {

  // clap_plugin_t
  private static final int INIT = 16;
  private static final int DESTROY = 24;
  private static final int ACTIVATE = 32;
  private static final int DEACTIVATE = 40;
  private static final int START_PROCESSING = 48;
  private static final int STOP_PROCESSING = 56;
  private static final int RESET = 64;
  private static final int PROCESS = 72;
  private static final int GET_EXTENSION = 80;
  private static final int ON_MAIN_THREAD = 88;

  // clap_process_t
  private static final int PROCESS_BYTES = 64;
  private static final int FRAMES = 8;

  /** More note events than a block has room for in the slot's queue. */
  private static final int MOST_NOTES = 2048;

  private final ClapLibrary library;
  private final String id;
  private final ClapHost host = new ClapHost();
  private final Pointer plugin;
  private final Object[] justPlugin;
  private final List<ClapParameter> parameters;
  private final Pointer state;
  private final Pointer tail;
  private final int dialects;
  private final ClapAudio.Layout inLayout;
  private final ClapAudio.Layout outLayout;
  private final ClapEvents events;
  private final Memory process = new Memory(PROCESS_BYTES);
  private final Object[] processArguments;
  private Function processFunction;
  private ClapAudio in;
  private ClapAudio out;
  private Function tailFunction;
  private boolean active;
  private boolean destroyed;
  private boolean processing;
  private long steadyFrames;
  private long tailFrames;
  private int status = Clap.CONTINUE_IF_NOT_QUIET;

  /**
   * @throws InputException if the plugin gives no instance
   */
  ClapInstance(ClapLibrary library, String id) {
    this.library = library;
    this.id = id;
    plugin = library.create(host.struct(), id);
    if (plugin == null) {
      throw new InputException("clap:" + id + ": there is no such plugin in " + library.file());
    }
    host.serve(this);
    justPlugin = new Object[] {plugin};
    processArguments = new Object[] {plugin, process};
    if (!ClapLibrary.isTrue(function(INIT).invokeInt(justPlugin))) {
      function(DESTROY).invokeVoid(justPlugin);
      throw new InputException("clap:" + id + ": refuses to start");
    }
    parameters = ClapParameter.read(plugin, extension(Clap.PARAMS));
    events = new ClapEvents(MOST_NOTES + 2 * parameters.size());
    state = extension(Clap.STATE);
    tail = extension(Clap.TAIL);
    dialects = dialects(extension(Clap.NOTE_PORTS));
    Pointer ports = extension(Clap.AUDIO_PORTS);
    inLayout = ClapAudio.Layout.read(plugin, ports, true);
    outLayout = ClapAudio.Layout.read(plugin, ports, false);
  }

  private Function function(int member) {
    return ClapLibrary.function(plugin, member);
  }

  private Pointer extension(String name) {
    return function(GET_EXTENSION).invokePointer(new Object[] {plugin, ClapLibrary.text(name)});
  }

  /** What its first note port understands, 0 if it has none. */
  private int dialects(Pointer extension) {
    byte isInput = 1;
    if (extension == null
        || ClapLibrary.function(extension, 0).invokeInt(new Object[] {plugin, isInput}) == 0) {
      return 0;
    }
    Memory info = new Memory(12 + Clap.NAME_BYTES);
    info.clear();
    ClapLibrary.function(extension, 8).invokeInt(new Object[] {plugin, 0, isInput, info});
    return info.getInt(4);
  }

  List<ClapParameter> parameters() {
    return parameters;
  }

  ClapEvents events() {
    return events;
  }

  boolean understands(int dialect) {
    return (dialects & dialect) != 0;
  }

  boolean takesNotes() {
    return understands(Clap.DIALECT_CLAP) || understands(Clap.DIALECT_MIDI);
  }

  int inputs() {
    return inLayout.mainChannels();
  }

  int outputs() {
    return outLayout.mainChannels();
  }

  String complaint() {
    return host.complaint();
  }

  /** What it holds, empty if nothing. */
  byte[] state() {
    byte[] saved = state == null ? new byte[0] : ClapState.save(plugin, state);
    if (saved == null) {
      throw new InputException("clap:" + id + ": cannot save its state");
    }
    return saved;
  }

  /**
   * @throws InputException if it does not take the state
   */
  void restore(byte[] saved) {
    if (state == null || !ClapState.load(plugin, state, saved)) {
      throw new InputException("clap:" + id + ": its saved state is damaged");
    }
  }

  /** Says whether it is rendered; nothing to those that do not care. */
  void setOffline(boolean isOffline) {
    Pointer render = extension(Clap.RENDER);
    if (render != null) {
      ClapLibrary.function(render, 8).invokeInt(new Object[] {plugin, isOffline ? 1 : 0});
    }
  }

  /** Allocates everything; returns by how many frames it is late. */
  int activate(int rateHz, int maxFrames) {
    in = new ClapAudio(inLayout, maxFrames);
    out = new ClapAudio(outLayout, maxFrames);
    process.clear();
    process.setPointer(24, in.buffers());
    process.setPointer(32, out.buffers());
    process.setInt(40, in.ports());
    process.setInt(44, out.ports());
    process.setPointer(48, events.in());
    process.setPointer(56, events.out());
    host.activating(true);
    int done = function(ACTIVATE).invokeInt(new Object[] {plugin, (double) rateHz, 1, maxFrames});
    host.activating(false);
    if (!ClapLibrary.isTrue(done)) {
      throw new InputException("clap:" + id + ": refuses " + rateHz + " Hz");
    }
    active = true;
    processFunction = function(PROCESS);
    tailFunction = tail == null ? null : ClapLibrary.function(tail, 0);
    Pointer latency = extension(Clap.LATENCY);
    return latency == null
        ? 0
        : Math.max(0, ClapLibrary.function(latency, 0).invokeInt(justPlugin));
  }

  /** Processes a block in place, with the events that were added. [audio] */
  void run(float[] left, float[] right, int frames) {
    in.write(left, right, frames);
    host.enterAudio();
    try {
      if (!processing) {
        processing = ClapLibrary.isTrue(function(START_PROCESSING).invokeInt(justPlugin));
        if (!processing) {
          throw new IllegalStateException("refuses to process");
        }
      }
      process.setLong(0, steadyFrames);
      process.setInt(FRAMES, frames);
      status = processFunction.invokeInt(processArguments);
      if (tailFunction != null && (host.takeTailChanged() || status == Clap.TAIL_STATUS)) {
        tailFrames = Integer.toUnsignedLong(tailFunction.invokeInt(justPlugin));
      }
    } finally {
      host.leaveAudio();
      events.clear();
      host.processed();
    }
    steadyFrames += frames;
    if (status == Clap.ERROR) {
      throw new IllegalStateException("says that it cannot process");
    }
    out.read(left, right, frames);
  }

  /** What the last block returned. */
  int status() {
    return status;
  }

  /** Its tail in frames, above {@link Integer#MAX_VALUE} for ever; -1 if it does not say. */
  long tailFrames() {
    return tail == null ? -1 : tailFrames;
  }

  boolean wantsProcess() {
    return host.wantsProcess();
  }

  /** Forgets all sound. [audio] */
  void reset() {
    host.enterAudio();
    try {
      function(RESET).invokeVoid(justPlugin);
    } finally {
      host.leaveAudio();
    }
  }

  /** Stops processing, where it does; no block may follow. [audio] */
  void stop() {
    if (processing) {
      processing = false;
      host.enterAudio();
      try {
        function(STOP_PROCESSING).invokeVoid(justPlugin);
      } finally {
        host.leaveAudio();
      }
    }
  }

  /** Whether it asked to be activated anew since this was asked last. [any thread] */
  boolean takeWantsRestart() {
    return host.takeWantsRestart();
  }

  /** Whether it asked to be called on the main thread since this was asked last. [any thread] */
  boolean takeWantsCallback() {
    return host.takeWantsCallback();
  }

  /** Ends what {@link #activate} began, once {@link #stop stopped}. */
  void deactivate() {
    if (active) {
      active = false;
      function(DEACTIVATE).invokeVoid(justPlugin);
    }
  }

  /** Ends it, once {@link #stop stopped}. */
  void destroy() {
    host.close();
    deactivate();
    destroyed = true;
    function(DESTROY).invokeVoid(justPlugin);
  }

  void onMainThread() {
    if (!destroyed) {
      function(ON_MAIN_THREAD).invokeVoid(justPlugin);
    }
  }

  void onTimer(int timer) {
    Pointer timers = destroyed ? null : extension(Clap.TIMER_SUPPORT);
    if (timers != null) {
      ClapLibrary.function(timers, 0).invokeVoid(new Object[] {plugin, timer});
    }
  }

  @Override
  public String toString() {
    return "clap:" + id;
  }
}
