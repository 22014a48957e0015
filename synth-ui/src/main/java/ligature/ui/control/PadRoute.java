package ligature.ui.control;

import java.util.List;

/**
 * A way over the pad that is shown, and perhaps pulled at its handles. Places are values, [0, 1];
 * handles are numbered along the way from 0 on. Threads: {@code [ui-thread]}.
 */
public interface PadRoute {

  /** A place on the pad, in values. */
  record Place(float x, float y) {}

  /** The way, from place to place in straight lines; empty for none. */
  List<Place> line();

  /** Its way from the end to the beginning, both included; empty if it has none. */
  List<Place> wayBack();

  /** Where it can be taken hold of: its points, or some of them if there are many. */
  List<Place> handles();

  /** What a handle is, for people: "Point 2 of 5, at 1.50 s". */
  String title(int handle);

  /**
   * Puts one more point on the line.
   *
   * @param stretch the part of {@link #line} from this place to the next
   * @param share how far along it, 0 to 1
   * @return its handle; -1 if there is no room for it
   */
  int insert(int stretch, double share);

  /**
   * Puts one more point halfway from a handle to the next, or for the last to the one before.
   *
   * @return its handle; -1 if there is no room for it
   */
  int insertAfter(int handle);

  /** Pulls a handle to a place. */
  void pull(int handle, float x, float y);

  /** Takes a handle's point away, if two are left. */
  void remove(int handle);

  /** A hand takes hold: all until it lets go is one. */
  void grab();

  /** The hand lets go. */
  void letGo();
}
