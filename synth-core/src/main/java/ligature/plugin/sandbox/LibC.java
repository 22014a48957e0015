package ligature.plugin.sandbox;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

/** The few calls of Linux that shared memory needs; none allocates. */
final class LibC {

  private LibC() {}

  static {
    Native.register(LibC.class, NativeLibrary.getInstance("c"));
  }

  /** Whether this system has them. */
  static boolean isSupported() {
    return Platform.isLinux() && Platform.is64Bit() && (Platform.isIntel() || Platform.isARM());
  }

  /** memfd_create(2). */
  static native int memfd_create(String name, int flags);

  /** ftruncate(2). */
  static native int ftruncate(int descriptor, long length);

  /** close(2). */
  static native int close(int descriptor);
}
