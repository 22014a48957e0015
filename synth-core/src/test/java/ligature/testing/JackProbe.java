package ligature.testing;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import ligature.audio.jack.CallbackGate;
import org.jaudiolibs.jnajack.Jack;
import org.jaudiolibs.jnajack.JackClient;
import org.jaudiolibs.jnajack.JackException;
import org.jaudiolibs.jnajack.JackMidi;
import org.jaudiolibs.jnajack.JackOptions;
import org.jaudiolibs.jnajack.JackPort;
import org.jaudiolibs.jnajack.JackPortFlags;
import org.jaudiolibs.jnajack.JackPortType;
import org.jaudiolibs.jnajack.JackPosition;
import org.jaudiolibs.jnajack.JackStatus;
import org.jaudiolibs.jnajack.JackTransportState;

/**
 * A JACK client that records a port or sends MIDI, each frame with JACK's own frame time, so that
 * what one client sends can be found in what another recorded.
 */
public final class JackProbe implements AutoCloseable {

  private static final int SHORTEST_PERIOD = 16;

  private final Jack jack;
  private final JackClient client;
  private final JackPort in;
  private final JackPort midiOut;
  private final float[] recorded;
  private final List<long[]> pieces = new CopyOnWriteArrayList<>(); // JACK frame, recorded frame
  private final List<long[]> rolls = new CopyOnWriteArrayList<>(); // transport, recorded frame
  private final JackPosition position = new JackPosition();
  private long expectedPlace = -1;
  private final List<Long> xrunNanos = new CopyOnWriteArrayList<>();
  private final List<Long> gapNanos = new CopyOnWriteArrayList<>();
  private final List<long[]> sends = new ArrayList<>(); // frames from now, message
  private long[] sentFrames = new long[0];
  private final long[] periodNanos; // when the period of a recorded frame came
  private volatile int count;
  private volatile String fault;
  private final CallbackGate gate = new CallbackGate();
  private boolean activated;
  private long expected;
  private int next;
  private volatile int sent;
  private volatile boolean sending;
  private volatile boolean leftBehind;
  private long base = -1;

  /** A client that records up to {@code frames} frames. */
  public JackProbe(String name, int frames) throws JackException {
    jack = Jack.getInstance();
    client =
        jack.openClient(
            name, EnumSet.of(JackOptions.JackNoStartServer), EnumSet.noneOf(JackStatus.class));
    in = client.registerPort("in", JackPortType.AUDIO, JackPortFlags.JackPortIsInput);
    midiOut = client.registerPort("midi_out", JackPortType.MIDI, JackPortFlags.JackPortIsOutput);
    recorded = new float[frames];
    periodNanos = new long[frames / SHORTEST_PERIOD + 1];
    client.onShutdown(c -> leftBehind = true);
    client.setXrunCallback(c -> xrunNanos.add(System.nanoTime()));
    client.setProcessCallback(this::process);
  }

  /**
   * Adds a three-byte message to send {@code frame} frames after the MIDI port was connected;
   * before {@link #activate}.
   */
  public void send(long frame, int status, int first, int second) {
    sends.add(new long[] {frame, status, first, second});
  }

  public void activate() throws JackException {
    sentFrames = new long[sends.size()];
    activated = true;
    client.activate();
  }

  private boolean process(JackClient c, int frames) {
    if (!gate.enter()) {
      return false;
    }
    try {
      long now = c.getLastFrameTime();
      if (base < 0 && sending) {
        base = now;
      }
      JackMidi.clearBuffer(midiOut);
      while (base >= 0 && next < sends.size() && base + sends.get(next)[0] < now + frames) {
        long[] send = sends.get(next);
        long at = Math.max(now, base + send[0]);
        if (!write((int) (at - now), send)) {
          break; // the port's buffer is full: the rest goes with the next period
        }
        sentFrames[next++] = at;
        sent = next;
      }
      if (pieces.isEmpty() || now != expected) {
        if (!pieces.isEmpty()) {
          gapNanos.add(System.nanoTime());
        }
        pieces.add(new long[] {now, count});
      }
      expected = now + frames;
      boolean rolling =
          c.transportQuery(position) == JackTransportState.JackTransportRolling && count > 0;
      long place = position.getFrame();
      if (rolling && (rolls.isEmpty() || place != expectedPlace)) {
        rolls.add(new long[] {place, count});
      }
      expectedPlace = rolling ? place + frames : -1;
      FloatBuffer buffer = in.getFloatBuffer();
      int n = Math.min(frames, recorded.length - count);
      buffer.get(recorded, count, n);
      long nanos = System.nanoTime();
      for (int i = count / SHORTEST_PERIOD; i <= (count + n) / SHORTEST_PERIOD; i++) {
        periodNanos[Math.min(i, periodNanos.length - 1)] = nanos;
      }
      count += n;
    } catch (JackException | RuntimeException e) {
      fault = e.toString();
    }
    gate.leave();
    return true;
  }

