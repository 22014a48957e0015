package ligature.plugin.clap;

/** Numbers and names of CLAP's interface, version 1, on 64-bit systems. */
final class Clap {

  static final String PLUGIN_FACTORY = "clap.plugin-factory";
  static final String AUDIO_PORTS = "clap.audio-ports";
  static final String NOTE_PORTS = "clap.note-ports";
  static final String PARAMS = "clap.params";
  static final String STATE = "clap.state";
  static final String LATENCY = "clap.latency";
  static final String TAIL = "clap.tail";
  static final String RENDER = "clap.render";
  static final String LOG = "clap.log";
  static final String THREAD_CHECK = "clap.thread-check";
  static final String TIMER_SUPPORT = "clap.timer-support";

  /** {@code clap_version_t}: the version that we speak. */
  static final int[] VERSION = {1, 2, 0};

  static final int NAME_BYTES = 256;
  static final int PATH_BYTES = 1024;

  // kinds of events, all in the core space
  static final int NOTE_ON = 0;
  static final int NOTE_OFF = 1;
  static final int NOTE_CHOKE = 2;
  static final int NOTE_EXPRESSION = 4;
  static final int PARAM_VALUE = 5;
  static final int PARAM_MOD = 6;
  static final int MIDI = 10;

  // note expressions
  static final int TUNING = 2;
  static final int PRESSURE = 6;

  /** In place of a note's id, port, channel or key: all of them. */
  static final int ANY = -1;

  // what process returns
  static final int ERROR = 0;
  static final int CONTINUE = 1;
  static final int CONTINUE_IF_NOT_QUIET = 2;
  static final int TAIL_STATUS = 3;
  static final int SLEEP = 4;

  // what note ports understand
  static final int DIALECT_CLAP = 1;
  static final int DIALECT_MIDI = 2;

  // flags of parameters
  static final int IS_STEPPED = 1;
  static final int IS_HIDDEN = 1 << 2;
  static final int IS_READONLY = 1 << 3;
  static final int IS_BYPASS = 1 << 4;
  static final int IS_AUTOMATABLE = 1 << 5;
  static final int IS_MODULATABLE = 1 << 10;
  static final int IS_ENUM = 1 << 16;

  /** A flag of audio ports. */
  static final int IS_MAIN = 1;

  private Clap() {}
}
