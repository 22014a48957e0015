package ligature.audio.clap;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import ligature.rt.Futex;

/**
 * The shared memory in which a plugin in a DAW meets us; native-config/clap/bridge.h describes the
 * same words for the other side, and says what they mean. What the plugin wrote is never trusted:
 * numbers are brought into their ranges when they are read.
 *
 * <p>Threads: the blocks by {@code [audio-thread]}, without allocation; the sound and the beat by
 * {@code [io-thread]}; the rest by any.
 */
final class Meeting {

  static final int SLOTS = 8;
  static final int MOST_FRAMES = 8192;
  static final int MOST_EVENTS = 1024;
  static final int STATE_BYTES = 1 << 20;

  static final int RECORD_BYTES = 16;
  private static final int RECORDS = 64;
  private static final int LEFT = RECORDS + RECORD_BYTES * MOST_EVENTS;
  private static final int RIGHT = LEFT + Float.BYTES * MOST_FRAMES;
  private static final int SLOT_BYTES = RIGHT + Float.BYTES * MOST_FRAMES;
  private static final int SLOTS_AT = 4096;
  private static final int STATE_AT = SLOTS_AT + SLOTS * SLOT_BYTES;

  /** The whole file. */
  static final int BYTES = STATE_AT + STATE_BYTES;

  /** Its first words. */
  private static final int[] HEAD = {
    0x4c694362, 1, BYTES, SLOTS, MOST_FRAMES, MOST_EVENTS, STATE_BYTES
  };

  // ours
  private static final int SERVER = 64;
  private static final int BEAT = 68;
  private static final int SERVED = 72;
  private static final int LATENCY = 76;
  private static final int ANSWERED = 80;

  // the plugin's
  private static final int OWNER = 128;
  private static final int OWNER_BEAT = 132;
  private static final int WISH = 136;
  private static final int RATE = 140;
  private static final int FRAMES = 144;
  private static final int OFFLINE = 148;
  private static final int POSTED = 152;

  // a command
  private static final int COMMAND = 192;
  private static final int KIND = 196;
  private static final int LENGTH = 200;
  private static final int REPLIED = 204;
  private static final int STATUS = 208;
  private static final int REPLY_LENGTH = 212;

  // a slot
  private static final int EVENTS = 4;
  private static final int FLAGS = 8;
  private static final int DONE = 12;

  private static final VarHandle WORDS =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private final ByteBuffer all;
  private final long address;
  private final FloatBuffer[] left = new FloatBuffer[SLOTS];
  private final FloatBuffer[] right = new FloatBuffer[SLOTS];
  private final Futex futex = new Futex();

  /** Maps a file of {@link #BYTES}; it stays so until nobody has this any more. */
  Meeting(FileChannel file) throws IOException {
    all = file.map(MapMode.READ_WRITE, 0, BYTES).order(ByteOrder.nativeOrder());
    address = Pointer.nativeValue(Native.getDirectBufferPointer(all));
    for (int i = 0; i < SLOTS; i++) {
      left[i] = channel(slotAt(i) + LEFT);
      right[i] = channel(slotAt(i) + RIGHT);
    }
  }

