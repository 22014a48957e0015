package ligature.ui.app;

import java.awt.Component;
import java.awt.Container;

/** Finds components by their names. Threads: {@code [ui-thread]}. */
public final class Components {

  private Components() {}

  /** A component is not there, perhaps not yet. */
  public static final class Missing extends AssertionError {

    private static final long serialVersionUID = 1;

    public Missing(String message) {
      super(message);
    }
  }

  /**
   * The component of a name.
   *
   * @throws Missing if there is none of that type
   */
  public static <T extends Component> T find(Container within, String name, Class<T> type) {
    T found = search(within, name, type);
    if (found == null) {
      throw new Missing("no " + type.getSimpleName() + " named " + name);
    }
    return found;
  }

  private static <T extends Component> T search(Container within, String name, Class<T> type) {
    for (Component child : within.getComponents()) {
      if (name.equals(child.getName()) && type.isInstance(child)) {
        return type.cast(child);
      }
      T found = child instanceof Container container ? search(container, name, type) : null;
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
