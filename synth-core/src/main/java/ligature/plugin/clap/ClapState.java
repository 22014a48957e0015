package ligature.plugin.clap;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.ByteArrayOutputStream;

/**
 * States through CLAP's streams.
 *
 * <p>Threads: {@link ClapMain}.
 */
final class ClapState {

  private static final int SAVE = 0;
  private static final int LOAD = 8;

  /** The largest state that is kept. */
  private static final int MOST_BYTES = 16 << 20;

  private static final long FAILED = -1;

  /** {@code int64_t (*read or write)(stream, buffer, size)}. */
  private interface Transfer extends Callback {
    long call(Pointer stream, Pointer buffer, long size);
  }

  private ClapState() {}

  /**
   * What the plugin holds; null if it cannot say.
   *
   * @param extension {@code clap_plugin_state_t}
   */
  static byte[] save(Pointer plugin, Pointer extension) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Transfer write =
        (stream, buffer, size) -> {
          if (size < 0 || bytes.size() + size > MOST_BYTES) {
            return FAILED;
          }
          bytes.writeBytes(buffer.getByteArray(0, (int) size));
          return size;
        };
    return isDone(plugin, extension, SAVE, write) ? bytes.toByteArray() : null;
  }

  /** Whether the plugin took the state. */
  static boolean load(Pointer plugin, Pointer extension, byte[] state) {
    int[] at = {0};
    Transfer read =
        (stream, buffer, size) -> {
          int count = (int) Math.min(size, state.length - at[0]);
          buffer.write(0, state, at[0], count);
          at[0] += count;
          return count;
        };
    return isDone(plugin, extension, LOAD, read);
  }

  private static boolean isDone(
      Pointer plugin, Pointer extension, int function, Transfer transfer) {
    Memory stream = new Memory(16);
    stream.setPointer(0, null);
    stream.setPointer(8, CallbackReference.getFunctionPointer(transfer));
    int done = ClapLibrary.function(extension, function).invokeInt(new Object[] {plugin, stream});
    java.lang.ref.Reference.reachabilityFence(transfer);
    return ClapLibrary.isTrue(done);
  }
}
