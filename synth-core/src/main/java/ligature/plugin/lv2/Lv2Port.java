package ligature.plugin.lv2;

import ligature.plugin.PluginParameter;

/**
 * A port of a plugin.
 *
 * @param kind what it carries
 * @param isInput whether the plugin reads it
 * @param isMidi whether it takes MIDI events
 * @param isOptional whether it may be left unconnected
 * @param bytes of the buffer that an atom port wants; 0 if it does not say
 * @param initial the value of a control port
 * @param parameter what a user turns by it, null if nothing
 * @param role what the host does with it by itself
 */
record Lv2Port(
    int index,
    String symbol,
    Kind kind,
    boolean isInput,
    boolean isMidi,
    boolean isOptional,
    int bytes,
    float initial,
    PluginParameter parameter,
    Role role) {

  /** What a port carries. */
  enum Kind {
    AUDIO,
    CONTROL,
    CV,
    ATOM,
    OTHER
  }

  /** Control ports that the host serves. */
  enum Role {
    NONE,
    /** The plugin says by how many frames it is late. */
    LATENCY,
    /** The host says that it renders offline. */
    FREE_WHEELING,
    /** The host says that the plugin is not bypassed. */
    ENABLED
  }
}
