package ligature.parameter;

/**
 * A parameter of a plugin, wherever the plugin stands: it goes along when slots change places, and
 * means nothing while the plugin is in none. Immutable; any thread.
 *
 * @param plugin its id, such as {@code java:filter}
 * @param which of the slots that hold this plugin, from 1
 * @param name the plugin's own id of its parameter, or {@link InsertParameter#WET}
 */
public record PluginTarget(String plugin, int which, String name) implements Learnable {

  /** Such as {@code java:filter/cutoff}, of a second one {@code java:filter/2/cutoff}. */
  @Override
  public String id() {
    return plugin + (which == 1 ? "/" : "/" + which + "/") + name;
  }
}
