package ligature.ui.control;

import java.util.List;

/**
 * A curve that is shown, and perhaps pulled at its handles. Places are from 0, 0 at the left below
 * to 1, 1 at the right above. Threads: {@code [ui-thread]}.
 */
public interface DrawnShape {

  /** A place of the curve's field. */
  record Place(double x, double y) {}

  /** How high the curve is, 0 to 1. */
  double heightAt(double x);

  /** Whether it goes both ways from the middle. */
  boolean isBothWays();

  /** Where it can be taken hold of; nowhere, if it is only to be seen. */
  default List<Place> handles() {
    return List.of();
  }

  /** What a handle sets, for people: "Attack, 250 ms". */
  default String handleTitle(int handle) {
    return "Point " + (handle + 1);
  }

  /** Pulls a handle to a place, or as near to it as it can be. */
  default void pull(int handle, double x, double y) {}

  /** A hand takes hold: all pulls until it lets go are one. */
  default void grab() {}

  /** The hand lets go. */
  default void letGo() {}
}
