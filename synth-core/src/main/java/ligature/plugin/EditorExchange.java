package ligature.plugin;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where a plugin and its editor meet, beside the parameters: values that the plugin shows, and
 * messages both ways, each with the number of a port. It may lie in memory that two processes see.
 *
 * <p>Threads: the plugin's side is {@code [model-thread]}, where nothing allocates; the editor's
 * side is two threads, one that tells and one that listens.
 */
public final class EditorExchange {

  /** The most values that a plugin shows. */
  public static final int OUTPUTS = 256;

  private static final VarHandle WORDS =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private static final int WATCHED = 0;
  private static final int VALUES = 64;
  private static final int TOLD = VALUES + Float.BYTES * OUTPUTS;
  private static final int TOLD_BYTES = MessageLane.OVERHEAD_BYTES + (1 << 17);
  private static final int SHOWN = TOLD + TOLD_BYTES;
  private static final int SHOWN_BYTES = MessageLane.OVERHEAD_BYTES + (1 << 19);

  /** The bytes that it needs; pages that nobody touches cost nothing. */
  public static final int BYTES = SHOWN + SHOWN_BYTES;

  private final ByteBuffer area;
  private final MessageLane told;
  private final MessageLane shown;

  /**
   * @param area {@link #BYTES} of memory, all zero at first, aligned to 8 bytes
   */
  public EditorExchange(ByteBuffer area) {
    this.area = area.slice(0, BYTES).order(ByteOrder.nativeOrder());
    told = new MessageLane(lane(TOLD, TOLD_BYTES));
    shown = new MessageLane(lane(SHOWN, SHOWN_BYTES));
  }

  /** One within this process. */
  public static EditorExchange inside() {
    return new EditorExchange(ByteBuffer.allocateDirect(BYTES));
  }

  private ByteBuffer lane(int at, int bytes) {
    return area.slice(at, bytes).order(ByteOrder.nativeOrder());
  }

  /** Whether an editor is there: without one nothing needs to be shown. [any thread] */
  public boolean isWatched() {
    return (int) WORDS.getVolatile(area, WATCHED) != 0;
  }

  // the plugin's side

  /** Shows a value, by its place among those that the plugin shows. */
  public void show(int index, float value) {
    if (index < OUTPUTS) {
      area.putFloat(VALUES + Float.BYTES * index, value);
    }
  }

  /** Shows a message; it is lost if the editor does not read. */
  public void show(int port, ByteBuffer from, int at, int size) {
    shown.offer(port, from, at, size);
  }

  /** The bytes of the next message from the editor, -1 if there is none. */
  public int nextSize() {
    return told.nextSize();
  }

  /** To which port it goes. */
  public int nextPort() {
    return told.nextAddress();
  }

  /** Copies it. */
  public void copyNext(ByteBuffer to, int at, int size) {
    told.copyNext(to, at, size);
  }

  /** Is done with it. */
  public void drop(int size) {
    told.drop(size);
  }

  // the editor's side

  /** Begins to watch, with what is new from now on; or ends it. */
  public void watch(boolean watched) {
    shown.clear();
    WORDS.setVolatile(area, WATCHED, watched ? 1 : 0);
  }

  /** A value that the plugin shows, by its place among them. */
  public float value(int index) {
    return index < OUTPUTS ? area.getFloat(VALUES + Float.BYTES * index) : Float.NaN;
  }

  /** Tells the plugin something; false if it has not taken what it was told before. */
  public boolean tell(int port, byte[] message) {
    return told.offer(port, ByteBuffer.wrap(message), 0, message.length);
  }

  /** Receives messages that a plugin shows. */
  public interface Listener {
    /** One of them; the bytes belong to the receiver. */
    void shown(int port, byte[] message) throws java.io.IOException;
  }

  /** Hands over all messages that there are. */
  public void listen(Listener listener) throws java.io.IOException {
    for (int size = shown.nextSize(); size >= 0; size = shown.nextSize()) {
      int port = shown.nextAddress();
      listener.shown(port, shown.take(size));
    }
  }
}
