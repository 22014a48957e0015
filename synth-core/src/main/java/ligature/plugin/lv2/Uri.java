package ligature.plugin.lv2;

/** URIs of the LV2 specifications that we know. */
final class Uri {

  static final String CORE = "http://lv2plug.in/ns/lv2core#";
  static final String ATOM = "http://lv2plug.in/ns/ext/atom#";
  static final String BUF_SIZE = "http://lv2plug.in/ns/ext/buf-size#";
  static final String OPTIONS = "http://lv2plug.in/ns/ext/options#options";
  static final String STATE = "http://lv2plug.in/ns/ext/state#";
  static final String URID_MAP = "http://lv2plug.in/ns/ext/urid#map";
  static final String URID_UNMAP = "http://lv2plug.in/ns/ext/urid#unmap";
  static final String WORKER_SCHEDULE = "http://lv2plug.in/ns/ext/worker#schedule";
  static final String WORKER_INTERFACE = "http://lv2plug.in/ns/ext/worker#interface";
  static final String STATE_INTERFACE = STATE + "interface";
  static final String LOAD_DEFAULT_STATE = STATE + "loadDefaultState";
  static final String PRESET = "http://lv2plug.in/ns/ext/presets#Preset";
  static final String MIDI_EVENT = "http://lv2plug.in/ns/ext/midi#MidiEvent";
  static final String LOGARITHMIC = "http://lv2plug.in/ns/ext/port-props#logarithmic";
  static final String UNIT = "http://lv2plug.in/ns/extensions/units#unit";
  static final String UNITS = "http://lv2plug.in/ns/extensions/units#";
  static final String SAMPLE_RATE = "http://lv2plug.in/ns/ext/parameters#sampleRate";

  static final String UI = "http://lv2plug.in/ns/extensions/ui#";
  static final String MINIMUM_SIZE = "http://lv2plug.in/ns/ext/resize-port#minimumSize";

  private Uri() {}
}
