package ligature.testing;

import java.util.EnumSet;
import ligature.audio.jack.CallbackGate;
import org.jaudiolibs.jnajack.Jack;
import org.jaudiolibs.jnajack.JackClient;
import org.jaudiolibs.jnajack.JackException;
import org.jaudiolibs.jnajack.JackOptions;
import org.jaudiolibs.jnajack.JackPort;
import org.jaudiolibs.jnajack.JackPortFlags;
import org.jaudiolibs.jnajack.JackPortType;
import org.jaudiolibs.jnajack.JackStatus;

/**
 * A JACK client with our ports that asks JNAJack for what ours asks it for, which does not include
 * MIDI, and does nothing else: what its thread allocates, JNAJack does.
 */
public final class JackTwin implements AutoCloseable {

  private final JackClient client;
  private final JackPort left;
  private final JackPort right;
  private final JackPort in;
  private final CallbackGate gate = new CallbackGate();
  private volatile long callbacks;
  private volatile long threadId;
  private volatile String fault;

  public JackTwin(String name) throws JackException {
    client =
        Jack.getInstance()
            .openClient(
                name, EnumSet.of(JackOptions.JackNoStartServer), EnumSet.noneOf(JackStatus.class));
    client.registerPort("midi_in", JackPortType.MIDI, JackPortFlags.JackPortIsInput);
    left = client.registerPort("out_left", JackPortType.AUDIO, JackPortFlags.JackPortIsOutput);
    right = client.registerPort("out_right", JackPortType.AUDIO, JackPortFlags.JackPortIsOutput);
    in = client.registerPort("in", JackPortType.AUDIO, JackPortFlags.JackPortIsInput);
    client.setProcessCallback(this::process);
  }

  public void activate() throws JackException {
    client.activate();
  }

  private boolean process(JackClient caller, int frames) {
    if (!gate.enter()) {
      return false;
    }
    try {
      if (in.getFloatBuffer().remaining() < frames
          || left.getFloatBuffer().remaining() < frames
          || right.getFloatBuffer().remaining() < frames) {
        fault = "a buffer is too short";
      }
    } catch (RuntimeException e) {
      fault = e.toString();
    }
    threadId = Thread.currentThread().getId();
    callbacks++;
    gate.leave();
    return true;
  }

  public long callbacks() {
    return callbacks;
  }

  /** The thread that JACK calls it on; 0 before the first callback. */
  public long threadId() {
    return threadId;
  }

  /** What went wrong in the callback, null if nothing did. */
  public String fault() {
    return fault;
  }

  @Override
  public void close() {
    gate.shut();
    client.close();
  }
}
