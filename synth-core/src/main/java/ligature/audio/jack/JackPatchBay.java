package ligature.audio.jack;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import ligature.audio.Wiring;
import org.jaudiolibs.jnajack.Jack;
import org.jaudiolibs.jnajack.JackClient;
import org.jaudiolibs.jnajack.JackException;
import org.jaudiolibs.jnajack.JackPort;
import org.jaudiolibs.jnajack.JackPortFlags;
import org.jaudiolibs.jnajack.JackPortType;

/**
 * The connections of our ports. Threads: {@code [io-thread]}, while the client is active.
 *
 * <p>A connection that fails is no error here: ports of other programs come and go at any time.
 */
final class JackPatchBay {

  private static final System.Logger LOG = System.getLogger("ligature.audio.jack");

  private final Jack jack;
  private final JackClient client;
  private final String name;
  private final List<JackPort> outputs;
  private final List<JackPort> inputs;

  /**
   * @param name of the client
   */
  JackPatchBay(
      Jack jack, JackClient client, String name, List<JackPort> outputs, List<JackPort> inputs) {
    this.jack = jack;
    this.client = client;
    this.name = name;
    this.outputs = outputs;
    this.inputs = inputs;
  }

  Wiring wiring() {
    List<Wiring.Cable> cables = new ArrayList<>();
    try {
      Set<String> speakers = Set.of(speakers());
      for (JackPort port : outputs) {
        for (String peer : connections(port)) {
          cables.add(new Wiring.Cable(port.getShortName(), peer, speakers.contains(peer)));
        }
      }
      for (JackPort port : inputs) {
        for (String peer : connections(port)) {
          cables.add(new Wiring.Cable(port.getShortName(), peer, false));
        }
      }
    } catch (JackException e) {
      LOG.log(System.Logger.Level.DEBUG, "the connections are not known: " + e.getMessage());
    }
    return new Wiring(cables);
  }

  /**
   * Makes the connections whose other ports are there.
   *
   * @return the others
   */
  Wiring restore(Wiring wanted) {
    List<Wiring.Cable> missing = new ArrayList<>();
    for (Wiring.Cable cable : wanted.cables()) {
      if (!restore(cable)) {
        missing.add(cable);
      }
    }
    return new Wiring(missing);
  }

  private boolean restore(Wiring.Cable cable) {
    String own = name + ":" + cable.port();
    boolean output = outputs.stream().anyMatch(port -> port.getShortName().equals(cable.port()));
    try {
      if (!isThere(cable.peer())) {
        return false;
      }
      if (output) {
        jack.connect(client, own, cable.peer());
      } else {
        jack.connect(client, cable.peer(), own);
      }
      return true;
    } catch (JackException e) {
      // it is there: also what was connected already is reported like this
      return isConnected(cable);
    }
  }

  private boolean isThere(String peer) throws JackException {
    // the pattern is a regular expression of libjack's, so the names are compared here
    for (JackPortType type : List.of(JackPortType.AUDIO, JackPortType.MIDI)) {
      for (String port : jack.getPorts(client, null, type, EnumSet.noneOf(JackPortFlags.class))) {
        if (port.equals(peer)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isConnected(Wiring.Cable cable) {
    return wiring().cables().stream()
        .anyMatch(c -> c.port().equals(cable.port()) && c.peer().equals(cable.peer()));
  }

  /** Our outputs to the first two inputs of the device. */
  void connectToSpeakers() {
    try {
      String[] speakers = speakers();
      for (int i = 0; i < outputs.size() && speakers.length > 0; i++) {
        String own = name + ":" + outputs.get(i).getShortName();
        jack.connect(client, own, speakers[Math.min(i, speakers.length - 1)]);
      }
    } catch (JackException e) {
      LOG.log(System.Logger.Level.INFO, "not connected to any speakers: " + e.getMessage());
    }
  }

  private String[] speakers() throws JackException {
    return jack.getPorts(
        client,
        null,
        JackPortType.AUDIO,
        EnumSet.of(JackPortFlags.JackPortIsInput, JackPortFlags.JackPortIsPhysical));
  }

  private static String[] connections(JackPort port) throws JackException {
    String[] peers = port.getConnections();
    return peers == null ? new String[0] : peers;
  }
}
