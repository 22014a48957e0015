package ligature.audio;

import java.util.ArrayList;
import java.util.List;

/**
 * What our ports are connected to, to be connected again after the server went away.
 *
 * @param cables in the order of our ports
 */
public record Wiring(List<Cable> cables) {

  /** Nothing is connected. */
  public static final Wiring NONE = new Wiring(List.of());

  /**
   * One connection.
   *
   * @param port ours, without the name of our client, which may be another after a restart
   * @param peer the full name of the other program's port
   * @param speakers whether the other port is the device itself, at our output
   */
  public record Cable(String port, String peer, boolean speakers) {}

  public Wiring {
    cables = List.copyOf(cables);
  }

  public boolean isEmpty() {
    return cables.isEmpty();
  }

  /** Whether any of our outputs is heard at the device. */
  public boolean reachesSpeakers() {
    return cables.stream().anyMatch(Cable::speakers);
  }

  /** These cables and those of {@code other} that are not among them. */
  public Wiring and(Wiring other) {
    List<Cable> all = new ArrayList<>(cables);
    for (Cable cable : other.cables) {
      if (!all.contains(cable)) {
        all.add(cable);
      }
    }
    return new Wiring(all);
  }
}
