package ligature.audio.jack;

import com.sun.jna.Callback;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.PointerType;
import java.lang.reflect.Field;
import org.jaudiolibs.jnajack.JackClient;
import org.jaudiolibs.jnajack.JackPort;

/**
 * What JNAJack 1.4.0 does not offer: it is reached through the fields that it keeps to itself.
 * Where a later JNAJack has other fields, the program goes on without and says so.
 */
final class JackInternals {

  private static final System.Logger LOG = System.getLogger("ligature.audio.jack");

  /** As libjack calls it: not 0 when the server begins to freewheel, 0 when it stops. */
  interface FreewheelCallback extends Callback {
    void changed(int starting, Pointer unused);
  }

  private JackInternals() {}

  private static Object field(Object of, String name) throws ReflectiveOperationException {
    Field field = of.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(of);
  }

  /**
   * JNAJack keeps a port's buffer while its address stays the same, also when the period grew: the
   * next callback would overflow. Without its address it makes a new one.
   */
  static void forgetBuffers(JackPort... ports) {
    try {
      Field address = JackPort.class.getDeclaredField("bufferPtr");
      address.setAccessible(true);
      for (JackPort port : ports) {
        if (port != null) {
          address.set(port, null);
        }
      }
    } catch (ReflectiveOperationException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "JNAJack has changed: a longer period may be filled only in part",
          e);
    }
  }

  /** Has the callback called; before the client is activated. The caller keeps it referenced. */
  static void onFreewheel(JackClient client, FreewheelCallback callback) {
    try {
      NativeLibrary.getInstance("jack")
          .getFunction("jack_set_freewheel_callback")
          .invokeInt(new Object[] {field(client, "clientPtr"), callback, Pointer.NULL});
    } catch (ReflectiveOperationException | UnsatisfiedLinkError e) {
      LOG.log(
          System.Logger.Level.WARNING, "frames may be lost while the JACK server freewheels", e);
    }
  }

  /** Where libjack has the client; null if that cannot be told. */
  static Pointer pointerOf(JackClient client) {
    try {
      return ((PointerType) field(client, "clientPtr")).getPointer();
    } catch (ReflectiveOperationException | ClassCastException e) {
      return null;
    }
  }

  /**
   * The name that the server gave the client, which differs from the wanted one if that is taken.
   */
  static String nameOf(JackClient client) {
    try {
      return NativeLibrary.getInstance("jack")
          .getFunction("jack_get_client_name")
          .invokeString(new Object[] {field(client, "clientPtr")}, false);
    } catch (ReflectiveOperationException | UnsatisfiedLinkError e) {
      return client.getName();
    }
  }
}
