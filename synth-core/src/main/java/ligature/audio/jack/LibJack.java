package ligature.audio.jack;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * Calls of libjack past JNAJack, for the audio thread: they allocate nothing and take some hundred
 * nanoseconds. Pointers are addresses, so they are there on 64-bit machines only.
 */
final class LibJack {

  private static final System.Logger LOG = System.getLogger("ligature.audio.jack");
  private static final boolean BOUND = bind();

  private LibJack() {}

  private static boolean bind() {
    if (Native.POINTER_SIZE != Long.BYTES) {
      return false;
    }
    try {
      Native.register(LibJack.class, NativeLibrary.getInstance("jack"));
      return true;
    } catch (UnsatisfiedLinkError e) {
      LOG.log(System.Logger.Level.WARNING, "libjack has changed: much MIDI at once takes long", e);
      return false;
    }
  }

  /** Whether the methods below may be called. */
  static boolean isBound() {
    return BOUND;
  }

  static native int jack_midi_get_event_count(long buffer);

  static native int jack_midi_event_get(long event, long buffer, int index);

  /** The frame time at which the client's current period began; unsigned. */
  static native int jack_last_frame_time(long client);
}
