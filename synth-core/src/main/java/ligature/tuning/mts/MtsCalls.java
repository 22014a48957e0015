package ligature.tuning.mts;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * The functions of the MTS-ESP library, as its C header has them. Mapped directly: a call from the
 * model thread allocates nothing. C's {@code bool} is a byte; JNA's boolean would read four.
 *
 * <p>Threads: as each function's.
 */
final class MtsCalls {

  private static NativeLibrary bound;

  private MtsCalls() {}

  /**
   * Binds the functions, once for the life of the program.
   *
   * @throws UnsatisfiedLinkError if the file is no library, or another one
   */
  static synchronized void bind(String path) {
    if (bound == null) {
      NativeLibrary library = NativeLibrary.getInstance(path);
      Native.register(MtsCalls.class, library);
      bound = library;
    }
  }

  static native void MTS_RegisterClient();

  static native void MTS_DeregisterClient();

  static native byte MTS_HasMaster();

  static native byte MTS_ShouldFilterNote(byte key, byte channel);

  static native byte MTS_ShouldFilterNoteMultiChannel(byte key, byte channel);

  static native byte MTS_UseMultiChannelTuning(byte channel);

  static native Pointer MTS_GetTuningTable();

  static native Pointer MTS_GetMultiChannelTuningTable(byte channel);

  static native String MTS_GetScaleName();
}
