package ligature.audio.jack;

import org.jaudiolibs.jnajack.JackException;
import org.jaudiolibs.jnajack.JackMidi;
import org.jaudiolibs.jnajack.JackPort;

/**
 * The MIDI events that lie in a port's buffer for one period.
 *
 * <p>The buffer is the sender's own: one that is late finds in it what the sender writes for the
 * next period. Threads: {@code [audio-thread]}, during a callback.
 */
interface PortEvents {

  /** How many events there are now. */
  int count();

  /** Looks at an event, for the methods below; false if it is not there any more. */
  boolean look(int index);

  /** The event's frame in its period. */
  int time();

  /** The event's bytes. */
  int size();

  /** Copies the event's bytes. */
  void read(byte[] into);

  /** Those of a port, as quickly as can be. */
  static PortEvents of(JackPort port) {
    return NativePortEvents.isAvailable() ? new NativePortEvents(port) : new Through(port);
  }

  /** Through JNAJack, some 10 us an event: where libjack cannot be called past it. */
  final class Through implements PortEvents {

    private final JackPort port;
    private final JackMidi.Event event = new JackMidi.Event();

    Through(JackPort port) {
      this.port = port;
    }

    @Override
    public int count() {
      try {
        return JackMidi.getEventCount(port);
      } catch (JackException e) {
        return 0;
      }
    }

    @Override
    public boolean look(int index) {
      try {
        JackMidi.eventGet(event, port, index);
        return true;
      } catch (JackException e) { // libjack's ENOBUFS
        return false;
      }
    }

    @Override
    public int time() {
      return event.time();
    }

    @Override
    public int size() {
      return event.size();
    }

    @Override
    public void read(byte[] into) {
      try {
        event.read(into);
      } catch (JackException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
