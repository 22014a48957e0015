package ligature.audio.jack;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.jaudiolibs.jnajack.JackPort;

/**
 * A port's events by direct calls of libjack ({@link LibJack}). JNAJack takes 10 us an event: a
 * period of 512 frames with a thousand of them was over before they were read.
 *
 * <p>{@code jack_midi_event_t} is a 32-bit time, a {@code size_t} and a pointer to the bytes.
 */
final class NativePortEvents implements PortEvents {

  private static final System.Logger LOG = System.getLogger("ligature.audio.jack");
  private static final int SIZE_AT = 8;
  private static final int BYTES_AT = 16;

  /** Reads at an address: that address past 0. */
  private static final Pointer MEMORY = new Pointer(0);

  /** JNAJack's own field, in which it keeps where the port's buffer is in this period. */
  private static final VarHandle BUFFER = bind();

  private final JackPort port;
  private final Memory event = new Memory(24);
  private final long eventAddress = Pointer.nativeValue(event);
  private final ByteBuffer fields = event.getByteBuffer(0, event.size());
  private long buffer;

  NativePortEvents(JackPort port) {
    this.port = port;
  }

  private static VarHandle bind() {
    if (!LibJack.isBound()) {
      return null;
    }
    try {
      return MethodHandles.privateLookupIn(JackPort.class, MethodHandles.lookup())
          .findVarHandle(JackPort.class, "bufferPtr", Pointer.class);
    } catch (ReflectiveOperationException e) {
      LOG.log(System.Logger.Level.WARNING, "JNAJack has changed: much MIDI at once takes long", e);
      return null;
    }
  }

  static boolean isAvailable() {
    return BUFFER != null;
  }

  @Override
  public int count() {
    Pointer now = (Pointer) BUFFER.get(port);
    buffer = now == null ? 0 : Pointer.nativeValue(now);
    return buffer == 0 ? 0 : LibJack.jack_midi_get_event_count(buffer);
  }

  @Override
  public boolean look(int index) {
    return LibJack.jack_midi_event_get(eventAddress, buffer, index) == 0;
  }

  @Override
  public int time() {
    return fields.getInt(0);
  }

  @Override
  public int size() {
    return (int) Math.min(Integer.MAX_VALUE, fields.getLong(SIZE_AT));
  }

  @Override
  public void read(byte[] into) {
    MEMORY.read(fields.getLong(BYTES_AT), into, 0, into.length);
  }
}
