package ligature.parameter;

/**
 * What can be turned on the plugin in an insert slot. Immutable; any thread.
 *
 * @param slot from 0
 * @param name the plugin's own id of its parameter, or {@link #WET}
 */
public record InsertParameter(int slot, String name) implements Turnable {

  /** How much of the plugin is mixed in, where the plugin has no parameter of this name. */
  public static final String WET = "wet";

  private static final String PREFIX = "insert-";

  /** Such as {@code insert-2/cutoff}: slots count from 1 for people. */
  @Override
  public String id() {
    return PREFIX + (slot + 1) + "/" + name;
  }

  /**
   * The parameter of a name; null if it is no name of this kind.
   *
   * @param slots how many there are at most
   */
  public static InsertParameter find(String id, int slots) {
    int slash = id.indexOf('/');
    if (!id.startsWith(PREFIX) || slash < 0 || slash + 1 == id.length()) {
      return null;
    }
    try {
      int slot = Integer.parseInt(id.substring(PREFIX.length(), slash)) - 1;
      return slot < 0 || slot >= slots ? null : new InsertParameter(slot, id.substring(slash + 1));
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
