package ligature.plugin.sandbox;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import ligature.plugin.EditorExchange;
import ligature.plugin.NoteEvent;
import ligature.plugin.Plugin;
import ligature.rt.Futex;

/**
 * One slot's area of the shared memory: a block of audio that goes there and comes back, what is
 * played in it, the values of the parameters, and the words by which both sides wake each other. A
 * request and its answer have the same number.
 *
 * <p>Threads: each side has an object of its own, used by one thread; nothing allocates but {@link
 * #failure}.
 */
final class SlotMemory {

  /** The most frames of a block, and the most parameters of a plugin. */
  static final int MAX_FRAMES = 2048;

  static final int MAX_PARAMETERS = 4096;

  /** The most note events of a block. */
  static final int MAX_NOTES = 512;

  static final VarHandle WORDS =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private static final int REQUEST = 0;
  private static final int DONE = 4;
  private static final int FAILED_BYTES = 8;
  private static final int FRAMES = 12;
  private static final int OFFLINE = 16;
  private static final int RESETS = 20;
  private static final int TAIL = 24;
  private static final int AWAY = 32;
  private static final int NOTE_COUNT = 36;
  private static final int WEIGHTS = 40;
  private static final int LATENCY = 56;
  private static final int RENEWALS = 60;
  private static final int TEXT = 64;
  private static final int TEXT_BYTES = 448;
  private static final int VALUES = TEXT + TEXT_BYTES;
  private static final int OFFSETS = VALUES + Float.BYTES * MAX_PARAMETERS;
  private static final int LEFT = OFFSETS + Float.BYTES * MAX_PARAMETERS;
  private static final int RIGHT = LEFT + Float.BYTES * MAX_FRAMES;
  private static final int NOTES = RIGHT + Float.BYTES * MAX_FRAMES;
  private static final int NOTE_BYTES = 12;

  private static final int EXCHANGE = (NOTES + NOTE_BYTES * MAX_NOTES + 63) / 64 * 64;

  /** The bytes of one area, whole pages. */
  static final int BYTES = (EXCHANGE + EditorExchange.BYTES + 4095) / 4096 * 4096;

  private final ByteBuffer area;
  private final long address;
  private final FloatBuffer values;
  private final FloatBuffer offsets;
  private final FloatBuffer left;
  private final FloatBuffer right;
  private final EditorExchange exchange;
  private final Futex futex = new Futex();

  SlotMemory(ByteBuffer area, long address) {
    this.area = area;
    this.address = address;
    values = floats(VALUES, MAX_PARAMETERS);
    offsets = floats(OFFSETS, MAX_PARAMETERS);
    left = floats(LEFT, MAX_FRAMES);
    right = floats(RIGHT, MAX_FRAMES);
    exchange = new EditorExchange(area.slice(EXCHANGE, EditorExchange.BYTES));
  }

  /** Where the plugin and its editor meet. */
  EditorExchange exchange() {
    return exchange;
  }

  private FloatBuffer floats(int at, int count) {
    return area.slice(at, Float.BYTES * count).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }

  /** As new, with no value set. [parent, before the child knows the slot] */
  void clear() {
    int request = requested();
    for (int i = 0; i < MAX_PARAMETERS; i++) {
      values.put(i, Float.NaN);
      offsets.put(i, 0);
    }
    area.putInt(FAILED_BYTES, 0);
    area.putInt(NOTE_COUNT, 0);
    exchange.watch(false);
    blend(1, 0, 0, 0);
    WORDS.setVolatile(area, DONE, request);
  }

  /** A parameter's value; NaN while none was set. */
  float value(int index) {
    return values.get(index);
  }

  /** What moves a parameter beside its value. */
  float offset(int index) {
    return offsets.get(index);
  }

  void value(int index, float value, float offset) {
    values.put(index, value);
    offsets.put(index, offset);
  }

  boolean isOffline() {
    return area.getInt(OFFLINE) != 0;
  }

  void offline(boolean offline) {
    area.putInt(OFFLINE, offline ? 1 : 0);
  }

  /** How often the plugin was to forget all sound. */
  int resets() {
    return area.getInt(RESETS);
  }

  void reset() {
    area.putInt(RESETS, resets() + 1);
  }

  long tailFrames() {
    return area.getLong(TAIL);
  }

  void tailFrames(long frames) {
    area.putLong(TAIL, frames);
  }

