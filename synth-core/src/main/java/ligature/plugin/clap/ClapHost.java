package ligature.plugin.clap;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;

/**
 * What one plugin sees of us: {@code clap_host_t}, and the extensions that the host offers. Every
 * function knows the thread that it belongs to; a call from another is refused, and the first is
 * told by {@link #complaint}.
 */
final class ClapHost implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("ligature.plugin");
  private static final long LEAST_TIMER_MILLIS = 10;

  // the shapes of functions that plugins call; a C bool is a byte
  private interface OfHost extends Callback {
    void call(Pointer host);
  }

  private interface GetExtension extends Callback {
    Pointer call(Pointer host, Pointer id);
  }

  private interface Ask extends Callback {
    byte call(Pointer host);
  }

  private interface Count extends Callback {
    int call(Pointer host);
  }

  private interface Flags extends Callback {
    void call(Pointer host, int flags);
  }

  private interface AskFlags extends Callback {
    byte call(Pointer host, int flags);
  }

  private interface ClearParameter extends Callback {
    void call(Pointer host, int id, int flags);
  }

  private interface Say extends Callback {
    void call(Pointer host, int severity, Pointer message);
  }

  private interface Register extends Callback {
    byte call(Pointer host, int millis, Pointer id);
  }

  private final Memory struct = new Memory(88);
  private final List<Object> kept = new ArrayList<>();
  private final Map<String, Memory> extensions = new HashMap<>();
  private final Map<Integer, ScheduledFuture<?>> timers = new HashMap<>();
  private ClapInstance plugin;
  private int lastTimer;
  private volatile Thread audioThread;
  private volatile String complaint = "";
  private volatile boolean wantsProcess;
  private volatile boolean wantsRestart;
  private volatile boolean wantsCallback;
  private volatile boolean activating;
  private volatile boolean tailChanged = true;

  ClapHost() {
    struct.clear();
    for (int i = 0; i < Clap.VERSION.length; i++) {
      struct.setInt(4L * i, Clap.VERSION[i]);
    }
    String[] texts = {"Ligature", "Ligature", "", "1"};
    for (int i = 0; i < texts.length; i++) {
      Memory text = ClapLibrary.text(texts[i]);
      kept.add(text);
      struct.setPointer(24 + 8L * i, text);
    }
    GetExtension find = (host, id) -> extensions.get(id.getString(0, "UTF-8"));
    OfHost restart = host -> wantsRestart = true;
    OfHost process = host -> wantsProcess = true;
    OfHost callback =
        host -> {
          wantsCallback = true;
          ClapMain.later(() -> plugin.onMainThread());
        };
    Callback[] own = {find, restart, process, callback};
    for (int i = 0; i < own.length; i++) {
      struct.setPointer(56 + 8L * i, pointer(own[i]));
    }
    offer();
  }

  /** The extensions, their functions in the order of their structs. */
  private void offer() {
    Ask isMain = host -> bool(ClapMain.isCurrent());
    Ask isAudio = host -> bool(isAudioThread());
    extension(Clap.THREAD_CHECK, isMain, isAudio);
    Say say = (host, severity, message) -> say(severity, message.getString(0, "UTF-8"));
    extension(Clap.LOG, say);
    OfHost latency =
        host -> {
          if (mainOnly("clap.latency changed") && !activating) {
            wantsRestart = true; // it should have asked: only then it may be late by another time
          }
        };
    extension(Clap.LATENCY, latency);
    OfHost tail =
        host -> {
          if (audioOnly("clap.tail changed")) {
            tailChanged = true;
          }
        };
    extension(Clap.TAIL, tail);
    Flags rescan = (host, flags) -> mainOnly("clap.params rescan");
    ClearParameter clear = (host, id, flags) -> mainOnly("clap.params clear");
    OfHost flush = host -> notAudio("clap.params request_flush");
    extension(Clap.PARAMS, rescan, clear, flush);
    OfHost dirty = host -> mainOnly("clap.state mark_dirty");
    extension(Clap.STATE, dirty);
    AskFlags isSupported =
        (host, flags) -> {
          mainOnly("clap.audio-ports is_rescan_flag_supported");
          return 0;
        };
    Flags rescanPorts = (host, flags) -> mainOnly("clap.audio-ports rescan");
    extension(Clap.AUDIO_PORTS, isSupported, rescanPorts);
    Count dialects =
        host ->
            mainOnly("clap.note-ports supported_dialects")
                ? Clap.DIALECT_CLAP | Clap.DIALECT_MIDI
                : 0;
    Flags rescanNotes = (host, flags) -> mainOnly("clap.note-ports rescan");
    extension(Clap.NOTE_PORTS, dialects, rescanNotes);
    Register register = (host, millis, id) -> bool(register(millis, id));
    AskFlags unregister = (host, id) -> bool(unregister(id));
    extension(Clap.TIMER_SUPPORT, register, unregister);
  }

  private void extension(String id, Callback... functions) {
    Memory table = new Memory(8L * functions.length);
    for (int i = 0; i < functions.length; i++) {
      table.setPointer(8L * i, pointer(functions[i]));
    }
    extensions.put(id, table);
  }

  private Pointer pointer(Callback function) {
    kept.add(function);
    return CallbackReference.getFunctionPointer(function);
  }

  private static byte bool(boolean value) {
    return (byte) (value ? 1 : 0);
  }

  /** {@code clap_host_t}. */
  Pointer struct() {
    return struct;
  }

  void serve(ClapInstance instance) {
    plugin = instance;
  }

  /** From now on this thread is the one of the audio. */
  void enterAudio() {
    audioThread = Thread.currentThread();
  }

  void leaveAudio() {
    audioThread = null;
  }

  private boolean isAudioThread() {
    return Thread.currentThread() == audioThread;
  }

  private boolean mainOnly(String what) {
    return keeps(ClapMain.isCurrent() && !isAudioThread(), what, "the main thread");
  }

  private boolean audioOnly(String what) {
    return keeps(isAudioThread(), what, "the audio thread");
  }

  private boolean notAudio(String what) {
    return keeps(!isAudioThread(), what, "any but the audio thread");
  }

  private boolean keeps(boolean rule, String what, String where) {
    if (!rule && complaint.isEmpty()) {
      complaint = "calls " + what + " on a wrong thread; wanted " + where;
      LOG.log(System.Logger.Level.WARNING, () -> name() + ": " + complaint);
    }
    return rule;
  }

  private String name() {
    return plugin == null ? "a CLAP plugin" : plugin.toString();
  }

  /** Which rule the plugin broke first, in a line; empty if none. */
  String complaint() {
    return complaint;
  }

  private void say(int severity, String message) {
    System.Logger.Level level =
        severity >= 3 ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG;
    LOG.log(level, () -> name() + ": " + message);
  }

  /** Whether it asked to be run although nothing comes in; until {@link #processed}. */
  boolean wantsProcess() {
    return wantsProcess;
  }

  void processed() {
    wantsProcess = false;
  }

  /** Whether it asked to be deactivated and activated anew since this was asked last. */
  boolean takeWantsRestart() {
    boolean wanted = wantsRestart;
    wantsRestart = false;
    return wanted;
  }

  /** Whether it asked to be called on the main thread since this was asked last. */
  boolean takeWantsCallback() {
    boolean wanted = wantsCallback;
    wantsCallback = false;
    return wanted;
  }

  /** While it is activated it may say that it is late by another time. */
  void activating(boolean now) {
    activating = now;
  }

  /** Whether its tail has another length than when this was asked last. */
  boolean takeTailChanged() {
    boolean changed = tailChanged;
    tailChanged = false;
    return changed;
  }

  private boolean register(int millis, Pointer id) {
    if (!mainOnly("clap.timer-support register_timer")) {
      return false;
    }
    int number = ++lastTimer;
    long period = Math.max(LEAST_TIMER_MILLIS, millis);
    timers.put(number, ClapMain.every(period, () -> plugin.onTimer(number)));
    id.setInt(0, number);
    return true;
  }

  private boolean unregister(int id) {
    if (!mainOnly("clap.timer-support unregister_timer")) {
      return false;
    }
    ScheduledFuture<?> timer = timers.remove(id);
    return timer != null && timer.cancel(false);
  }

  /** No timer runs any more. [main] */
  @Override
  public void close() {
    timers.values().forEach(timer -> timer.cancel(false));
    timers.clear();
  }
}