  private boolean write(int offset, long[] send) {
    try {
      JackMidi.eventWrite(
          midiOut, offset, new byte[] {(byte) send[1], (byte) send[2], (byte) send[3]}, 3);
      return true;
    } catch (JackException e) {
      return false;
    }
  }

  /** Connects ports by their full names; somebody else may have done so already. */
  public void connect(String from, String to) throws JackException {
    try {
      jack.connect(client, from, to);
    } catch (JackException e) {
      if (!connections(from).contains(to)) {
        throw e;
      }
    }
    sending |= from.endsWith(":midi_out");
  }

  /** Takes a connection away. */
  public void disconnect(String from, String to) throws JackException {
    jack.disconnect(client, from, to);
  }

  /** The full names of the ports whose names begin so. */
  public List<String> ports(String prefix) throws JackException {
    return Arrays.stream(
            jack.getPorts(client, null, JackPortType.AUDIO, EnumSet.noneOf(JackPortFlags.class)))
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  /** The full names of the ports that a port is connected to. */
  public List<String> connections(String port) throws JackException {
    return List.of(jack.getAllConnections(client, port));
  }

  /** What was recorded so far. */
  public float[] recording() {
    return Arrays.copyOf(recorded, count);
  }

  public int recordedFrames() {
    return count;
  }

  /**
   * Where the recording holds a frame of JACK's time: after a period that JACK left out, recorded
   * frames follow each other closer than frame times do.
   */
  public int indexOf(long frame) {
    int index = 0;
    for (long[] piece : pieces) {
      if (frame >= piece[0]) {
        index = (int) (piece[1] + frame - piece[0]);
      }
    }
    return index;
  }

  /** When a recorded frame came, by {@link System#nanoTime}. */
  public long nanosOf(int index) {
    return periodNanos[index / SHORTEST_PERIOD];
  }

  /** Where the recording goes on after periods that JACK left out. */
  public List<Integer> gapIndices() {
    return pieces.stream().skip(1).map(piece -> (int) piece[1]).toList();
  }

  /** Whether all messages went out. */
  public boolean hasSentAll() {
    return sent == sends.size();
  }

  /** JACK's frame times at which messages went out. */
  public List<Long> sentFrames() {
    return Arrays.stream(sentFrames, 0, sent).boxed().toList();
  }

  /** When JACK reported xruns, by {@link System#nanoTime}. */
  public List<Long> xrunNanos() {
    return xrunNanos;
  }

  /** Periods that JACK left out. */
  public long gaps() {
    return gapNanos.size();
  }

  /** When the periods came before which JACK left some out, by {@link System#nanoTime}. */
  public List<Long> gapNanos() {
    return gapNanos;
  }

  /** Where the transport began to roll: its frame, and that of the recording. */
  public List<long[]> rolls() {
    return rolls;
  }

  /** What went wrong in the callback, null if nothing did. */
  public String fault() {
    return fault;
  }

  /**
   * Leaves this client to libjack, for its server is about to be killed: as soon as this process
   * opens another client, libjack frees those of a server that died. Who closes one of them then
   * has freed it twice, and perhaps, where another has its memory now, that one.
   */
  public void leaveBehind() {
    leftBehind = true;
  }

  @Override
  public void close() {
    if (activated) {
      gate.shut();
    }
    if (!leftBehind) {
      client.close();
    }
  }
}
