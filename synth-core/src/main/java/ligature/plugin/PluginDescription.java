package ligature.plugin;

/**
 * What a list of plugins shows of one.
 *
 * @param id names it in presets and on the command line: {@code java:reverb}, {@code lv2:URI},
 *     {@code clap:ID}
 * @param name for people
 * @param format "java", "lv2" or "clap"
 * @param kind what it does
 * @param status whether it can be used
 * @param reason why not, in a line; empty if it can
 */
public record PluginDescription(
    String id, String name, String format, Kind kind, Status status, String reason) {

  /** What a plugin does. */
  public enum Kind {
    /** Audio in, audio out. */
    EFFECT,
    /** Notes in, audio out. */
    INSTRUMENT,
    /** No audio at all: MIDI or control signals. */
    CONTROL
  }

  /** Whether a plugin can be used. */
  public enum Status {
    /** It can. */
    OK,
    /** Nobody has tried yet; it is probed before its first use. */
    UNPROBED,
    /** It failed when it was probed, or asks for what there is not. */
    BLOCKED
  }

  /** The id without the format: a name or a URI. */
  public String uri() {
    return id.substring(id.indexOf(':') + 1);
  }
}
