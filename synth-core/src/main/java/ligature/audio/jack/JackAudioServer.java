package ligature.audio.jack;

import java.lang.reflect.Field;
import java.nio.FloatBuffer;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicLong;
import ligature.audio.AudioServer;
import ligature.audio.Playback;
import ligature.files.InputException;
import ligature.rt.ThreadRole;
import org.jaudiolibs.jnajack.Jack;
import org.jaudiolibs.jnajack.JackClient;
import org.jaudiolibs.jnajack.JackException;
import org.jaudiolibs.jnajack.JackMidi;
import org.jaudiolibs.jnajack.JackPort;
import org.jaudiolibs.jnajack.JackPortFlags;
import org.jaudiolibs.jnajack.JackPortType;

/**
 * A JACK client with the ports midi_in, out_left and out_right.
 *
 * <p>The callback catches whatever is thrown: an exception that reached JNAJack would silence the
 * client for good. JNAJack itself allocates about 100 bytes a callback; our part allocates nothing.
 */
final class JackAudioServer implements AudioServer {

  private static final System.Logger LOG = System.getLogger("ligature.audio.jack");

  /** Longer messages are SysEx, which nothing here answers to. */
  private static final int MAX_MIDI_BYTES = 16;

  private final Jack jack;
  private final JackClient client;
  private final JackPort midiIn;
  private final JackPort left;
  private final JackPort right;
  private final JackMidi.Event event = new JackMidi.Event();
  private final byte[][] messages = new byte[MAX_MIDI_BYTES + 1][];
  private final AtomicLong xruns = new AtomicLong();
  private final AtomicLong faults = new AtomicLong();
  private final int sampleRateHz;
  private volatile int periodFrames;
  private volatile boolean alive = true;
  private boolean entered;

  JackAudioServer(Jack jack, JackClient client) throws JackException {
    this.jack = jack;
    this.client = client;
    for (int i = 0; i < messages.length; i++) {
      messages[i] = new byte[i];
    }
    midiIn = client.registerPort("midi_in", JackPortType.MIDI, JackPortFlags.JackPortIsInput);
    left = client.registerPort("out_left", JackPortType.AUDIO, JackPortFlags.JackPortIsOutput);
    right = client.registerPort("out_right", JackPortType.AUDIO, JackPortFlags.JackPortIsOutput);
    sampleRateHz = client.getSampleRate();
    periodFrames = client.getBufferSize();
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
            process(playback, frames);
            return true;
          });
      client.setXrunCallback(c -> xruns.incrementAndGet());
      client.setBuffersizeCallback(
          (c, frames) -> {
            periodFrames = frames;
            forgetBuffers();
          });
      client.onShutdown(c -> alive = false); // closed by the owner: JACK forbids it in here
      client.activate();
      connectToSpeakers();
    } catch (JackException e) {
      throw new InputException("jack: the server refused the client: " + e.getMessage(), e);
    }
  }

  private void process(Playback playback, int frames) {
    try {
      if (!entered) {
        ThreadRole.AUDIO.enter();
        entered = true;
      }
      takeMidi(playback);
      FloatBuffer l = left.getFloatBuffer();
      FloatBuffer r = right.getFloatBuffer();
      playback.process(l, r, Math.min(frames, Math.min(l.remaining(), r.remaining())));
    } catch (Throwable t) { // never out of here, see above
      faults.incrementAndGet();
    }
  }

  private void takeMidi(Playback playback) throws JackException {
    int count = JackMidi.getEventCount(midiIn);
    for (int i = 0; i < count; i++) {
      JackMidi.eventGet(event, midiIn, i);
      int size = event.size();
      if (size <= MAX_MIDI_BYTES) {
        event.read(messages[size]);
        playback.midi(event.time(), messages[size], size);
      }
    }
  }

  /**
   * JNAJack keeps a port's buffer while its address stays the same, also when the period grew: the
   * next callback would overflow. Without its address it makes a new one.
   */
  private void forgetBuffers() {
    try {
      Field address = JackPort.class.getDeclaredField("bufferPtr");
      address.setAccessible(true);
      for (JackPort port : new JackPort[] {midiIn, left, right}) {
        address.set(port, null);
      }
    } catch (ReflectiveOperationException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "JNAJack has changed: a longer period may be filled only in part",
          e);
    }
  }

  private void connectToSpeakers() {
    try {
      String[] inputs =
          jack.getPorts(
              client,
              null,
              JackPortType.AUDIO,
              EnumSet.of(JackPortFlags.JackPortIsInput, JackPortFlags.JackPortIsPhysical));
      if (inputs.length > 0) {
        jack.connect(client, left.getName(), inputs[0]);
        jack.connect(client, right.getName(), inputs[Math.min(1, inputs.length - 1)]);
      }
    } catch (JackException e) {
      LOG.log(System.Logger.Level.INFO, "not connected to any speakers: " + e.getMessage());
    }
  }

  @Override
  public long xruns() {
    return xruns.get();
  }

  @Override
  public boolean isAlive() {
    return alive;
  }

  @Override
  public void close() {
    alive = false;
    client.close();
    if (faults.get() > 0) {
      LOG.log(System.Logger.Level.WARNING, faults.get() + " periods failed in our callback");
    }
  }
}
