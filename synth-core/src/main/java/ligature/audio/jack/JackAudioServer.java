package ligature.audio.jack;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import ligature.audio.AudioServer;
import ligature.audio.Playback;
import ligature.audio.Transport;
import ligature.audio.Wiring;
import ligature.files.InputException;
import ligature.rt.ThreadRole;
import org.jaudiolibs.jnajack.Jack;
import org.jaudiolibs.jnajack.JackClient;
import org.jaudiolibs.jnajack.JackException;
import org.jaudiolibs.jnajack.JackPort;
import org.jaudiolibs.jnajack.JackPortFlags;
import org.jaudiolibs.jnajack.JackPortType;
import org.jaudiolibs.jnajack.JackPosition;
import org.jaudiolibs.jnajack.JackTransportState;

/**
 * A JACK client with the ports midi_in, out_left and out_right, and with capture {@code in}.
 *
 * <p>The callback catches whatever is thrown: an exception that reached JNAJack would silence the
 * client for good. JNAJack itself allocates some hundred bytes a callback; our part allocates
 * nothing.
 */
final class JackAudioServer implements AudioServer {

  private static final System.Logger LOG = System.getLogger("ligature.audio.jack");

  /** A server that stands still answers no goodbye. */
  private static final long CLOSE_MILLIS = 1000;

  private final Jack jack;
  private final JackClient client;
  private final CallbackGate gate = new CallbackGate();
  private final String name;
  private final boolean capturing;
  private final JackPosition position = new JackPosition();

  /** Made once: to lay one out takes more than to ask. Guarded by itself. */
  private final JackPosition asked = new JackPosition();

  private final PeriodMidi midi = new PeriodMidi();
  private final MissedPeriods missed;
  private final AtomicLong xruns = new AtomicLong();
  private final AtomicLong faults = new AtomicLong();
  private final int sampleRateHz;
  private JackInternals.FreewheelCallback freewheel; // libjack keeps its address
  private JackPort midiIn;
  private PortEvents events;
  private JackPort left;
  private JackPort right;
  private JackPort in;
  private JackPatchBay patchBay;
  private volatile int periodFrames;
  private volatile boolean alive = true;
  private volatile Throwable lastFault;
  private boolean entered;
  private boolean started;

  JackAudioServer(Jack jack, JackClient client, boolean capturing) throws JackException {
    this.jack = jack;
    this.client = client;
    this.capturing = capturing;
    missed = new MissedPeriods(client);
    name = JackInternals.nameOf(client);
    sampleRateHz = client.getSampleRate();
    periodFrames = client.getBufferSize();
  }

  @Override
  public String kind() {
    return JackServerProvider.NAME;
  }

  /** The name that other programs connect to. */
  String name() {
    return name;
  }

  @Override
  public int sampleRateHz() {
    return sampleRateHz;
  }

  @Override
  public int periodFrames() {
    return periodFrames;
  }

  @Override
  public String description() {
    return "JACK, " + sampleRateHz + " Hz, period " + periodFrames;
  }

  @Override
  public void start(Playback playback) {
    try {
      client.setProcessCallback(
          (c, frames) -> {
            if (!gate.enter()) {
              return false;
            }
            process(playback, frames);
            gate.leave();
            return true;
          });
      client.setXrunCallback(c -> xruns.incrementAndGet());
      client.setBuffersizeCallback(
          (c, frames) -> {
            periodFrames = frames;
            JackInternals.forgetBuffers(midiIn, left, right, in);
            playback.setPeriodFrames(frames); // no period is being processed during this call
          });
      client.onShutdown(c -> alive = false); // closed by the owner: JACK forbids it in here
      freewheel = (starting, unused) -> playback.setFreewheel(starting != 0);
      JackInternals.onFreewheel(client, freewheel);
      midiIn = client.registerPort("midi_in", JackPortType.MIDI, JackPortFlags.JackPortIsInput);
      events = PortEvents.of(midiIn);
      left = client.registerPort("out_left", JackPortType.AUDIO, JackPortFlags.JackPortIsOutput);
      right = client.registerPort("out_right", JackPortType.AUDIO, JackPortFlags.JackPortIsOutput);
      if (capturing) {
        in = client.registerPort("in", JackPortType.AUDIO, JackPortFlags.JackPortIsInput);
      }
      started = true;
      patchBay =
          new JackPatchBay(
              jack,
              client,
              name,
              List.of(left, right),
              in == null ? List.of(midiIn) : List.of(midiIn, in));
      client.activate();
    } catch (JackException | RuntimeException e) {
      throw new InputException("jack: the server refused the client: " + e.getMessage(), e);
    }
  }

  private void process(Playback playback, int frames) {
    try {
      if (!entered) {
        ThreadRole.AUDIO.enter();
        entered = true;
      }
      missed.period(frames);
      midi.take(events, playback);
      if (playback.isFollowed()) {
        JackTransportState state = client.transportQuery(position);
        playback.transport(
            Integer.toUnsignedLong(position.getFrame()),
            state == JackTransportState.JackTransportRolling);
      }
      if (in != null) {
        playback.capture(in.getFloatBuffer(), frames);
      }
      FloatBuffer l = left.getFloatBuffer();
      FloatBuffer r = right.getFloatBuffer();
      playback.process(l, r, Math.min(frames, Math.min(l.remaining(), r.remaining())));
    } catch (Throwable t) { // never out of here, see above
      lastFault = t;
      faults.incrementAndGet();
    }
  }

  @Override
  public void connectToSpeakers() {
    patchBay.connectToSpeakers();
  }

  @Override
  public Wiring wiring() {
    return alive ? patchBay.wiring() : Wiring.NONE;
  }

  @Override
  public Wiring restore(Wiring wanted) {
    return alive ? patchBay.restore(wanted) : wanted;
  }

  @Override
  public boolean hasTransport() {
    return true;
  }

  @Override
  public Transport transport() {
    if (!alive) {
      return Transport.NONE;
    }
    try {
      synchronized (asked) {
        JackTransportState state = client.transportQuery(asked);
        return new Transport(
            state == JackTransportState.JackTransportRolling,
            Integer.toUnsignedLong(asked.getFrame()),
            asked.getBeatsPerMinute());
      }
    } catch (JackException e) {
      return Transport.NONE;
    }
  }

  @Override
  public long lostMidiEvents() {
    return midi.lost();
  }

  @Override
  public long missedPeriods() {
    return missed.count();
  }

  @Override
  public long xruns() {
    return xruns.get();
  }

  @Override
  public boolean isAlive() {
    return alive && !hasOtherRate();
  }

  /** PipeWire changes its rate while clients run: then all begins anew, at the new one. */
  private boolean hasOtherRate() {
    try {
      return client.getSampleRate() != sampleRateHz;
    } catch (JackException e) {
      return true;
    }
  }

  @Override
  public void close() {
    alive = false;
    if (started) {
      gate.shut();
    }
    Thread closing = new Thread(client::close, "ligature-jack-close");
    closing.setDaemon(true);
    closing.start();
    try {
      closing.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (midi.lost() > 0) {
      LOG.log(
          System.Logger.Level.WARNING,
          midi.lost()
              + " MIDI events were lost: JACK's next period had come before we could read them;"
              + " their keys were lifted");
    }
    if (faults.get() > 0) {
      LOG.log(
          System.Logger.Level.WARNING,
          faults.get() + " periods failed in our callback, the last with " + lastFault);
    }
  }
}