  private FloatBuffer channel(int at) {
    ByteBuffer bytes = all.slice(at, Float.BYTES * MOST_FRAMES);
    return bytes.order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  private static int slotAt(int request) {
    return SLOTS_AT + (request & SLOTS - 1) * SLOT_BYTES;
  }

  private int word(int at) {
    return (int) WORDS.getVolatile(all, at);
  }

  private void put(int at, int value) {
    WORDS.setVolatile(all, at, value);
  }

  /** The beginning of a new file. */
  static ByteBuffer head() {
    ByteBuffer head = ByteBuffer.allocate(Integer.BYTES * HEAD.length);
    head.order(ByteOrder.nativeOrder()).asIntBuffer().put(HEAD);
    return head;
  }

  /** Whether it is a file of this version, with these sizes. */
  boolean isOfOurs() {
    for (int i = 0; i < HEAD.length; i++) {
      if (word(Integer.BYTES * i) != HEAD[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Says that there is a Ligature, with nothing left to do of what was asked of another.
   *
   * @param number another one than that of any before, not 0
   */
  void enter(int number) {
    put(SERVED, 0);
    put(ANSWERED, word(POSTED));
    put(REPLIED, word(COMMAND));
    put(SERVER, number);
  }

  /** Says that there is none any more. */
  void leave() {
    put(SERVED, 0);
    put(SERVER, 0);
    Futex.wake(address + ANSWERED);
  }

  /** Shows the plugin that we live. */
  void beat() {
    put(BEAT, word(BEAT) + 1);
  }

  /** What the plugin counts up while it lives. */
  int ownerBeat() {
    return word(OWNER_BEAT);
  }

  boolean hasOwner() {
    return word(OWNER) != 0;
  }

  /** Another number for each rate and size of blocks; 0 for none yet. */
  int wish() {
    return word(WISH);
  }

  int wishedRateHz() {
    return Math.max(8000, Math.min(192_000, word(RATE)));
  }

  int wishedFrames() {
    return Math.max(1, Math.min(MOST_FRAMES, word(FRAMES)));
  }

  /** From now on this wish is answered, with this latency. */
  void serve(int wish, int latencyFrames) {
    put(LATENCY, latencyFrames);
    put(SERVED, wish);
  }

  /** Whether the DAW renders to a file. */
  boolean isOffline() {
    return word(OFFLINE) != 0;
  }

  /** Requests that were made. */
  int posted() {
    return word(POSTED);
  }

  /** Requests that were answered. */
  int answered() {
    return word(ANSWERED);
  }

  /** Sleeps while there is no other request, so many nanoseconds at most. */
  void awaitRequest(int posted, long nanos) {
    futex.sleep(address + POSTED, posted, nanos);
  }

  int frames(int request) {
    return Math.max(0, Math.min(MOST_FRAMES, all.getInt(slotAt(request))));
  }

  int events(int request) {
    return Math.max(0, Math.min(MOST_EVENTS, all.getInt(slotAt(request) + EVENTS)));
  }

  boolean resets(int request) {
    return (all.getInt(slotAt(request) + FLAGS) & 1) != 0;
  }

  /** Where an event of a request lies in {@link #bytes}. */
  static int recordAt(int request, int event) {
    return slotAt(request) + RECORDS + event * RECORD_BYTES;
  }

  ByteBuffer bytes() {
    return all;
  }

  /** Where a request's left side goes. */
  FloatBuffer left(int request) {
    return left[request & SLOTS - 1].clear();
  }

  FloatBuffer right(int request) {
    return right[request & SLOTS - 1].clear();
  }

  /** Hands a block back. */
  void answer(int request) {
    put(slotAt(request) + DONE, request + 1);
    put(ANSWERED, request + 1);
    Futex.wake(address + ANSWERED);
  }

  boolean hasCommand() {
    return word(COMMAND) != word(REPLIED);
  }

  /** Whether it brings a sound; else it asks for one. */
  boolean isLoad() {
    return all.getInt(KIND) == 2;
  }

  String sound() {
    byte[] text = new byte[Math.max(0, Math.min(STATE_BYTES, all.getInt(LENGTH)))];
    all.get(STATE_AT, text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /** Says that the command is done, or refused; {@code text} is the sound that was asked for. */
  void reply(boolean refused, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    boolean tooLong = bytes.length > STATE_BYTES;
    all.putInt(STATUS, refused || tooLong ? 1 : 0);
    all.putInt(REPLY_LENGTH, tooLong ? 0 : bytes.length);
    if (!tooLong) {
      all.put(STATE_AT, bytes);
    }
    put(REPLIED, word(COMMAND));
  }
}