  int latencyFrames() {
    return area.getInt(LATENCY) & Integer.MAX_VALUE;
  }

  boolean wantsRenewal() {
    return area.getInt(LATENCY) < 0;
  }

  /** How late the plugin is, and whether it wants to begin anew: one word. [child] */
  void lateness(int frames, boolean wantsRenewal) {
    area.putInt(LATENCY, wantsRenewal ? frames | Integer.MIN_VALUE : frames);
  }

  /** How often the plugin was to begin anew. */
  int renewals() {
    return area.getInt(RENEWALS);
  }

  void renew() {
    area.putInt(RENEWALS, renewals() + 1);
  }

  /** Whether the plugin itself was late for the last block. */
  boolean isAway() {
    return area.getInt(AWAY) != 0;
  }

  void away(boolean away) {
    area.putInt(AWAY, away ? 1 : 0);
  }

  /** Where the pad is: the weights of its corners. [parent] */
  void blend(float a, float b, float c, float d) {
    area.putFloat(WEIGHTS, a);
    area.putFloat(WEIGHTS + 4, b);
    area.putFloat(WEIGHTS + 8, c);
    area.putFloat(WEIGHTS + 12, d);
  }

  /** Tells a plugin where the pad is. [child] */
  void blendTo(Plugin plugin) {
    plugin.blend(
        area.getFloat(WEIGHTS),
        area.getFloat(WEIGHTS + 4),
        area.getFloat(WEIGHTS + 8),
        area.getFloat(WEIGHTS + 12));
  }

  /** One of the events of the next block: the event's ordinal, channel and number in a word. */
  void note(int index, int frame, int word, float value) {
    int at = NOTES + NOTE_BYTES * index;
    area.putInt(at, frame);
    area.putInt(at + 4, word);
    area.putFloat(at + 8, value);
  }

  /** How many events the next block has. */
  void notes(int count) {
    area.putInt(NOTE_COUNT, count);
  }

  /** Hands the block's events to a plugin. [child] */
  void playTo(Plugin plugin) {
    int count = area.getInt(NOTE_COUNT);
    for (int i = 0; i < count; i++) {
      int at = NOTES + NOTE_BYTES * i;
      int word = area.getInt(at + 4);
      plugin.play(
          area.getInt(at),
          NoteEvent.of(word >> 16),
          word >> 8 & 15,
          word & 127,
          area.getFloat(at + 8));
    }
  }

  void write(float[] l, float[] r, int frames) {
    area.putInt(FRAMES, frames);
    left.put(0, l, 0, frames);
    right.put(0, r, 0, frames);
  }

  int frames() {
    return area.getInt(FRAMES);
  }

  void read(float[] l, float[] r, int frames) {
    left.get(0, l, 0, frames);
    right.get(0, r, 0, frames);
  }

  /** Notes what the plugin threw. [child] */
  void fail(String message) {
    byte[] text = message.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(TEXT_BYTES, text.length);
    area.put(TEXT, text, 0, length);
    area.putInt(FAILED_BYTES, Math.max(1, length));
  }

  /** What the plugin threw, null for nothing. */
  String failure() {
    int length = area.getInt(FAILED_BYTES);
    if (length <= 0) {
      return null;
    }
    byte[] text = new byte[Math.min(TEXT_BYTES, length)];
    area.get(TEXT, text);
    return new String(text, StandardCharsets.UTF_8);
  }

  int requested() {
    return (int) WORDS.getVolatile(area, REQUEST);
  }

  int done() {
    return (int) WORDS.getVolatile(area, DONE);
  }

  /** Hands the block over. [parent] */
  void request(int number) {
    WORDS.setVolatile(area, REQUEST, number);
    Futex.wake(address + REQUEST);
  }

  /** Hands the block back. [child] */
  void finish(int number) {
    WORDS.setVolatile(area, DONE, number);
    Futex.wake(address + DONE);
  }

  /** Waits for an answer, not longer than so many nanoseconds; whether it is there. [parent] */
  boolean awaitDone(int number, long nanos) {
    long end = System.nanoTime() + nanos;
    while (true) {
      int now = done();
      if (now == number) {
        return true;
      }
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      futex.sleep(address + DONE, now, left);
    }
  }

  /** Waits while the last request is this one, not longer than so many nanoseconds. [child] */
  int awaitRequest(int seen, long nanos) {
    if (requested() == seen) {
      futex.sleep(address + REQUEST, seen, nanos);
    }
    return requested();
  }
}
